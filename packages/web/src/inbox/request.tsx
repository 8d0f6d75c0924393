/** One request, opened: what the person sent, who may be the same, what was done, and the answers that there are. */
import { DECLINE_REASONS, DECLINE_WORDS, type DeclineReason, mayDo, recordNumberOf } from '@holdspace/care';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client.ts';
import { useMe, useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { InvitationCard } from '../sharing/invitation-card.tsx';
import cards from '../signals/signals.module.css';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Form } from '../ui/form.tsx';
import { sayDay, sayDayAndTime } from '../ui/moment.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { Asked } from './asked.tsx';
import styles from './inbox.module.css';
import { type Invited, type Outcome, useAnswering, useRequest, type WholeRequest } from './queries.ts';

interface OpenedProps {
  readonly id: string;
  readonly onOutcome: (outcome: Outcome) => void;
}

export function OpenedRequest({ id, onOutcome }: OpenedProps) {
  const found = useRequest(id);
  if (found.isPending) return <LoadingState says="Loading the request" />;
  if (!found.data) return <FailedState what="This request" error={found.error} retry={() => void found.refetch()} />;
  const whole = found.data;
  const { request, asked, letter } = whole;
  return (
    <div className={cards.opened}>
      {request.crisis && request.state === 'open' && (
        <p className={cards.says}>
          Whoever is on call was paged at once. {request.patientId && <PatientLink id={request.patientId} />}
        </p>
      )}
      <Asked asked={asked} />
      {request.state === 'open' && <Answering whole={whole} onOutcome={onOutcome} />}
      {request.state !== 'open' && request.patientId && (
        <p className={cards.says}>
          <PatientLink id={request.patientId} />
        </p>
      )}
      {letter && <Letter letter={letter} asked={asked} heading="h4" />}
      <History whole={whole} />
    </div>
  );
}

const PatientLink = ({ id }: { readonly id: string }) => <Link href={`/patients/${id}`}>Go to their page</Link>;

