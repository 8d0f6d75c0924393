/** The inbox: who asks for a consult, the nearest promised time first, and what is promised to them. */
import { mayEver, REQUEST_STATE_WORDS, type REQUEST_STATES, sayMinutes } from '@holdspace/care';
import { Button, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useMe, useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { Due } from '../signals/due.tsx';
import cards from '../signals/signals.module.css';
import { sayDayAndTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { readWhole } from '../ui/typed-number.ts';
import styles from './inbox.module.css';
import { type Outcome, type PromiseShown, type RequestShown, useAnswering, useRequests } from './queries.ts';
import { OpenedRequest, OutcomeShown } from './request.tsx';

export default function Inbox() {
  const { practitioner, clinic } = useMe();
  const open = useRequests('open');
  const [showsAnswered, showAnswered] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  if (!mayEver('answer consult requests', practitioner.roles))
    return (
      <Page title="Inbox">
        <EmptyState title="This is for those who receive patients">
          Who asks the clinic for a consult is seen by whoever answers them.
        </EmptyState>
      </Page>
    );
  const requests = open.data?.requests ?? [];
  return (
    <Page
      title="Inbox"
      lead={
        <>
          People who asked this clinic for a consult, on{' '}
          <a href={`/ask/${clinic.slug}`} target="_blank" rel="noreferrer">
            your page
          </a>{' '}
          or from the decision aid. Each is answered once, by its time.
        </>
      }
    >
      {open.data && <Promised promise={open.data.promise} />}
      {open.isPending && <LoadingState says="Loading the inbox" />}
      {open.isError && !open.data && (
        <FailedState what="The inbox" error={open.error} retry={() => void open.refetch()} />
      )}
      {open.data && requests.length === 0 && (
        <EmptyState title="Nobody waits for an answer">
          Whoever asks next appears here, with the time by which you promised to answer.
        </EmptyState>
      )}
      {outcome && <OutcomeShown outcome={outcome} onDone={() => setOutcome(undefined)} />}
      <List title="To answer" requests={requests} onOutcome={setOutcome} />
      {open.isError && open.data && <p className={cards.aside}>The last try failed; what you see may be old.</p>}
      {showsAnswered ? (
        <Answered onOutcome={setOutcome} />
      ) : (
        <div className={cards.buttons}>
          <Button variant="default" onClick={() => showAnswered(true)}>
            Show who was answered
          </Button>
        </div>
      )}
    </Page>
  );
}

function Promised({ promise }: { readonly promise: PromiseShown }) {
  const { practitioner } = useMe();
  const [isChanging, change] = useState(false);
  const [typed, setTyped] = useState(String(promise.hours));
  const changing = useAnswering<unknown>();
  const read = readWhole(typed);
  return (
    <div className={styles.promise}>
      <span>
        You promise an answer within <strong>{sayMinutes(promise.hours * 60)}</strong>.{' '}
        {promise.isDefault && <span className={cards.aside}>As shipped, until you confirm or change it.</span>}
      </span>
      {mayEver('promise when requests are answered', practitioner.roles) &&
        (isChanging ? (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (!('value' in read)) return;
              changing.mutate(
                { path: '/api/consult-promise', body: { id: newId(), hours: read.value } },
                { onSuccess: () => change(false) },
              );
            }}
          >
            <TextInput
              label="Hours"
              inputMode="numeric"
              value={typed}
              error={'because' in read ? read.because : null}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button type="submit" loading={changing.isPending}>
              Promise this
            </Button>
            <Button variant="subtle" onClick={() => change(false)}>
              Not now
            </Button>
            <ProblemAlert error={changing.error} />
          </form>
        ) : (
          <Button variant="subtle" onClick={() => change(true)}>
            Change
          </Button>
        ))}
    </div>
  );
}

interface ListProps {
  readonly title: string;
  readonly requests: readonly RequestShown[];
  readonly onOutcome: (outcome: Outcome) => void;
}

function List({ title, requests, onOutcome }: ListProps) {
  if (requests.length === 0) return null;
  // What cannot wait stands first, whatever its time.
  const inOrder = requests.toSorted((one, other) => Number(other.crisis) - Number(one.crisis));
  return (
    <section className={cards.group} aria-label={title}>
      <h2 className={cards.groupTitle}>
        {title} <span className={cards.count}>{requests.length}</span>
      </h2>
      <ul className={cards.cards}>
        {inOrder.map((request) => (
          <li key={request.id}>
            <RequestCard request={request} onOutcome={onOutcome} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const MEANING: Readonly<Record<(typeof REQUEST_STATES)[number], 'good' | 'neutral'>> = {
  open: 'neutral',
  invited: 'good',
  declined: 'neutral',
  merged: 'good',
};

function RequestCard({ request, onOutcome }: Pick<ListProps, 'onOutcome'> & { readonly request: RequestShown }) {
  const zone = useZone();
  const [isOpen, open] = useState(false);
  const title = useId();
  const { name, receivedAt, dueAt, state, crisis, owner, escalatedAt } = request;
  const isWaiting = state === 'open';
  return (
    <article className={`${cards.card} ${crisis && isWaiting ? cards.crisis : ''}`} aria-labelledby={title}>
      <div className={cards.cardHead}>
        <h3 className={cards.cardTitle} id={title}>
          <bdi>{name}</bdi>
        </h3>
        {crisis && isWaiting ? (
          <StatusBadge meaning="danger">Words of crisis</StatusBadge>
        ) : (
          !isWaiting && <StatusBadge meaning={MEANING[state]}>{REQUEST_STATE_WORDS[state]}</StatusBadge>
        )}
      </div>
      <div className={cards.line}>
        <span>{owner ? owner.name : 'Nobody has taken it'}</span>
        {isWaiting && <Due raisedAt={receivedAt} dueAt={dueAt} />}
        <span className={cards.aside}>
          Asked {sayDayAndTime(receivedAt, zone)}
          {escalatedAt && isWaiting && '; whoever runs the clinic was told'}
        </span>
      </div>
      <div className={cards.buttons}>
        <Button variant="default" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
          {isOpen ? 'Close' : 'Open'}
          <span className="hs-visually-hidden"> the request of {name}</span>
        </Button>
      </div>
      {isOpen && <OpenedRequest id={request.id} onOutcome={onOutcome} />}
    </article>
  );
}

function Answered({ onOutcome }: Pick<ListProps, 'onOutcome'>) {
  const answered = useRequests('answered');
  if (answered.isPending) return <LoadingState says="Loading who was answered" />;
  if (!answered.data)
    return <FailedState what="Who was answered" error={answered.error} retry={() => void answered.refetch()} />;
  return answered.data.requests.length === 0 ? (
    <p>Nobody was answered yet.</p>
  ) : (
    <List title="Answered" requests={answered.data.requests} onOutcome={onOutcome} />
  );
}
