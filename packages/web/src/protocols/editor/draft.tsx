/** Writing a protocol version: section by section, in the order in which it is read, saved as it is written. */
import { explainProtocol, type Protocol } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { api } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { NotFound } from '../../shell/not-found.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/states.tsx';
import { DownloadButton } from '../download.tsx';
import {
  type DraftShown,
  useDraft,
  useProposeDraft,
  useProtocols,
  useProtocolVersion,
  usePutAside,
} from '../queries.ts';
import { Section } from '../section.tsx';
import { Changes } from './changes.tsx';
import { EditingProvider } from './context.ts';
import styles from './editor.module.css';
import { Errors } from './errors.tsx';
import { Field } from './field.tsx';
import { fieldName, PROTOCOL_SCHEMA } from './form-schema.ts';
import { isObject } from './json.ts';
import { SaveLine } from './save-line.tsx';
import { EDITOR_SECTIONS, sectionOf } from './sections.ts';
import { type DraftEditing, useDraftEditing } from './use-draft-editing.ts';

export default function DraftPage({ draftId }: { draftId: string }) {
  const draft = useDraft(draftId);
  const shown = draft.data?.draft;
  const before = useProtocolVersion(
    shown?.madeFrom === undefined ? undefined : { id: shown.protocolId, version: shown.madeFrom },
  );
  const all = useProtocols();
  const error = draft.error ?? before.error ?? all.error;
  if (error instanceof Problem && error.status === 404) return <NotFound />;
  if (error)
    return (
      <Page title="Draft" ownHeading>
        <FailedState
          what="The draft"
          error={error}
          retry={() => void Promise.all([draft.refetch(), before.refetch()])}
        />
      </Page>
    );
  if (!shown || !all.data || (shown.madeFrom !== undefined && !before.data))
    return (
      <Page title="Draft" ownHeading>
        <LoadingState says="Loading the draft" />
      </Page>
    );
  if (shown.status !== 'open')
    return (
      <Page title="Draft" before={<Link href="/protocols">Protocols</Link>}>
        <EmptyState title={shown.status === 'proposed' ? 'This draft was proposed' : 'This draft was put aside'}>
          <Link href={`/protocols/${shown.protocolId}`}>See the protocol</Link>
        </EmptyState>
      </Page>
    );
  const taken = all.data.protocols.filter((one) => one.id === shown.protocolId).map((one) => one.version);
  return <Editor key={shown.revision} draft={shown} before={before.data?.protocol} taken={taken} />;
}

interface EditorProps {
  readonly draft: DraftShown;
  readonly before: Protocol | undefined;
  readonly taken: readonly string[];
}

const CHANGES = 'changes';

