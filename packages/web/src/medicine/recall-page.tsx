/** One recall: who received something of the lot, and what is left of it. */
import { mayEver, sayQuantity } from '@holdspace/care';
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client.ts';
import { useMe, useZone } from '../api/me.ts';
import { Form } from '../ui/form.tsx';
import { sayDate, sayDayAndTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import styles from './medicine.module.css';
import { type RecallPageShown, type RecallShown, type SafeShown, useMedicine, useRecall, useStock } from './queries.ts';
import { ContainerRow } from './stock.tsx';
import { MedicineTabs } from './tabs.tsx';

export default function RecallPage({ recallId }: { recallId: string }) {
  const page = useRecall(recallId);
  const stock = useStock();
  if (page.isPending) return <LoadingState says="Looking who received it" />;
  if (!page.data)
    return (
      <Page title="Recall" ownHeading>
        <FailedState what="This recall" error={page.error} retry={() => void page.refetch()} />
      </Page>
    );
  return <Shown page={page.data} safes={stock.data?.safes ?? []} />;
}

function Shown({ page, safes }: { page: RecallPageShown; safes: readonly SafeShown[] }) {
  const { recall, given, hiddenPatients, left } = page;
  const zone = useZone();
  const mayTakeBack = mayEver('take a recall back', useMe().practitioner.roles);
  const [isTakingBack, takeBack] = useState(false);
  const patients = new Set(given.map(({ patient }) => patient.id)).size;
  return (
    <Page
      title={`Lot ${recall.lot}`}
      before={<Link href="/medicine/recalls">Recalls</Link>}
      lead={recall.productName}
      actions={
        <>
          {mayTakeBack && !recall.takenBack && !isTakingBack && (
            <Button variant="subtle" onClick={() => takeBack(true)}>
              Recorded by mistake
            </Button>
          )}
          <Button variant="default" onClick={() => window.print()}>
            Print
          </Button>
        </>
      }
    >
      <MedicineTabs />
      {recall.takenBack ? (
        <p className={`${styles.asks} ${styles.takenBack}`}>
          <strong>
            Taken back on {sayDate(recall.takenBack.at, zone)} by {recall.takenBack.by}: it blocks nothing any more.
          </strong>{' '}
          {endSentence(recall.takenBack.reason)} It had been recorded on {sayDate(recall.recordedAt, zone)} by{' '}
          {recall.recordedBy}: {endSentence(recall.reason)}
        </p>
      ) : (
        <p className={styles.blocked}>
          <strong>Recalled on {sayDate(recall.at, zone)}: not to be used.</strong> {endSentence(recall.reason)} Recorded
          by {recall.recordedBy}.
        </p>
      )}
      {isTakingBack && <TakeBack recall={recall} onLeave={() => takeBack(false)} />}
      <Panel title={`Who received it: ${sayPatients(patients + hiddenPatients)}`}>
        {given.length === 0 && hiddenPatients === 0 && (
          <p className={styles.says}>Nobody, as far as the ledger knows: nothing of this lot was given.</p>
        )}
        {hiddenPatients > 0 && (
          <p className={styles.asks}>
            {sayPatients(hiddenPatients)} whose records are not open to you {hiddenPatients === 1 ? 'is' : 'are'} not
            named here. A medical director sees all of them.
          </p>
        )}
        {given.length > 0 && (
          <table className={styles.table}>
            <caption className="hs-visually-hidden">Patients who received something of lot {recall.lot}</caption>
            <thead>
              <tr>
                <th scope="col">Patient</th>
                <th scope="col">When</th>
                <th scope="col">How much</th>
                <th scope="col">From</th>
                <th scope="col">Session</th>
              </tr>
            </thead>
            <tbody>
              {given.map((one) => (
                <tr key={one.session}>
                  <th scope="row">
                    <Link href={`/patients/${one.patient.id}`}>{one.patient.name}</Link>
                    <div className={styles.aside}>
                      {one.patient.recordNumber}
                      {one.patient.telephone && `, ${one.patient.telephone}`}
                    </div>
                  </th>
                  <td data-name="When">{sayDayAndTime(one.at, zone)}</td>
                  <td data-name="How much">{sayQuantity(one.amount)}</td>
                  <td data-name="From">
                    {one.containers.map(({ id, label }) => (
                      <div key={id}>
                        <Link href={`/medicine/containers/${id}`}>{label}</Link>
                      </div>
                    ))}
                  </td>
                  <td data-name="Session">
                    <Link href={`/sessions/${one.session}/record`}>The record</Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {given.length > 0 && (
          <p className={styles.aside}>That these names were looked at is in the audit of each patient.</p>
        )}
      </Panel>
      <Panel title={left.length === 0 ? 'Nothing of it is left here' : 'What is left of it'}>
        {left.length === 0 ? (
          <p className={styles.says}>No container of this lot holds anything any more.</p>
        ) : (
          <>
            <p className={styles.says}>
              {recall.takenBack
                ? 'These may be used, unless something else blocks them.'
                : 'Set these apart, and return or destroy them from their own pages.'}
            </p>
            <ul className={styles.containers} aria-label="Containers">
              {left.map((one) => (
                <ContainerRow key={one.id} container={one} safes={safes} />
              ))}
            </ul>
          </>
        )}
      </Panel>
    </Page>
  );
}

const sayPatients = (count: number): string => (count === 1 ? '1 patient' : `${count} patients`);
/** What somebody wrote, as a sentence. */
const endSentence = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);

function TakeBack({ recall, onLeave }: { recall: RecallShown; onLeave: () => void }) {
  const [reason, setReason] = useState('');
  const send = useMedicine((body: object) => api.post(`/api/inventory/recalls/${recall.id}/taking-back`, body));
  return (
    <Panel title="Take this recall back">
      <Form
        send="Take it back"
        isSending={send.isPending}
        error={send.error}
        onLeave={onLeave}
        onSend={() => send.mutate({ reason: reason.trim() }, { onSuccess: onLeave })}
      >
        <p className={styles.says}>
          From then on lot {recall.lot} of {recall.productName} may be drawn from again. The recall and your reason stay
          readable; the lot can be recalled anew.
        </p>
        <Textarea
          label="Why it was a mistake"
          required
          withAsterisk={false}
          autosize
          maxLength={300}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </Form>
    </Panel>
  );
}
