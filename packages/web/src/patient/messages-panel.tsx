/** On a patient's page: what they wrote to the clinic from their own, until when an answer is promised, and the answer. */
import { LANGUAGE_NAMES, LANGUAGES, type Language, mayEver } from '@holdspace/care';
import { Button, Group, Radio, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useMe, useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { Problem } from '../api/problem.ts';
import { sendWritten } from '../api/send-written.ts';
import { useKeptDraft } from '../portal/integration/kept-draft.ts';
import type { MessageShown, Waiting } from '../portal/messages/queries.ts';
import styles from '../sharing/sharing.module.css';
import { Due } from '../signals/due.tsx';
import { sayDayAndTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';

interface Shown {
  readonly messages: readonly MessageShown[];
  readonly waiting?: Waiting;
}
interface MessagesPanelProps {
  readonly patientId: string;
  readonly patientName: string;
}
const ASKED_EVERY = 60_000;

export function MessagesPanel({ patientId, patientName }: MessagesPanelProps) {
  const zone = useZone();
  const mayAnswer = mayEver('answer messages of a patient', useMe().practitioner.roles);
  const path = `/api/patients/${patientId}/messages`;
  const shown = useQuery({
    queryKey: ['patient messages', patientId],
    queryFn: () => api.get<Shown>(path),
    refetchInterval: ASKED_EVERY,
    enabled: mayAnswer,
  });
  // Not of those who do not treat this patient.
  if (!mayAnswer || (shown.error instanceof Problem && shown.error.status === 403)) return null;
  return (
    <Panel title="Messages">
      {shown.isPending && <LoadingState says="Loading messages" />}
      {shown.isError && !shown.data && (
        <FailedState what="The messages" error={shown.error} retry={() => void shown.refetch()} />
      )}
      {shown.data && (
        <div className={styles.messages}>
          {shown.data.messages.length === 0 && (
            <p className={styles.quiet}>Nothing was written yet. The patient writes on their own page.</p>
          )}
          <ol className={styles.messageList} aria-label="What was written">
            {shown.data.messages.map((one) => (
              <li key={one.id} className={styles.message} data-own={one.from ? true : undefined}>
                <p className={styles.messageHead}>
                  <strong>{one.from ?? patientName}</strong>
                  <span className="hs-numbers">{sayDayAndTime(one.writtenAt, zone)}</span>
                </p>
                <p className={styles.messageText} dir="auto" lang={one.language}>
                  {one.text}
                </p>
              </li>
            ))}
          </ol>
          {shown.data.waiting && <Waits waiting={shown.data.waiting} />}
          <Answer
            path={path}
            patientName={patientName}
            messages={shown.data.messages}
            onSent={() => void shown.refetch()}
          />
        </div>
      )}
    </Panel>
  );
}

function Waits({ waiting: { since, answerBy, owner } }: { readonly waiting: Waiting }) {
  return (
    <p role="status">
      Waits for an answer. {owner ? `${owner} answers for it.` : 'Whoever answers first ends it.'}{' '}
      {answerBy && <Due raisedAt={since} dueAt={answerBy} />}
    </p>
  );
}

interface AnswerProps {
  readonly path: string;
  readonly patientName: string;
  /** What stands above it: what comes after that was not seen, and goes on waiting. */
  readonly messages: readonly MessageShown[];
  readonly onSent: () => void;
}
interface Draft {
  readonly id: string;
  readonly text: string;
  readonly language?: Language;
}

/** Staff's own language, unless a patient writes another: then whoever answers first says which, and it stays. */
function usualLanguage(messages: readonly MessageShown[]): Language | undefined {
  const answered = messages.findLast(({ from }) => from !== undefined)?.language;
  return answered ?? (messages.every(({ language }) => language === 'en') ? 'en' : undefined);
}

function Answer({ path, patientName, messages, onSent }: AnswerProps) {
  const [fresh] = useState<Draft>(() => ({ id: newId(), text: '' }));
  const { value: draft, write, forget } = useKeptDraft<Draft>(`answer ${path}`, fresh, '/api/me/draft-key');
  const lastSeen = messages.at(-1)?.id;
  const written = draft.language ?? usualLanguage(messages);
  const isReady = draft.text.trim() !== '' && written !== undefined;
  const sending = useMutation({
    mutationFn: () =>
      sendWritten(draft, write, ({ id, text }) =>
        api.post<{ noticed: boolean; waiting?: Waiting }>(path, {
          id,
          language: written,
          text: text.trim(),
          ...(lastSeen !== undefined && { answers: lastSeen }),
        }),
      ),
    onSuccess: () => {
      write({ id: newId(), text: '' });
      forget();
      onSent();
    },
  });
  return (
    <form
      className={styles.write}
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending.isPending && isReady) sending.mutate();
      }}
    >
      <Textarea
        label={`To ${patientName}`}
        description="The patient reads it on their own page. Where they agreed to messages by e-mail, they get one that says nothing of it."
        autosize
        minRows={3}
        maxRows={14}
        dir="auto"
        lang={written}
        value={draft.text}
        onChange={(event) => write({ ...draft, text: event.currentTarget.value })}
      />
      {messages.some(({ language }) => language !== 'en') && (
        <Radio.Group
          label="You write in"
          description="So that it is read aloud as it is written. Nothing is translated."
          value={written ?? null}
          onChange={(language) => write({ ...draft, language: language as Language })}
        >
          <Group>
            {LANGUAGES.map((language) => (
              <Radio key={language} value={language} label={<span lang={language}>{LANGUAGE_NAMES[language]}</span>} />
            ))}
          </Group>
        </Radio.Group>
      )}
      <ProblemAlert error={sending.error} />
      <Button type="submit" size="md" loading={sending.isPending} disabled={!isReady}>
        Send the answer
      </Button>
      <p role="status">
        {sending.data &&
          draft.text === '' &&
          `It is on their page. ${sending.data.noticed ? 'An e-mail says that there is something new.' : 'No e-mail was sent.'}${sending.data.waiting ? ' They wrote more meanwhile: that goes on waiting.' : ''}`}
      </p>
    </form>
  );
}
