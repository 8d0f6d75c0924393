/** Who is on call: now, and as it is planned; a shift is added by those who plan who works when. */
import { mayEver } from '@holdspace/care';
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useMe, useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Form } from '../ui/form.tsx';
import { dayLater, dayOf, momentAt, sayDayAndTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { type OnCallShown, useOnCall, useStaff, useTelling } from './queries.ts';
import styles from './signals.module.css';
import { SignalTabs } from './tabs.tsx';

export default function OnCall() {
  const { roles } = useMe().practitioner;
  const onCall = useOnCall();
  return (
    <Page
      title="On call"
      lead="Whoever is on call is paged to a crisis at once, and again every five minutes until somebody takes it."
    >
      <SignalTabs />
      {onCall.isPending && <LoadingState says="Loading who is on call" />}
      {onCall.isError && !onCall.data && (
        <FailedState what="Who is on call" error={onCall.error} retry={() => void onCall.refetch()} />
      )}
      {onCall.data && <Now onCall={onCall.data} />}
      {onCall.data && <Shifts onCall={onCall.data} mayPlan={mayEver('plan who works when', roles)} />}
      {onCall.data && mayEver('plan who works when', roles) && <Plan key={onCall.data.shifts.length} />}
    </Page>
  );
}

function Now({ onCall: { now, sendsMail } }: { readonly onCall: OnCallShown }) {
  const names = now.people.map(({ name }) => name).join(', ');
  return (
    <>
      {now.isNobodyPlanned ? (
        <p className={styles.nobody}>
          <strong>Nobody is on call now.</strong> In a crisis every medical director is asked{names && `: ${names}`}.
        </p>
      ) : (
        <p className={styles.onCall}>
          Now: <strong>{names}</strong>. After two pages every medical director is asked as well.
        </p>
      )}
      {!sendsMail && (
        <p className={styles.nobody}>
          <strong>No e-mail is sent from here.</strong> Pages are seen on open screens alone; whoever runs the server
          can set up a mail server.
        </p>
      )}
    </>
  );
}

function Shifts({ onCall, mayPlan }: { readonly onCall: OnCallShown; readonly mayPlan: boolean }) {
  const zone = useZone();
  const withdraw = useTelling((id: string) => api.post(`/api/on-call/${id}/withdrawal`));
  return (
    <Panel title="The plan">
      {onCall.shifts.length === 0 ? (
        <p className={styles.says}>Nobody is planned.</p>
      ) : (
        <ul className={styles.shifts}>
          {onCall.shifts.map((shift) => (
            <li key={shift.id}>
              <span className={styles.shiftSays}>
                <strong>{shift.person.name}</strong> {shift.isNow && <StatusBadge meaning="good">now</StatusBadge>}
                <span className={styles.aside}>
                  {sayDayAndTime(shift.from, zone)} to {sayDayAndTime(shift.until, zone)}
                </span>
              </span>
              {mayPlan && (
                <ConfirmButton
                  variant="default"
                  asks={`Press again to take ${shift.person.name} out`}
                  onConfirm={() => withdraw.mutate(shift.id)}
                >
                  Take out
                  <span className="hs-visually-hidden">
                    {' '}
                    {shift.person.name}, {sayDayAndTime(shift.from, zone)}
                  </span>
                </ConfirmButton>
              )}
            </li>
          ))}
        </ul>
      )}
      <ProblemAlert error={withdraw.error} />
    </Panel>
  );
}

function Plan() {
  const zone = useZone();
  const staff = useStaff();
  const today = dayOf(new Date(), zone);
  const [id] = useState(newId);
  const [personId, setPerson] = useState('');
  const [from, setFrom] = useState({ day: today, time: '18:00' });
  const [until, setUntil] = useState({ day: dayLater(today, 1), time: '08:00' });
  const [isTried, setTried] = useState(false);
  const send = useTelling((body: object) => api.post('/api/on-call', body));
  return (
    <Panel title="Plan a shift">
      <Form
        send="Plan it"
        isSending={send.isPending}
        error={send.error ?? staff.error}
        onLeave={() => {
          setPerson('');
          setTried(false);
        }}
        onSend={() => {
          setTried(true);
          if (personId === '') return;
          const [start, end] = [momentAt(from.day, from.time, zone), momentAt(until.day, until.time, zone)];
          send.mutate({ id, personId, from: start, until: end });
        }}
      >
        <NativeSelect
          label="Who"
          value={personId}
          onChange={({ currentTarget }) => setPerson(currentTarget.value)}
          data={[
            { value: '', label: 'Choose' },
            ...(staff.data?.practitioners ?? [])
              .filter(({ roles }) => mayEver('answer what waits', roles))
              .map((one) => ({ value: one.id, label: one.name })),
          ]}
          error={isTried && personId === '' && 'Choose somebody.'}
        />
        <TextInput
          type="date"
          label="From"
          required
          withAsterisk={false}
          value={from.day}
          onChange={({ currentTarget }) => setFrom({ ...from, day: currentTarget.value })}
        />
        <TextInput
          type="time"
          label="From, at"
          required
          withAsterisk={false}
          value={from.time}
          onChange={({ currentTarget }) => setFrom({ ...from, time: currentTarget.value })}
        />
        <TextInput
          type="date"
          label="Until"
          required
          withAsterisk={false}
          value={until.day}
          onChange={({ currentTarget }) => setUntil({ ...until, day: currentTarget.value })}
        />
        <TextInput
          type="time"
          label="Until, at"
          required
          withAsterisk={false}
          value={until.time}
          onChange={({ currentTarget }) => setUntil({ ...until, time: currentTarget.value })}
        />
      </Form>
    </Panel>
  );
}
