/** Counts: those that are under way, a new one, when the next inventory is due, and what earlier ones found. */
import { COUNT_KIND_WORDS, COUNT_KINDS, type CountKind, FINDING_WORDS, isInventory, mayEver } from '@holdspace/care';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { useMe, useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { Form } from '../ui/form.tsx';
import { sayDate, sayDayAndTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Sign } from '../ui/sign.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './counts.module.css';
import { type CountShown, useCounts, useSafes, useSending } from './counts-queries.ts';
import { useServerNow } from './server-now.ts';
import { MedicineTabs } from './tabs.tsx';

export default function CountsPage() {
  const counts = useCounts();
  const mayCount = mayEver('count medicine', useMe().practitioner.roles);
  const [isBeginning, begin] = useState(false);
  const all = counts.data?.counts ?? [];
  const open = all.filter(({ state }) => state === 'open');
  const past = all.filter(({ state }) => state !== 'open');
  return (
    <Page
      title="Counts"
      lead="Two people count a safe, each by themselves. Neither is shown what the ledger says, or what the other counted, before both have signed."
      actions={
        mayCount &&
        !isBeginning && (
          <Button leftSection={<Sign name="plus" size={16} />} onClick={() => begin(true)}>
            Begin a count
          </Button>
        )
      }
    >
      <MedicineTabs />
      {isBeginning && <BeginCount onLeave={() => begin(false)} />}
      {counts.isPending && <LoadingState says="Loading the counts" />}
      {counts.isError && !counts.data && (
        <FailedState what="The counts" error={counts.error} retry={() => void counts.refetch()} />
      )}
      {open.length > 0 && (
        <Panel title="Under way">
          <ul className={styles.list}>
            {open.map((count) => (
              <CountRow key={count.id} count={count} />
            ))}
          </ul>
        </Panel>
      )}
      {counts.data && counts.data.inventories.length > 0 && <Inventories inventories={counts.data.inventories} />}
      {past.length > 0 && (
        <Panel title="Earlier counts">
          <ul className={styles.list}>
            {past.map((count) => (
              <CountRow key={count.id} count={count} />
            ))}
          </ul>
        </Panel>
      )}
      {counts.data && all.length === 0 && !isBeginning && (
        <EmptyState
          title="Nothing was counted yet"
          action={mayCount && <Button onClick={() => begin(true)}>Begin the first count</Button>}
        >
          The first count of a safe is its initial inventory. After it, one is due within two years.
        </EmptyState>
      )}
    </Page>
  );
}

function CountRow({ count }: { count: CountShown }) {
  const zone = useZone();
  return (
    <li className={styles.row}>
      <div>
        <div className={styles.name}>
          <Link href={`/medicine/counts/${count.id}`}>
            {COUNT_KIND_WORDS[count.kind]}, {count.safe.name}
          </Link>
        </div>
        <div className={styles.aside}>{sayDayAndTime(count.openedAt, zone)}</div>
      </div>
      <div className={styles.aside}>
        {count.signed.length === 0
          ? `Begun by ${count.openedBy.name}`
          : `Counted by ${count.signed.map(({ by }) => by.name).join(' and ')}`}
      </div>
      <CountBadge count={count} />
    </li>
  );
}

export function CountBadge({ count }: { count: CountShown }) {
  if (count.state === 'called_off') return <StatusBadge meaning="neutral">Called off</StatusBadge>;
  if (count.state === 'open')
    return (
      <StatusBadge meaning="accent">{count.signed.length === 0 ? 'Nobody has counted' : 'One has counted'}</StatusBadge>
    );
  if (!count.result) return <StatusBadge meaning="neutral">Shown after the count that is under way</StatusBadge>;
  const off = count.result.products.filter(({ finding }) => finding !== 'agrees' && finding !== 'within_tolerance');
  if (off.length > 0)
    return (
      <StatusBadge meaning="danger" wrap>
        {off.length === 1 ? FINDING_WORDS[off[0]?.finding ?? 'less'] : `${off.length} products do not agree`}
      </StatusBadge>
    );
  return <StatusBadge meaning="good">Agrees</StatusBadge>;
}

function Inventories({
  inventories,
}: {
  inventories: NonNullable<ReturnType<typeof useCounts>['data']>['inventories'];
}) {
  const zone = useZone();
  const now = useServerNow()();
  return (
    <Panel title="Inventories">
      <p className={styles.says}>
        Of every safe: an initial inventory on the day on which the clinic first dispenses, also where nothing is on
        hand, and one within two years of each (21 CFR 1304.11).
      </p>
      <ul className={styles.list}>
        {inventories.map(({ safe, last, due }) => (
          <li key={safe.id} className={styles.row}>
            <div className={styles.name}>{safe.name}</div>
            <div className={styles.aside}>{last ? `Last on ${sayDate(last, zone)}` : 'None was taken yet'}</div>
            {due === undefined ? (
              <StatusBadge meaning="caution">Initial inventory is due</StatusBadge>
            ) : due < now ? (
              <StatusBadge meaning="danger">Was due on {sayDate(due, zone)}</StatusBadge>
            ) : (
              <StatusBadge meaning="neutral">Due by {sayDate(due, zone)}</StatusBadge>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function BeginCount({ onLeave }: { onLeave: () => void }) {
  const safes = useSafes();
  const [, go] = useLocation();
  const [kind, setKind] = useState<CountKind>('routine');
  const [safe, setSafe] = useState('');
  const [takenAt, setTakenAt] = useState('opening');
  const [note, setNote] = useState('');
  const [id] = useState(newId);
  const all = safes.data?.safes ?? [];
  const chosen = safe || (all[0]?.id ?? '');
  const send = useSending((body: object) => api.post<{ count: CountShown }>('/api/inventory/counts', body));
  return (
    <Panel title="Begin a count">
      {safes.isPending ? (
        <LoadingState says="Loading the safes" />
      ) : safes.data && all.length === 0 ? (
        <p className={styles.says}>There is no safe yet. Add one under Stock.</p>
      ) : (
        <Form
          send="Begin"
          isSending={send.isPending}
          error={send.error ?? safes.error}
          onLeave={onLeave}
          onSend={() =>
            send.mutate(
              {
                id,
                safe: chosen,
                kind,
                ...(isInventory(kind) && { takenAt }),
                ...(note.trim() && { note: note.trim() }),
              },
              { onSuccess: ({ count }) => go(`/medicine/counts/${count.id}`) },
            )
          }
        >
          <NativeSelect
            label="Safe"
            value={chosen}
            onChange={({ currentTarget }) => setSafe(currentTarget.value)}
            data={all.map((one) => ({ value: one.id, label: one.name }))}
          />
          <NativeSelect
            label="Kind"
            value={kind}
            onChange={({ currentTarget }) => setKind(currentTarget.value as CountKind)}
            data={COUNT_KINDS.map((one) => ({ value: one, label: COUNT_KIND_WORDS[one] }))}
          />
          {isInventory(kind) && (
            <NativeSelect
              label="Taken at"
              value={takenAt}
              onChange={({ currentTarget }) => setTakenAt(currentTarget.value)}
              data={[
                { value: 'opening', label: 'Opening of business' },
                { value: 'close', label: 'Close of business' },
              ]}
            />
          )}
          <TextInput
            label="Note, if there is something to say"
            value={note}
            maxLength={300}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
        </Form>
      )}
    </Panel>
  );
}
