/** A receipt: what came with which invoice, where its containers are now, and the way to undo it while all is untouched. */
import { mayEver, type ReceiptUndoing, undoingTakes, whyNotAsReceived } from '@holdspace/care';
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Link, useSearch } from 'wouter';
import { useMe, useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { SignAct } from '../sign-in/sign-act.tsx';
import { Form } from '../ui/form.tsx';
import { sayDay, sayDayAndTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import styles from './medicine.module.css';
import { type ReceiptPageShown, type SafeShown, undoReceipt, useMedicine, useReceipt, useStock } from './queries.ts';
import { useServerNow } from './server-now.ts';
import { ContainerRow } from './stock.tsx';
import { MedicineTabs } from './tabs.tsx';

export default function ReceiptPage({ receiptId }: { receiptId: string }) {
  const page = useReceipt(receiptId);
  const stock = useStock();
  if (page.isPending || stock.isPending) return <LoadingState says="Loading the receipt" />;
  if (!page.data || !stock.data)
    return (
      <Page title="Receipt" ownHeading>
        <FailedState what="This receipt" error={page.error ?? stock.error} retry={() => void page.refetch()} />
      </Page>
    );
  return <Shown page={page.data} safes={stock.data.safes} />;
}

function Shown({ page, safes }: { page: ReceiptPageShown; safes: readonly SafeShown[] }) {
  const { receipt, differences, containers } = page;
  const zone = useZone();
  const isNew = useSearch() === 'new';
  const { roles } = useMe().practitioner;
  const [isUndoing, undo] = useState(false);
  const safe = safes.find(({ id }) => id === receipt.safe);
  const isGone = containers.every(({ places }) => places.length === 0);
  const { act } = undoingTakes('received', productsOf(containers));
  const mayUndo = mayEver(act, roles) && containers.length > 0 && whyNotAsReceived(containers, receipt) === null;
  const names = new Map(containers.map(({ product }) => [product.id, product.name]));
  return (
    <Page
      title={`Invoice ${receipt.invoice}`}
      before={<Link href="/medicine/receive">Receive</Link>}
      lead={`From ${receipt.supplier.name}, into ${safe?.name ?? 'a safe'}`}
      actions={
        <Button component={Link} href="/medicine" variant="default">
          To the stock
        </Button>
      }
    >
      <MedicineTabs />
      {isNew && !isGone && (
        <p role="status" className={styles.done}>
          <strong>Received.</strong> Write the labels on the containers before they go into the safe.
        </p>
      )}
      <Panel title="The receipt">
        <dl className={styles.facts}>
          <div>
            <dt>Received</dt>
            <dd>
              {sayDayAndTime(receipt.at, zone)}, by {receipt.by.name}
            </dd>
          </div>
          <div>
            <dt>Supplier</dt>
            <dd>
              {receipt.supplier.name}
              {receipt.supplier.address && <div className={styles.aside}>{receipt.supplier.address}</div>}
            </dd>
          </div>
          <div>
            <dt>Supplier’s DEA registration</dt>
            <dd>{receipt.supplier.deaNumber ?? 'Not written down'}</dd>
          </div>
          {receipt.note && (
            <div>
              <dt>Note</dt>
              <dd>{receipt.note}</dd>
            </div>
          )}
        </dl>
        <ul className={styles.list}>
          {receipt.lines.map((line) => (
            <li key={`${line.product} ${line.lot} ${line.expiresOn}`} className={styles.row}>
              <span className={styles.name}>{names.get(line.product) ?? line.product}</span>
              <span>
                Lot {line.lot}, until {sayDay(line.expiresOn)}
              </span>
              <span>
                {line.containers.length} came, {line.expected} on the invoice
              </span>
            </li>
          ))}
        </ul>
        {differences.length > 0 && (
          <p className={styles.asks}>
            What came differs from the invoice on{' '}
            {differences.length === 1 ? 'one line' : `${differences.length} lines`}.
          </p>
        )}
      </Panel>
      <Panel
        title={isGone ? 'Its containers: none is here any more' : 'Its containers now'}
        actions={
          mayUndo &&
          !isUndoing && (
            <Button variant="default" onClick={() => undo(true)}>
              Undo this receipt
            </Button>
          )
        }
      >
        {isUndoing && <Undo page={page} onLeave={() => undo(false)} />}
        <ul className={styles.containers} aria-label="Containers">
          {containers.map((container) => (
            <ContainerRow key={container.id} container={container} safes={safes} />
          ))}
        </ul>
      </Panel>
    </Page>
  );
}

const productsOf = (containers: ReceiptPageShown['containers']) => containers.map(({ product }) => product);

function Undo({ page: { receipt, containers }, onLeave }: { page: ReceiptPageShown; onLeave: () => void }) {
  const [reason, setReason] = useState('');
  const [movements] = useState(() => containers.map(({ id }) => ({ id: newId(), container: id })));
  const now = useServerNow();
  const [signing, sign] = useState<ReceiptUndoing>();
  const send = useMedicine(undoReceipt);
  const { isWitnessed } = undoingTakes('received', productsOf(containers));
  const post = (undoing: ReceiptUndoing, proof?: string) =>
    send.mutate({ receipt: receipt.id, undoing, proof }, { onSuccess: onLeave, onSettled: () => sign(undefined) });
  return (
    <div className={styles.inset}>
      <p className={styles.says}>
        For what was entered by mistake. Every container goes back out of the safe by a line of its own; the receipt,
        and that it was undone, stay on record. The labels are not used again.
      </p>
      {signing ? (
        <SignAct
          title="A second person has seen it, and signs"
          by="only-another"
          at={`/api/inventory/receipts/${receipt.id}`}
          what={{ undoing: signing }}
          onSigned={({ proof }) => post(signing, proof)}
          onClose={() => sign(undefined)}
        />
      ) : (
        <Form
          send={isWitnessed ? 'Go on: a second person signs' : 'Undo it'}
          isSending={send.isPending}
          error={send.error}
          onLeave={onLeave}
          onSend={() => {
            const undoing = { at: now(), reason, movements };
            if (isWitnessed) sign(undoing);
            else post(undoing);
          }}
        >
          <Textarea
            label="Why it is undone"
            required
            withAsterisk={false}
            autosize
            maxLength={300}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
        </Form>
      )}
    </div>
  );
}
