/** A patient writes to their clinic, and reads the answers. Help is shown at once where words ask for it, before it is sent. */
import { LONGEST_MESSAGE } from '@holdspace/care';
import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Redirect } from 'wouter';
import { api } from '../../api/client.ts';
import { newId } from '../../api/new-id.ts';
import { Problem } from '../../api/problem.ts';
import { sendWritten } from '../../api/send-written.ts';
import { useLanguage, useWords } from '../../language/use-language.ts';
import { useMoments } from '../../language/use-moments.ts';
import sharing from '../../sharing/sharing.module.css';
import { LoadingState } from '../../ui/states.tsx';
import { useKeptDraft } from '../integration/kept-draft.ts';
import { NotShown } from '../not-shown.tsx';
import styles from '../reader.module.css';
import { ReaderPage } from '../reader-page.tsx';
import { SpokenCrisisHelp, SpokenHelpAtWords } from '../spoken-crisis-help.tsx';
import { MY_MESSAGES, type MyMessages, useMyMessages } from './queries.ts';
import { MESSAGE_WORDS } from './words.ts';

export default function MessagesPage() {
  const say = useWords(MESSAGE_WORDS);
  const mine = useMyMessages();
  if (mine.error instanceof Problem && mine.error.status === 401 && !mine.data)
    return <Redirect to="/portal/sign-in" replace />;
  return (
    <ReaderPage title={say('title')} {...(mine.data && { clinic: mine.data.clinic.name })}>
      <p>
        <Link href="/portal" className={styles.way}>
          {say('back')}
        </Link>
      </p>
      {mine.data ? (
        <Thread mine={mine.data} />
      ) : mine.isPending ? (
        <LoadingState says={say('loading')} />
      ) : (
        <NotShown says={say('notShown')} error={mine.error} retry={() => void mine.refetch()} />
      )}
      {/* Without a connection one can write all the same: it is kept. */}
      {!mine.isPending && <Write />}
    </ReaderPage>
  );
}

function Thread({ mine: { messages, waiting, promise, clinic } }: { readonly mine: MyMessages }) {
  const say = useWords(MESSAGE_WORDS);
  const moments = useMoments(clinic.zone);
  const hours = promise === undefined ? undefined : Math.ceil(promise / 60);
  return (
    <>
      <p className={styles.lead}>
        {say('lead')}{' '}
        {hours !== undefined &&
          (hours % 24 === 0 ? say('promise_days', { count: hours / 24 }) : say('promise_hours', { count: hours }))}{' '}
        {say('notWatched')}
      </p>
      {messages.length === 0 && <p className={styles.quiet}>{say('none')}</p>}
      {messages.length > 0 && (
        <ol className={sharing.messageList} aria-label={say('all')}>
          {messages.map((one) => (
            <li key={one.id} className={sharing.message} data-own={!one.from || undefined}>
              <p className={sharing.messageHead}>
                <strong>{one.from ?? say('you')}</strong>
                <span className="hs-numbers">
                  {moments.date(one.writtenAt)}, {moments.time(one.writtenAt)}
                </span>
              </p>
              <p className={sharing.messageText} dir="auto" lang={one.language}>
                {one.text}
              </p>
            </li>
          ))}
        </ol>
      )}
      {waiting && (
        <p role="status">
          {waiting.answerBy
            ? say('waiting', { when: `${moments.date(waiting.answerBy)}, ${moments.time(waiting.answerBy)}` })
            : say('waitingPlain')}
        </p>
      )}
    </>
  );
}

interface Draft {
  readonly id: string;
  readonly text: string;
}

function Write() {
  const say = useWords(MESSAGE_WORDS);
  const language = useLanguage();
  const queries = useQueryClient();
  const [fresh] = useState<Draft>(() => ({ id: newId(), text: '' }));
  const { value: draft, write, forget } = useKeptDraft<Draft>('message to the clinic', fresh);
  const over = draft.text.trim().length - LONGEST_MESSAGE;
  const sending = useMutation({
    mutationFn: () =>
      sendWritten(draft, write, ({ id, text }) =>
        api.post<{ help: boolean }>(MY_MESSAGES, { id, language, text: text.trim() }),
      ),
    onSuccess: () => {
      write({ id: newId(), text: '' });
      forget();
      return queries.invalidateQueries({ queryKey: ['my messages'] });
    },
  });
  const { error } = sending;
  return (
    <form
      className={sharing.write}
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending.isPending && over <= 0 && draft.text.trim() !== '') sending.mutate();
      }}
    >
      <SpokenHelpAtWords written={draft.text} />
      {sending.data?.help && draft.text === '' && <SpokenCrisisHelp />}
      <Textarea
        size="md"
        label={say('write')}
        description={say('hint')}
        autosize
        minRows={4}
        maxRows={18}
        dir="auto"
        value={draft.text}
        error={over > 0 ? say('tooLong', { over }) : null}
        onChange={(event) => write({ ...draft, text: event.currentTarget.value })}
      />
      {error && <p role="alert">{say(error instanceof Problem && error.isUnreachable ? 'offline' : 'failed')}</p>}
      <Button type="submit" size="lg" loading={sending.isPending} disabled={draft.text.trim() === '' || over > 0}>
        {say('send')}
      </Button>
      <p role="status">{sending.isSuccess && draft.text === '' && say('sent')}</p>
    </form>
  );
}
