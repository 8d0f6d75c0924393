/** Notes about a patient: what kind to write, drafts, signed notes, and those of others that the patient has opened. */
import { mayEver } from '@holdspace/care';
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
import { type DisclosedShown, KIND_WORDS, type NoteKind, type NoteShown, type NotesShown } from './shapes.ts';

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
  const begin = (kind: NoteKind, amends?: string) =>
    setOpen({
      draft: { id: newId(), kind, patientId, text: '', version: 0, ...(amends && { amends }) },
      isUnsent: false,
    });
  const goOn = (kind: NoteKind, note: NoteShown) => {
    const { id, text, version, amends } = note;
    setOpen({ draft: { id, kind, patientId, text, version, ...(amends && { amends }) }, isUnsent: false });
  };
  const done = async () => {
    setOpen(undefined);
    await queries.invalidateQueries({ queryKey: ['notes', patientId] });
  };
  const listOf = (kind: NoteKind) => (
    <NoteList kind={kind} notes={notes[kind]} me={practitioner.id} onAmend={(id) => begin(kind, id)} onGoOn={goOn} />
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
                A {KIND_WORDS[draft.kind].name.toLowerCase()} was written on this device and has not reached the server.
              </p>
              <Button onClick={() => setOpen({ draft, isUnsent: true })}>Open it and send</Button>
            </Panel>
          ))}
          <section className={styles.choice} aria-label="Write a note">
            {(mayKeep ? (['psychotherapy', 'record'] as const) : (['record'] as const)).map((kind) => (
              <div key={kind} className={styles.kind} data-kind={kind}>
                <h2 className={styles.kindName}>{KIND_WORDS[kind].name}</h2>
                <p className={styles.who}>{KIND_WORDS[kind].who}</p>
                <p className={styles.what}>{KIND_WORDS[kind].what}</p>
                <Button variant={kind === 'psychotherapy' ? 'filled' : 'default'} onClick={() => begin(kind)}>
                  Write a {KIND_WORDS[kind].name.toLowerCase()}
                </Button>
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
          <NoteList kind="psychotherapy" notes={opened} me={practitioner.id} />
        </Panel>
      ))}
      {notes.record.length > 0 && <Panel title="Notes of the record">{listOf('record')}</Panel>}
      {!open && notes.record.length + notes.psychotherapy.length === 0 && (
        <EmptyState title="No notes yet">Choose a kind above. What you write is saved as you write it.</EmptyState>
      )}
    </Page>
  );
}

interface NoteListProps {
  readonly kind: NoteKind;
  readonly notes: readonly NoteShown[];
  readonly me: string;
  readonly onAmend?: (id: string) => void;
  readonly onGoOn?: (kind: NoteKind, note: NoteShown) => void;
}

function NoteList({ kind, notes, me, onAmend, onGoOn }: NoteListProps) {
  const zone = useZone();
  const said = (moment: NoteShown['writtenAt']) => `${sayDate(moment, zone)}, ${sayTime(moment, zone)}`;
  return (
    <ul className={styles.notes}>
      {notes.map((note) => (
        <li key={note.id} className={styles.note}>
          <div className={styles.noteHead}>
            <strong className="hs-numbers">{said(note.writtenAt)}</strong>
            {note.author && <span>{note.author}</span>}
            {note.amends && <StatusBadge meaning="neutral">Amends an earlier note</StatusBadge>}
            {note.signedAt ? (
              <span className={styles.quiet}>Signed {said(note.signedAt)}</span>
            ) : (
              <StatusBadge meaning="caution">Draft</StatusBadge>
            )}
          </div>
          <p className={styles.text}>{note.text}</p>
          {note.authorId === me &&
            (note.signedAt ? (
              onAmend && (
                <Button variant="subtle" size="compact-md" onClick={() => onAmend(note.id)}>
                  Amend
                </Button>
              )
            ) : (
              <Button variant="default" size="compact-md" onClick={() => onGoOn?.(kind, note)}>
                Go on writing
              </Button>
            ))}
        </li>
      ))}
    </ul>
  );
}
