/** Recalled lots: recorded once, blocked at once, each with the answer to “who received it?”. */
import { mayEver } from '@holdspace/care';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { useMe, useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { Form } from '../ui/form.tsx';
import { sayDate } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import styles from './medicine.module.css';
import { type RecallShown, type StockShown, useMedicine, useStock } from './queries.ts';
import { useServerNow } from './server-now.ts';
import { MedicineTabs } from './tabs.tsx';

export default function Recalls() {
  const stock = useStock(true);
  const mayRecall = mayEver('recall a lot', useMe().practitioner.roles);
  const [isAdding, add] = useState(false);
  const recalls = stock.data?.recalls ?? [];
  const standing = recalls.filter(({ takenBack }) => !takenBack);
  const takenBack = recalls.filter((one) => one.takenBack);
  return (
    <Page
      title="Recalls"
      before={<Link href="/medicine">Medicine</Link>}
      lead="A recalled lot is blocked from use at once, in every safe and every room."
      actions={mayRecall && !isAdding && stock.data && <Button onClick={() => add(true)}>Record a recall</Button>}
    >
      <MedicineTabs />
      {isAdding && stock.data && <RecallForm stock={stock.data} onLeave={() => add(false)} />}
      {stock.isPending && <LoadingState says="Loading recalls" />}
      {stock.isError && !stock.data && (
        <FailedState what="The list of recalls" error={stock.error} retry={() => void stock.refetch()} />
      )}
      {stock.data && standing.length === 0 && !isAdding && (
        <EmptyState title="Nothing is recalled">
          When a maker or the FDA calls a lot back, it is recorded here by product and lot.
        </EmptyState>
      )}
      <Lots name="Recalled lots" recalls={standing} />
      {takenBack.length > 0 && (
        <Panel title="Taken back">
          <p className={styles.says}>Recorded by mistake. These lots are not blocked by it.</p>
          <Lots name="Recalls that were taken back" recalls={takenBack} />
        </Panel>
      )}
    </Page>
  );
}

function Lots({ name, recalls }: { name: string; recalls: readonly RecallShown[] }) {
  const zone = useZone();
  if (recalls.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={name}>
      {recalls.map(({ id, productName, lot, reason, at, recordedBy, takenBack }) => (
        <li key={id} className={styles.row}>
          <div className={styles.name}>
            <Link href={`/medicine/recalls/${id}`}>
              {productName}, lot {lot}
            </Link>
          </div>
          <span>{takenBack ? takenBack.reason : reason}</span>
          <span className={styles.aside}>
            {takenBack
              ? `Taken back ${sayDate(takenBack.at, zone)}, ${takenBack.by}`
              : `${sayDate(at, zone)}, ${recordedBy}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function RecallForm({ stock, onLeave }: { stock: StockShown; onLeave: () => void }) {
  const [, go] = useLocation();
  const now = useServerNow();
  const [id] = useState(newId);
  const [product, setProduct] = useState('');
  const [lot, setLot] = useState('');
  const [reason, setReason] = useState('');
  const send = useMedicine((body: object) => api.post<{ recall: RecallShown }>('/api/inventory/recalls', body));
  const products = [...new Map(stock.containers.map((one) => [one.product.id, one.product])).values()];
  const lots = [...new Set(stock.containers.filter((one) => one.product.id === product).map((one) => one.lot))];
  const isUnknown = lot.trim() !== '' && product !== '' && !lots.includes(lot.trim());
  return (
    <Panel title="Record a recall">
      <Form
        send="Block this lot"
        isSending={send.isPending}
        error={send.error}
        onLeave={onLeave}
        onSend={() =>
          send.mutate(
            { id, product, lot: lot.trim(), reason, at: now() },
            { onSuccess: ({ recall }) => go(`/medicine/recalls/${recall.id}`) },
          )
        }
      >
        <NativeSelect
          label="Product"
          required
          withAsterisk={false}
          value={product}
          onChange={({ currentTarget }) => setProduct(currentTarget.value)}
          data={[
            { value: '', label: 'Choose a product that was received' },
            ...products.map(({ id: value, name }) => ({ value, label: name })),
          ]}
        />
        <TextInput
          label="Lot, exactly as on the notice"
          required
          withAsterisk={false}
          autoComplete="off"
          maxLength={60}
          list="known-lots"
          description={
            isUnknown ? 'No container of this lot was received here. It is blocked should one come.' : undefined
          }
          value={lot}
          onChange={({ currentTarget }) => setLot(currentTarget.value)}
        />
        <datalist id="known-lots">
          {lots.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <Textarea
          label="Why, and whose notice"
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
