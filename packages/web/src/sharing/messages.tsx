/** What went between the clinic and the care team outside, and writing to it. The same for both sides, and for the patient to read. */
import {
  OUTSIDE_MESSAGE_KINDS,
  OUTSIDE_MESSAGE_WORDS,
  type OutsideMessageKind,
  WHO_READS_MESSAGES,
} from '@holdspace/care';
import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { newId } from '../api/new-id.ts';
import { sendWritten } from '../api/send-written.ts';
import { useLanguageAround, useMomentsAround, useWordsAround } from '../language/around.tsx';
import { type KeyOf, useKeptDraft } from '../portal/integration/kept-draft.ts';
import { NotShown } from '../portal/not-shown.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import type { OutsideMessageShown } from './shapes.ts';
import styles from './sharing.module.css';
import { SHARING_WORDS } from './words.ts';

/** A page that is open asks again by itself. */
const ASKED_EVERY = 60_000;

interface MessagesProps {
  /** Where they are read. */
  readonly path: string;
  readonly zone: string;
  /** Which side reads; the patient belongs to neither. */
  readonly side: OutsideMessageShown['side'] | 'patient';
  /** Of one member alone. */
  readonly memberId?: string;
  /** Where one writes; without it they are only read. */
  readonly writeTo?: { readonly path: string; readonly name: string; readonly keyOf: KeyOf };
}

export function Messages({ path, zone, side, memberId, writeTo }: MessagesProps) {
  const say = useWordsAround(SHARING_WORDS);
  const moments = useMomentsAround(zone);
  const shown = useQuery({
    queryKey: ['outside messages', path],
    queryFn: () => api.get<{ messages: readonly OutsideMessageShown[] }>(path),
    refetchInterval: ASKED_EVERY,
  });
  if (shown.isPending) return <LoadingState says={say('loading')} />;
  if (shown.isError) return <NotShown says={say('failed')} error={shown.error} retry={() => void shown.refetch()} />;
  const messages = shown.data.messages.filter((one) => memberId === undefined || one.memberId === memberId);
  return (
    <div className={styles.messages}>
      {messages.length === 0 && <p className={styles.quiet}>{say('none')}</p>}
      <ol className={styles.messageList}>
        {messages.map((one) => (
          <li key={one.id} className={styles.message} data-own={one.side === side || undefined}>
            <p className={styles.messageHead}>
              <strong>{one.from}</strong>
              <span className="hs-numbers">
                {moments.date(one.writtenAt)}, {moments.time(one.writtenAt)}
              </span>
              {one.kind === 'note' && <StatusBadge meaning="neutral">{say('note')}</StatusBadge>}
            </p>
            {/* Nobody said in which language it is written. */}
            <p className={styles.messageText} lang="" dir="auto">
              {one.text}
            </p>
          </li>
        ))}
      </ol>
      {writeTo && <Write {...writeTo} onSent={() => void shown.refetch()} />}
    </div>
  );
}

interface Draft {
  readonly id: string;
  readonly kind: OutsideMessageKind;
  readonly text: string;
}

function Write({ path, name, keyOf, onSent }: NonNullable<MessagesProps['writeTo']> & { onSent: () => void }) {
  const say = useWordsAround(SHARING_WORDS);
  const language = useLanguageAround();
  const [fresh, setFresh] = useState<Draft>(() => ({ id: newId(), kind: 'message', text: '' }));
  const { value: draft, write, forget } = useKeptDraft<Draft>(`outside message ${path}`, fresh, keyOf);
  const send = useMutation({
    mutationFn: () => sendWritten(draft, write, (one) => api.post(path, one)),
    onSuccess: () => {
      const next: Draft = { id: newId(), kind: 'message', text: '' };
      setFresh(next);
      write(next);
      forget();
      onSent();
    },
  });
  return (
    <form
      className={styles.write}
      aria-label={say('writeTo', { name })}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <SegmentedControl
        aria-label={say('whatItIs')}
        value={draft.kind}
        onChange={(kind) => write({ ...draft, kind: kind as OutsideMessageKind })}
        data={OUTSIDE_MESSAGE_KINDS.map((kind) => ({ value: kind, label: OUTSIDE_MESSAGE_WORDS[kind][language].name }))}
      />
      <Textarea
        label={say('to', { name })}
        description={`${OUTSIDE_MESSAGE_WORDS[draft.kind][language].says} ${WHO_READS_MESSAGES[language]}`}
        autosize
        minRows={3}
        maxRows={14}
        value={draft.text}
        onChange={(event) => write({ ...draft, text: event.currentTarget.value })}
      />
      <ProblemAlert error={send.error} />
      <Button type="submit" size="md" loading={send.isPending} disabled={draft.text.trim() === ''}>
        {say('send')}
      </Button>
    </form>
  );
}