function Editor({ draft, before, taken }: EditorProps) {
  const queries = useQueryClient();
  const [, go] = useLocation();
  const [search, setSearch] = useSearchParams();
  const editing = useDraftEditing(draft, before);
  const propose = useProposeDraft(draft.id);
  const putAside = usePutAside(draft.id);
  const [unsaved, setUnsaved] = useState<unknown>();
  const section = search.get('section') ?? 'treatment';
  const open = (id: string) => setSearch({ section: id }, { replace: true });
  const name = isObject(editing.document) && typeof editing.document.name === 'string' ? editing.document.name : '';

  const look = () => queries.resetQueries({ queryKey: ['protocol-draft', draft.id] });
  const keepMine = async () => {
    const { draft: theirs } = await api.get<{ draft: DraftShown }>(`/api/protocol-drafts/${draft.id}`);
    await editing.saver.keepMine(theirs.revision);
  };
  /** Does something with the draft as the server has it, once it has it as it stands here. */
  const whenSaved = async (then: (revision: number) => void) => {
    setUnsaved(undefined);
    if (await editing.saver.flush()) then(editing.saver.revision);
    else setUnsaved(new Problem({ status: 0, title: 'The draft could not be saved first' }));
  };
  return (
    <EditingProvider value={editing}>
      <Page
        title={name || draft.protocolId}
        before={
          <>
            <Link href="/protocols">Protocols</Link> · draft{draft.madeFrom && ` from version ${draft.madeFrom}`}
          </>
        }
        actions={
          <>
            <Button variant="default" disabled={!editing.canUndo} onClick={editing.undo}>
              Undo
            </Button>
            <Button variant="default" disabled={!editing.canRedo} onClick={editing.redo}>
              Redo
            </Button>
            <DownloadButton document={editing.document} name={`${draft.protocolId}-draft`} />
            <ConfirmButton
              variant="subtle"
              asks="Put the draft aside?"
              onConfirm={() =>
                void whenSaved((revision) => putAside.mutate(revision, { onSuccess: () => go('/protocols') }))
              }
            >
              Put aside
            </ConfirmButton>
          </>
        }
      >
        <div className={styles.bar}>
          <SaveLine
            saving={editing.saving}
            saver={editing.saver}
            onTakeTheirs={() => void look()}
            onKeepMine={() => void keepMine()}
          />
        </div>
        <div className={styles.layout}>
          <Contents editing={editing} section={section} onOpen={open} />
          <div className={styles.main}>
            <Errors issues={editing.allIssues} section={section} onOpen={open} />
            {section === CHANGES ? (
              <section aria-labelledby="section-title">
                <h2 id="section-title">What it changes</h2>
                {editing.protocol ? (
                  <Changes
                    protocol={editing.protocol}
                    before={before}
                    differences={editing.differences}
                    taken={taken}
                    isProposing={propose.isPending}
                    error={propose.error ?? unsaved}
                    onPropose={() =>
                      void whenSaved((revision) =>
                        propose.mutate(revision, {
                          onSuccess: ({ id, version }) => go(`/protocols/${id}?version=${version}`),
                        }),
                      )
                    }
                  />
                ) : (
                  <p>What it changes can be told once nothing in it is wrong.</p>
                )}
              </section>
            ) : (
              <SectionForm key={section} id={section} editing={editing} />
            )}
          </div>
        </div>
      </Page>
    </EditingProvider>
  );
}

function Contents({
  editing,
  section,
  onOpen,
}: {
  readonly editing: DraftEditing;
  readonly section: string;
  onOpen(id: string): void;
}) {
  const entries = [...EDITOR_SECTIONS, { id: CHANGES, title: 'What it changes', fields: [] }];
  return (
    <nav className={styles.contents} aria-label="Sections of the draft">
      <ol>
        {entries.map(({ id, title }) => {
          const isIn = (path: string) => sectionOf(path)?.id === id;
          const wrong = editing.allIssues.filter(({ path }) => isIn(path)).length;
          const changed =
            id === CHANGES ? editing.differences.length : editing.differences.filter(({ path }) => isIn(path)).length;
          return (
            <li key={id}>
              <button type="button" aria-current={id === section ? 'true' : undefined} onClick={() => onOpen(id)}>
                <span>{title}</span>
                {wrong > 0 && <span className={styles.wrongCount}>{wrong} wrong</span>}
                {wrong === 0 && changed > 0 && <span className={styles.changedCount}>{changed} changed</span>}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function SectionForm({ id, editing }: { readonly id: string; readonly editing: DraftEditing }) {
  const section = EDITOR_SECTIONS.find((one) => one.id === id) ?? EDITOR_SECTIONS[0];
  if (!section) return null;
  const [only] = section.fields;
  const reads = editing.protocol && explainProtocol(editing.protocol).find((one) => one.id === section.id);
  return (
    <section aria-labelledby="section-title">
      <h2 id="section-title">{section.title}</h2>
      <div className={styles.fields}>
        {section.fields.map((field) => (
          <Field
            key={field}
            path={[field]}
            schema={PROTOCOL_SCHEMA.properties?.[field] ?? {}}
            label={fieldName(field)}
            bare={section.fields.length === 1 && only === field}
          />
        ))}
      </div>
      {reads && editing.protocol && (
        <details className={styles.reads}>
          <summary>As it will be read</summary>
          <Section
            section={{ ...reads, id: `reads-${reads.id}` }}
            notes={new Map(editing.protocol.sources.map((source, index) => [source.id, index + 1]))}
            withoutLinks
          />
        </details>
      )}
    </section>
  );
}
