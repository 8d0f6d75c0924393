/** The drafts that are being worked on, and a draft from a file. */
import { Button, FileButton } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useZone } from '../api/me.ts';
import { Problem } from '../api/problem.ts';
import { sayDate, sayTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './governance.module.css';
import { useBeginDraft, useDrafts } from './queries.ts';

/** What was read from a file, or why it could not be. */
async function documentIn(file: File): Promise<object> {
  const couldNot = (detail: string) => new Problem({ status: 400, title: `${file.name} could not be read`, detail });
  const text = await file.text();
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw couldNot('It is not a JSON document. A protocol is saved as a file on its own page.');
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw couldNot('It holds no protocol.');
  return read;
}

export function Drafts() {
  const [, go] = useLocation();
  const zone = useZone();
  const drafts = useDrafts();
  const begin = useBeginDraft();
  const [unread, setUnread] = useState<unknown>();
  const bring = async (file: File | null) => {
    if (!file) return;
    setUnread(undefined);
    try {
      const document = await documentIn(file);
      begin.mutate(
        { id: crypto.randomUUID(), document },
        { onSuccess: ({ draft }) => go(`/protocols/drafts/${draft.id}`) },
      );
    } catch (error) {
      setUnread(error);
    }
  };
  const open = drafts.data?.drafts ?? [];
  return (
    <Panel
      title="Drafts"
      actions={
        <FileButton
          accept="application/json,.json"
          onChange={(file) => void bring(file)}
          inputProps={{ 'aria-label': 'A protocol document' }}
        >
          {(props) => (
            <Button variant="subtle" loading={begin.isPending} {...props}>
              Draft from a file
            </Button>
          )}
        </FileButton>
      }
    >
      <ProblemAlert error={unread ?? begin.error ?? drafts.error} />
      {open.length === 0 ? (
        <p>Nobody is working on a draft. Open a protocol to draft a new version of it.</p>
      ) : (
        <ul className={styles.drafts}>
          {open.map((draft) => (
            <li key={draft.id}>
              <Link href={`/protocols/drafts/${draft.id}`}>{draft.name}</Link>
              {draft.madeFrom && `, from version ${draft.madeFrom}`}; saved by {draft.savedBy},{' '}
              {sayDate(draft.savedAt, zone)}, {sayTime(draft.savedAt, zone)}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
