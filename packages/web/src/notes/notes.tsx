/** Notes about a patient: what kind to write, drafts, signed notes, and those of others that the patient has opened. */
import {
  kindOfType,
  mayEver,
  NOTE_KIND_WORDS,
  NOTE_TEMPLATE_WORDS,
  NOTE_TEMPLATES,
  type NoteKind,
  type NoteTemplate,
  sectionsOf,
} from '@holdspace/care';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client.ts';
import { useMe, useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { StandingGlass } from '../break-glass/standing-glass.tsx';
import { usePatient } from '../patient/queries.ts';
import { sayDate, sayTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { type DeviceDraft, draftsOnDevice } from './device-drafts.ts';
import { NoteEditor } from './note-editor.tsx';
import styles from './notes.module.css';
import type { DisclosedShown, NoteShown, NotesShown } from './shapes.ts';

function useNotes(patientId: string) {
  return useQuery({
    queryKey: ['notes', patientId],
    queryFn: async () => {
      const [notes, others, here] = await Promise.all([
        api.get<NotesShown>(`/api/patients/${patientId}/notes`),
        api.get<DisclosedShown>(`/api/patients/${patientId}/disclosed-notes`),
        draftsOnDevice(patientId),
      ]);
      return { notes, others, here };
    },
    // Reading what a patient has opened is written down each time, so it is not asked for unasked.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export default function Notes({ patientId }: { patientId: string }) {
  const shown = useNotes(patientId);
  const patient = usePatient(patientId);
  const queries = useQueryClient();
  const { practitioner } = useMe();
  const [open, setOpen] = useState<{ draft: DeviceDraft; isUnsent: boolean }>();
  const name = patient.data?.patient.name ?? 'the patient';
  if (shown.isPending)
    return (
      <Page title="Notes" ownHeading>
        <LoadingState says="Loading the notes" />
      </Page>
    );
  if (shown.isError)
    return (
      <Page title="Notes" ownHeading>
        <FailedState what="The notes" error={shown.error} retry={() => void shown.refetch()} />
      </Page>
    );
  const { notes, others, here } = shown.data;
  const mayKeep = mayEver('keep psychotherapy notes of one’s own', practitioner.roles);
  const mayWrite = NOTE_ORDER.filter((kind) => mayEver(NOTE_KIND_WORDS[kind].write, practitioner.roles));
  const begin = (kind: NoteKind, more: { readonly amends?: string; readonly template?: NoteTemplate } = {}) =>
    setOpen({ draft: { id: newId(), kind, patientId, text: '', version: 0, ...more }, isUnsent: false });
  const goOn = (kind: NoteKind, note: NoteShown) => {
    const { id, text, version, amends, template, sections } = note;
    const more = { ...(amends && { amends }), ...(template && { template }), ...(sections && { sections }) };
    setOpen({ draft: { id, kind, patientId, text, version, ...more }, isUnsent: false });
  };
  const done = async () => {
    setOpen(undefined);
    await queries.invalidateQueries({ queryKey: ['notes', patientId] });
  };
  const listOf = (list: 'psychotherapy' | 'record' | 'guide') => (
    <NoteList
      kindOf={({ type }) => (list === 'psychotherapy' ? list : kindOfType(type ?? 'plain'))}
      notes={notes[list]}
      me={practitioner.id}
      onAmend={(kind, { id, template }) => begin(kind, { amends: id, ...(template && { template }) })}
      onGoOn={goOn}
    />
  );
  return (
    <Page title={`Notes about ${name}`} before={<Link href={`/patients/${patientId}`}>{name}</Link>}>
      <StandingGlass patientId={patientId} />
      {open ? (
        <NoteEditor key={open.draft.id} begun={open.draft} isUnsent={open.isUnsent} onDone={() => void done()} />
      ) : (
        <>
          {here.map((draft) => (
            <Panel key={draft.id} title="Not sent yet">
              <p className={styles.what}>
                A {NOTE_KIND_WORDS[draft.kind].name.toLowerCase()} was written on this device and has not reached the
                server.
              </p>
              <Button onClick={() => setOpen({ draft, isUnsent: true })}>Open it and send</Button>
            </Panel>
          ))}
          <section className={styles.choice} aria-label="Write a note">
            {mayWrite.map((kind) => (
              <div key={kind} className={styles.kind} data-kind={kind}>
                <h2 className={styles.kindName}>{NOTE_KIND_WORDS[kind].name}</h2>
                <p className={styles.who}>{NOTE_KIND_WORDS[kind].who}</p>
                <p className={styles.what}>{NOTE_KIND_WORDS[kind].what}</p>
                {kind === 'progress' ? (
                  <ul className={styles.templates}>
                    {NOTE_TEMPLATES.map((template) => (
                      <li key={template} className={styles.template}>
                        <Button
                          variant="default"
                          aria-label={`Write a progress note: ${NOTE_TEMPLATE_WORDS[template].name}`}
                          onClick={() => begin(kind, { template })}
                        >
                          {NOTE_TEMPLATE_WORDS[template].name}
                        </Button>
                        <span className={styles.quiet}>{NOTE_TEMPLATE_WORDS[template].says}</span>
                      </li>
                    ))}
                  </ul>
                ) : (
                  <Button variant={kind === 'psychotherapy' ? 'filled' : 'default'} onClick={() => begin(kind)}>
                    Write a {NOTE_KIND_WORDS[kind].name.toLowerCase()}
                  </Button>
                )}
              </div>
            ))}
          </section>
        </>
      )}
      {mayKeep && notes.psychotherapy.length > 0 && (
        <Panel title="Your psychotherapy notes">{listOf('psychotherapy')}</Panel>
      )}
      {others.disclosed.map(({ authorization, notes: opened }) => (
        <Panel
          key={authorization.id}
          title={`Psychotherapy notes of ${authorization.author}`}
          actions={<StatusBadge meaning="caution">Opened to you by the patient</StatusBadge>}
        >
          <p className={styles.what}>
            For: {authorization.purpose}. This reading was written down. Do not copy it into the record.
          </p>
          <NoteList kindOf={() => 'psychotherapy'} notes={opened} me={practitioner.id} />
        </Panel>
      ))}
      {notes.record.length > 0 && <Panel title="Notes of the record">{listOf('record')}</Panel>}
      {notes.guide.length > 0 && <Panel title="Guide observations">{listOf('guide')}</Panel>}
      {!open && notes.record.length + notes.psychotherapy.length + notes.guide.length === 0 && (
        <EmptyState title="No notes yet">Choose a kind above. What you write is saved as you write it.</EmptyState>
      )}
    </Page>
  );
}

/** As they stand to be chosen: what is most private first, what needs least last. */
const NOTE_ORDER: readonly NoteKind[] = ['psychotherapy', 'progress', 'guide', 'record'];

interface NoteListProps {
  readonly kindOf: (note: NoteShown) => NoteKind;
  readonly notes: readonly NoteShown[];
  readonly me: string;
  readonly onAmend?: (kind: NoteKind, note: NoteShown) => void;
  readonly onGoOn?: (kind: NoteKind, note: NoteShown) => void;
}

function NoteList({ kindOf, notes, me, onAmend, onGoOn }: NoteListProps) {
  const zone = useZone();
  const said = (moment: NoteShown['writtenAt']) => `${sayDate(moment, zone)}, ${sayTime(moment, zone)}`;
  return (
    <ul className={styles.notes}>
      {notes.map((note) => (
        <li key={note.id} className={styles.note}>
          <div className={styles.noteHead}>
            <strong className="hs-numbers">{said(note.writtenAt)}</strong>
            {note.author && <span>{note.author}</span>}
            {note.template && <StatusBadge meaning="neutral">{NOTE_TEMPLATE_WORDS[note.template].name}</StatusBadge>}
            {note.amends && <StatusBadge meaning="neutral">Amends an earlier note</StatusBadge>}
            {note.signedAt ? (
              <span className={styles.quiet}>Signed {said(note.signedAt)}</span>
            ) : (
              <StatusBadge meaning="caution">Draft</StatusBadge>
            )}
          </div>
          <NoteWords note={note} />
          {note.authorId === me &&
            (note.signedAt ? (
              onAmend && (
                <Button variant="subtle" size="compact-md" onClick={() => onAmend(kindOf(note), note)}>
                  Amend
                </Button>
              )
            ) : (
              <Button variant="default" size="compact-md" onClick={() => onGoOn?.(kindOf(note), note)}>
                Go on writing
              </Button>
            ))}
        </li>
      ))}
    </ul>
  );
}

/** The words of a note, under its sections’ names where it has some. */
function NoteWords({ note: { template, sections, text } }: { note: NoteShown }) {
  if (!template || !sections) return <p className={styles.text}>{text}</p>;
  const written = sectionsOf(template).filter(({ id }) => (sections[id] ?? '').trim() !== '');
  return (
    <dl className={styles.read}>
      {written.map(({ id, name }) => (
        <div key={id}>
          <dt>{name}</dt>
          <dd className={styles.text}>{sections[id]}</dd>
        </div>
      ))}
    </dl>
  );
}