/** What is shown this once, above the list from which the request has gone. */
export function OutcomeShown({ outcome, onDone }: { readonly outcome: Outcome; readonly onDone: () => void }) {
  if ('invited' in outcome) {
    const { patient, invitation } = outcome.invited;
    return (
      <div className={`${cards.card} ${cards.group}`} role="status">
        <h2 className={cards.cardTitle}>Invited</h2>
        <p className={cards.says}>
          <bdi>{patient.name}</bdi> is a prospective patient now, with record number {patient.recordNumber}. Behind the
          link is the form before the first visit. <PatientLink id={patient.id} />
        </p>
        <InvitationCard invitation={invitation} to={patient.name} onDone={onDone} />
      </div>
    );
  }
  const { request, letter, asked } = outcome.declined;
  return (
    <div className={`${cards.card} ${cards.group}`} role="status">
      <h2 className={cards.cardTitle}>Declined</h2>
      <p className={cards.says}>
        The request of <bdi>{request.name}</bdi> is declined. It is kept among those that were answered.
      </p>
      {letter && <Letter letter={letter} asked={asked} heading="h3" />}
      <div className={cards.buttons}>
        <Button variant="subtle" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}

interface LetterProps {
  readonly letter: string;
  readonly asked: WholeRequest['asked'];
  readonly heading: 'h3' | 'h4';
}

function Letter({ letter, asked, heading: Heading }: LetterProps) {
  const [isCopied, copied] = useState(false);
  return (
    <section className={styles.invited} aria-label="The letter">
      <Heading className={cards.small}>To read out, or to send on</Heading>
      <blockquote className={styles.letter} lang={asked.language}>
        {letter}
      </blockquote>
      <div className={cards.buttons}>
        <Button
          variant="default"
          onClick={() =>
            void navigator.clipboard.writeText(letter).then(
              () => copied(true),
              () => copied(false),
            )
          }
        >
          <span aria-live="polite">{isCopied ? 'Copied' : 'Copy the letter'}</span>
        </Button>
      </div>
    </section>
  );
}

type Act = 'invite' | 'decline' | 'hand' | undefined;
interface AnsweringProps extends Pick<OpenedProps, 'onOutcome'> {
  readonly whole: WholeRequest;
}

function Answering({ whole, onOutcome }: AnsweringProps) {
  const { practitioner } = useMe();
  const { request, mayBe } = whole;
  const [act, choose] = useState<Act>();
  const taking = useAnswering();
  const path = `/api/consult-requests/${request.id}`;
  const leave = () => choose(undefined);
  return (
    <div className={cards.acts}>
      {mayBe.length > 0 && <MayBe whole={whole} />}
      {act === undefined && (
        <div className={cards.buttons}>
          {request.owner?.id !== practitioner.id && (
            <Button
              variant="default"
              loading={taking.isPending}
              onClick={() => taking.mutate({ path: `${path}/owner`, body: { id: newId(), owner: practitioner.id } })}
            >
              I take it
            </Button>
          )}
          <Button variant="default" onClick={() => choose('hand')}>
            Hand it on
          </Button>
          <Button onClick={() => choose('invite')}>Invite them</Button>
          <Button variant="default" onClick={() => choose('decline')}>
            Decline kindly
          </Button>
        </div>
      )}
      <ProblemAlert error={taking.error} />
      {act === 'hand' && <HandOn path={path} onLeave={leave} />}
      {act === 'invite' && <Invite path={path} request={request} onOutcome={onOutcome} onLeave={leave} />}
      {act === 'decline' && <Decline path={path} onOutcome={onOutcome} onLeave={leave} />}
    </div>
  );
}

function MayBe({ whole: { request, mayBe } }: { readonly whole: WholeRequest }) {
  const merging = useAnswering();
  const [id] = useState(newId);
  return (
    <section aria-label="May be a patient already">
      <h4 className={cards.small}>May be a patient already: look first</h4>
      <ul className={styles.alike}>
        {mayBe.map((patient) => (
          <li key={patient.id}>
            <span>
              <Link href={`/patients/${patient.id}`}>{patient.name}</Link>, born {sayDay(patient.dateOfBirth)}, record
              number {patient.recordNumber}
            </span>
            <ConfirmButton
              variant="default"
              asks={`Is it ${patient.name}?`}
              loading={merging.isPending}
              onConfirm={() =>
                merging.mutate({
                  path: `/api/consult-requests/${request.id}/merge`,
                  body: { id, patientId: patient.id },
                })
              }
            >
              It is this patient
            </ConfirmButton>
          </li>
        ))}
      </ul>
      <ProblemAlert error={merging.error} />
    </section>
  );
}

interface ActProps {
  readonly path: string;
  readonly onLeave: () => void;
}

function HandOn({ path, onLeave }: ActProps) {
  const handing = useAnswering();
  const [id] = useState(newId);
  const people = useQuery({
    queryKey: ['practitioners'],
    queryFn: () =>
      api.get<{ practitioners: readonly { id: string; name: string; roles: readonly never[] }[] }>(
        '/api/practitioners',
      ),
  });
  const able = (people.data?.practitioners ?? []).filter(
    ({ roles }) => mayDo('answer consult requests', { roles }).allowed,
  );
  const [owner, setOwner] = useState('');
  return (
    <Form
      send="Hand it on"
      isSending={handing.isPending}
      error={handing.error ?? people.error}
      onLeave={onLeave}
      onSend={() => handing.mutate({ path: `${path}/owner`, body: { id, owner } }, { onSuccess: onLeave })}
    >
      <NativeSelect
        label="To whom"
        required
        withAsterisk={false}
        value={owner}
        data={[{ value: '', label: 'Choose' }, ...able.map((one) => ({ value: one.id, label: one.name }))]}
        onChange={(event) => setOwner(event.currentTarget.value)}
      />
    </Form>
  );
}

interface InviteProps extends ActProps, Pick<OpenedProps, 'onOutcome'> {
  readonly request: WholeRequest['request'];
}

function Invite({ path, request, onOutcome, onLeave }: InviteProps) {
  const inviting = useAnswering<Invited>((invited) => onOutcome({ invited }));
  const [id] = useState(newId);
  const [recordNumber, setRecordNumber] = useState('');
  return (
    <Form
      send="Invite"
      isSending={inviting.isPending}
      error={inviting.error}
      onLeave={onLeave}
      onSend={() =>
        inviting.mutate({
          path: `${path}/invitation`,
          body: { id, ...(recordNumber.trim() && { recordNumber: recordNumber.trim() }) },
        })
      }
    >
      <p className={cards.says}>
        {request.name} becomes a prospective patient with what they wrote, and comes to their own pages by a link and a
        code.
      </p>
      {!request.patientId && (
        <TextInput
          label="Record number of your own (optional)"
          description={`Otherwise ${recordNumberOf(request.id)}`}
          autoComplete="off"
          value={recordNumber}
          onChange={(event) => setRecordNumber(event.currentTarget.value)}
        />
      )}
    </Form>
  );
}

function Decline({ path, onOutcome, onLeave }: ActProps & Pick<OpenedProps, 'onOutcome'>) {
  const declining = useAnswering((declined) => onOutcome({ declined }));
  const [id] = useState(newId);
  const [reason, setReason] = useState<DeclineReason>('not_offered');
  const [words, setWords] = useState('');
  return (
    <Form
      send="Decline, and show the letter"
      isSending={declining.isPending}
      error={declining.error}
      onLeave={onLeave}
      onSend={() =>
        declining.mutate({
          path: `${path}/decline`,
          body: { id, reason, ...(words.trim() && { words: words.trim() }) },
        })
      }
    >
      <NativeSelect
        label="Why"
        value={reason}
        data={DECLINE_REASONS.map((value) => ({ value, label: DECLINE_WORDS[value] }))}
        onChange={(event) => setReason(event.currentTarget.value as DeclineReason)}
      />
      <Textarea
        label={reason === 'other' ? 'In a line, for the clinic' : 'In a line, for the clinic (optional)'}
        autosize
        minRows={2}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </Form>
  );
}

const STEP_SAYS = {
  taken: 'took it',
  handed_on: 'handed it to',
  escalated: 'Its time passed: whoever runs the clinic was told',
  invited: 'invited them',
  declined: 'declined',
  merged: 'found that they are a patient already',
} as const;

function History({ whole: { request, steps } }: { readonly whole: WholeRequest }) {
  const zone = useZone();
  return (
    <section aria-label="What was done">
      <h4 className={cards.small}>What was done</h4>
      <ol className={cards.steps}>
        <li>
          <p>Asked</p>
          <span className={cards.aside}>{sayDayAndTime(request.receivedAt, zone)}</span>
        </li>
        {steps.map(({ id, kind, by, told, at, reason, words }) => (
          <li key={id}>
            <p>
              {by && `${by.name} `}
              {STEP_SAYS[kind]}
              {kind === 'handed_on' && told && ` ${told.name}`}
              {reason && `: ${DECLINE_WORDS[reason]}`}
              {words && `. ${words}`}
            </p>
            <span className={cards.aside}>{sayDayAndTime(at, zone)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
