/** Joining and leaving, each with a reason; before joining, the very document that would be given. */
import type { RegistryOverview } from '@holdspace/care';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useZone } from '../api/me.ts';
import { Form } from '../ui/form.tsx';
import { sayDayAndTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Given } from './given.tsx';
import { useGive, useJoin, useLeave } from './queries.ts';
import styles from './registry.module.css';

interface TakingPartProps {
  readonly overview: RegistryOverview;
  readonly mayTakePart: boolean;
}

export function TakingPart({ overview, mayTakePart }: TakingPartProps) {
  return overview.isJoined ? (
    <Panel title="Taking part">
      <Joined overview={overview} mayTakePart={mayTakePart} />
      <History overview={overview} />
    </Panel>
  ) : (
    <NotJoined overview={overview} mayTakePart={mayTakePart} />
  );
}

function NotJoined({ overview, mayTakePart }: TakingPartProps) {
  const [isNamed, name] = useState(true);
  const [reason, setReason] = useState('');
  const [isAsked, ask] = useState(false);
  const join = useJoin();
  return (
    <>
      <Panel title="This clinic takes no part">
        <p className={styles.says}>
          Nothing leaves this clinic. If it joins, the summary below goes to each other clinic that has joined, once a
          day, and theirs come here. No clinic can look into another’s records. It can leave at any time: what it gave
          is then taken back within this installation; a file that was handed to another installation cannot be.
        </p>
        {!mayTakePart && <p className={styles.quiet}>The medical director decides whether this clinic joins.</p>}
        {mayTakePart && !isAsked && <Button onClick={() => ask(true)}>Join the registry</Button>}
        {mayTakePart && isAsked && (
          <Form
            send="Join and give this summary"
            isSending={join.isPending}
            error={join.error}
            onSend={() => join.mutate({ reason, isNamed })}
            onLeave={() => ask(false)}
          >
            <TextInput
              label="Why the clinic joins"
              description="Kept with your name and the day."
              required
              maxLength={300}
              value={reason}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
            />
            <Checkbox
              label={`Others may read the clinic’s name: ${overview.clinicName}`}
              checked={isNamed}
              onChange={({ currentTarget }) => name(currentTarget.checked)}
            />
          </Form>
        )}
        <History overview={overview} />
      </Panel>
      <Given overview={overview} named={isNamed ? overview.clinicName : null} />
    </>
  );
}

function Joined({ overview, mayTakePart }: TakingPartProps) {
  const zone = useZone();
  const [reason, setReason] = useState('');
  const [isLeaving, ask] = useState(false);
  const give = useGive();
  const leave = useLeave();
  const { given, steps } = overview;
  const last = steps.at(-1);
  return (
    <>
      {last && (
        <p className={styles.says}>
          Joined on {sayDayAndTime(last.at, zone)} by {last.by}: {last.reason}{' '}
          {last.name === null ? 'Others are not told the clinic’s name.' : `Others read its name as ${last.name}.`}
        </p>
      )}
      <p role="status" className={styles.says}>
        {given
          ? `Its summary was last given on ${sayDayAndTime(given.madeAt, zone)}, and is given anew once a day.`
          : 'Its first summary is being made.'}
      </p>
      {mayTakePart && !isLeaving && (
        <div className={styles.actions}>
          <Button variant="default" loading={give.isPending} onClick={() => give.mutate({})}>
            Give a new summary now
          </Button>
          <Button variant="default" onClick={() => ask(true)}>
            Leave the registry
          </Button>
        </div>
      )}
      <ProblemAlert error={give.error} />
      {isLeaving && (
        <Form
          send="Leave, and take back what was given"
          isSending={leave.isPending}
          error={leave.error}
          onSend={() => leave.mutate({ reason })}
          onLeave={() => ask(false)}
        >
          <TextInput
            label="Why the clinic leaves"
            description="Kept with your name and the day."
            required
            maxLength={300}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
        </Form>
      )}
    </>
  );
}

/** What came before, where there is more to say than how it stands. */
function History({ overview: { steps, isJoined } }: Pick<TakingPartProps, 'overview'>) {
  const zone = useZone();
  const before = isJoined ? steps.slice(0, -1) : steps;
  if (before.length === 0) return null;
  return (
    <>
      <h3 className={styles.part}>Before</h3>
      <ul className={styles.list}>
        {before.toReversed().map(({ kind, at, by, reason }) => (
          <li key={`${kind} ${at}`}>
            {kind === 'joined' ? 'Joined' : 'Left'} on {sayDayAndTime(at, zone)} by {by}: {reason}
          </li>
        ))}
      </ul>
    </>
  );
}
