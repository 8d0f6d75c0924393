/** One discrepancy: what is known, what was done about it, and, for a medical director, how it ends. */
import { mayEver, type StepKind, sayQuantity } from '@holdspace/care';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client.ts';
import { useMe, useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { Form } from '../ui/form.tsx';
import { dayOf, momentAt, sayDayAndTime, sayTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Sign } from '../ui/sign.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import styles from './counts.module.css';
import { type DiscrepancyShown, useDiscrepancy, useSending, useStaff } from './counts-queries.ts';
import { DiscrepancyBadge } from './discrepancy-row.tsx';
import { Form106Panel } from './form-106-panel.tsx';
import { Settle } from './settle.tsx';
import { MedicineTabs } from './tabs.tsx';

const STEPS: Readonly<Record<StepKind, string>> = {
  noted: 'wrote',
  handed_on: 'handed it on',
  escalated: 'The deadline passed',
  explained: 'explained it',
  adjusted: 'set the ledger to what was counted',
  reported: 'reported it as theft or loss',
};

export default function DiscrepancyPage({ discrepancyId }: { discrepancyId: string }) {
  const found = useDiscrepancy(discrepancyId);
  const one = found.data?.discrepancy;
  return (
    <Page
      title={one?.says ?? 'Discrepancy'}
      before={
        <Link href="/medicine/discrepancies">
          <Sign name="left" size={16} /> Discrepancies
        </Link>
      }
      lead={one?.what}
      actions={one && <DiscrepancyBadge discrepancy={one} />}
    >
      <MedicineTabs />
      {found.isPending && <LoadingState says="Loading the discrepancy" />}
      {found.isError && !found.data && (
        <FailedState what="This discrepancy" error={found.error} retry={() => void found.refetch()} />
      )}
      {one && <Whole discrepancy={one} />}
    </Page>
  );
}

function Whole({ discrepancy }: { discrepancy: DiscrepancyShown }) {
  const zone = useZone();
  const { roles } = useMe().practitioner;
  const { amount, container, safe, session, count, owner, openedBy, steps, state } = discrepancy;
  const maySettle = mayEver('settle a discrepancy', roles);
  return (
    <>
      <Panel title="What is known">
        <dl className={styles.facts}>
          {amount && <Fact name="Amount">{sayQuantity(amount)}</Fact>}
          {container && <Fact name="Container">{container.label}</Fact>}
          {safe && <Fact name="Safe">{safe.name}</Fact>}
          <Fact name="Found">{sayDayAndTime(discrepancy.at, zone)}</Fact>
          {openedBy && <Fact name="Recorded by">{openedBy.name}</Fact>}
          <Fact name="Who finds out">{owner?.name ?? 'Nobody'}</Fact>
          <Fact name="Until">{sayDayAndTime(discrepancy.dueAt, zone)}</Fact>
          {count && (
            <Fact name="From">
              {mayEver('see the inventory', roles) ? (
                <Link href={`/medicine/counts/${count}`}>the count</Link>
              ) : (
                'a count'
              )}
            </Fact>
          )}
          {session && (
            <Fact name="From">
              <Link href={`/sessions/${session}`}>the session</Link>
            </Fact>
          )}
        </dl>
      </Panel>
      {steps.length > 0 && (
        <Panel title="What was done">
          <ol className={styles.steps}>
            {steps.map((step) => (
              <li key={step.id}>
                <div className={styles.aside}>
                  {sayDayAndTime(step.at, zone)}: {step.by ? `${step.by.name} ${STEPS[step.kind]}` : STEPS[step.kind]}
                </div>
                <p>{step.words}</p>
              </li>
            ))}
          </ol>
        </Panel>
      )}
      {state === 'reported' && maySettle && <Form106Panel discrepancyId={discrepancy.id} />}
      <div className={styles.acts}>
        {mayEver('see discrepancies', roles) && <Note key={steps.length} discrepancyId={discrepancy.id} />}
        {state === 'open' && maySettle && <HandOn key={discrepancy.dueAt} discrepancy={discrepancy} />}
      </div>
      {state === 'open' && maySettle && <Settle discrepancy={discrepancy} />}
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Note({ discrepancyId }: { discrepancyId: string }) {
  const [isOpen, open] = useState(false);
  const [id] = useState(newId);
  const [words, setWords] = useState('');
  const send = useSending((body: object) => api.post(`/api/inventory/discrepancies/${discrepancyId}/notes`, body));
  if (!isOpen)
    return (
      <div className={styles.buttons}>
        <Button variant="default" onClick={() => open(true)}>
          Write down what you know
        </Button>
      </div>
    );
  return (
    <Panel title="What you know">
      <Form
        send="Write it down"
        isSending={send.isPending}
        error={send.error}
        onLeave={() => open(false)}
        onSend={() => send.mutate({ id, words: words.trim() })}
      >
        <Textarea
          label="In words"
          description="It stays as you write it, with your name."
          autosize
          minRows={2}
          required
          maxLength={2000}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
      </Form>
    </Panel>
  );
}

function HandOn({ discrepancy }: { discrepancy: DiscrepancyShown }) {
  const zone = useZone();
  const staff = useStaff();
  const [isOpen, open] = useState(false);
  const [id] = useState(newId);
  const [owner, setOwner] = useState(discrepancy.owner?.id ?? '');
  const [day, setDay] = useState(dayOf(discrepancy.dueAt, zone));
  const [time, setTime] = useState(sayTime(discrepancy.dueAt, zone));
  const [words, setWords] = useState('');
  const send = useSending((body: object) => api.post(`/api/inventory/discrepancies/${discrepancy.id}/owner`, body));
  if (!isOpen)
    return (
      <div className={styles.buttons}>
        <Button variant="default" onClick={() => open(true)}>
          Give it to somebody, or more time
        </Button>
      </div>
    );
  return (
    <Panel title="Who finds out, and by when">
      <Form
        send="Hand it on"
        isSending={send.isPending}
        error={send.error ?? staff.error}
        onLeave={() => open(false)}
        onSend={() => send.mutate({ id, owner, dueAt: momentAt(day, time, zone), words: words.trim() })}
      >
        <NativeSelect
          label="Who finds out"
          value={owner}
          onChange={({ currentTarget }) => setOwner(currentTarget.value)}
          data={(staff.data?.practitioners ?? [])
            .filter(({ roles }) => roles.some((role) => mayEver('see discrepancies', [role])))
            .map((one) => ({ value: one.id, label: one.name }))}
        />
        <TextInput type="date" label="By" value={day} onChange={({ currentTarget }) => setDay(currentTarget.value)} />
        <TextInput type="time" label="At" value={time} onChange={({ currentTarget }) => setTime(currentTarget.value)} />
        <TextInput
          label="Because"
          required
          maxLength={2000}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
      </Form>
    </Panel>
  );
}
