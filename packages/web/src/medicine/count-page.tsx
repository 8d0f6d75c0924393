/** One count: the sheet for who has not counted, the hand-off to who is to, and the result when both have signed. */
import { COUNT_KIND_WORDS, type InventoryLine, mayEver } from '@holdspace/care';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { leave } from '../api/leaving.ts';
import { useMe, useZone } from '../api/me.ts';
import { Form } from '../ui/form.tsx';
import { sayDayAndTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { CountResult } from './count-result.tsx';
import { CountSheet } from './count-sheet.tsx';
import styles from './counts.module.css';
import { type CountShown, type SheetLine, useCount, useSending } from './counts-queries.ts';
import { MedicineTabs } from './tabs.tsx';

export default function CountPage({ countId }: { countId: string }) {
  const zone = useZone();
  const found = useCount(countId);
  const count = found.data?.count;
  return (
    <Page
      title={count ? `${COUNT_KIND_WORDS[count.kind]}, ${count.safe.name}` : 'Count'}
      before={
        <Link href="/medicine/counts">
          <Sign name="left" size={16} /> Counts
        </Link>
      }
      lead={
        count && (
          <>
            Begun by {count.openedBy.name}, {sayDayAndTime(count.openedAt, zone)}
            {count.takenAt && `, at the ${count.takenAt === 'opening' ? 'opening' : 'close'} of business`}
            {count.note && `. ${count.note}`}
          </>
        )
      }
    >
      <MedicineTabs />
      {found.isPending && <LoadingState says="Loading the count" />}
      {found.isError && !found.data && (
        <FailedState what="This count" error={found.error} retry={() => void found.refetch()} />
      )}
      {found.data && <Stand {...found.data} />}
    </Page>
  );
}

interface Found {
  readonly count: CountShown;
  readonly sheet: readonly SheetLine[];
  readonly inventory?: readonly InventoryLine[];
}

function Stand({ count, sheet, inventory }: Found) {
  const { practitioner } = useMe();
  const zone = useZone();
  if (count.calledOff)
    return (
      <Panel title="Called off">
        <p className={styles.says}>
          {sayDayAndTime(count.calledOff.at, zone)}: {count.calledOff.because}
        </p>
      </Panel>
    );
  if (count.state === 'complete') return <CountResult count={count} inventory={inventory} />;
  const mayCount = mayEver('count medicine', practitioner.roles);
  const hasCounted = count.signed.some(({ by }) => by.id === practitioner.id);
  return (
    <>
      {count.signed.map(({ by, at, as }) => (
        <p key={by.id} className={styles.says}>
          <Sign name="check" size={16} /> {by.name} has counted
          {as && ` as who is ${as === 'outgoing' ? 'handing' : 'taking'} over`}, {sayDayAndTime(at, zone)}. What was
          counted is shown when both have signed.
        </p>
      ))}
      {!mayCount && <p className={styles.says}>A medical director, prescriber, anesthesia provider or nurse counts.</p>}
      {mayCount && hasCounted && <HandOff count={count} />}
      {mayCount && !hasCounted && <CountSheet count={count} sheet={sheet} />}
      {mayCount && <CallOff count={count} />}
    </>
  );
}

/** For the second person: on their own device, or on this one after the first has gone. */
function HandOff({ count }: { count: CountShown }) {
  const [, go] = useLocation();
  const [error, setError] = useState<unknown>();
  async function handOver() {
    try {
      await api.post('/api/auth/sign-out');
    } catch (cause) {
      setError(cause);
      return;
    }
    leave();
    go(`/sign-in?next=${encodeURIComponent(`/medicine/counts/${count.id}`)}`);
  }
  return (
    <Panel title="Now a colleague counts">
      <div className={styles.hand}>
        <p>
          Your half is signed. A second person counts {count.safe.name} from their own sign-in: on their own device
          under Medicine, Counts, or on this one. Do not tell them what you found.
        </p>
        <ProblemAlert error={error} />
        <div className={styles.buttons}>
          <Button leftSection={<Sign name="door" size={18} />} onClick={() => void handOver()}>
            Hand this device over
          </Button>
        </div>
      </div>
    </Panel>
  );
}

function CallOff({ count }: { count: CountShown }) {
  const [isAsked, ask] = useState(false);
  const [because, setBecause] = useState('');
  const send = useSending((body: object) => api.post(`/api/inventory/counts/${count.id}/calling-off`, body));
  if (!isAsked)
    return (
      <div className={styles.buttons}>
        <Button variant="subtle" onClick={() => ask(true)}>
          Call this count off
        </Button>
      </div>
    );
  return (
    <Panel title="Call this count off">
      <Form
        send="Call it off"
        isSending={send.isPending}
        error={send.error}
        onLeave={() => ask(false)}
        onSend={() => send.mutate({ because: because.trim() })}
      >
        <TextInput
          label="Because"
          required
          maxLength={300}
          value={because}
          onChange={({ currentTarget }) => setBecause(currentTarget.value)}
        />
      </Form>
    </Panel>
  );
}
