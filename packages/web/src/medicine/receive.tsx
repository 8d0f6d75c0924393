/** Receiving against an invoice: what came, container by container, compared with what the paper says. */
import {
  dayAt,
  isControlled,
  type KnownProducts,
  questionsOfTakingIn,
  receiptSchema,
  type TakingInQuestion,
} from '@holdspace/care';
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { lazy, Suspense, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { HINT_BELOW } from '../ui/hint-below.ts';
import { sayDate } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import { numberIn, readWhole } from '../ui/typed-number.ts';
import styles from './medicine.module.css';
import {
  type ProductListed,
  takeIn,
  useFormulary,
  useMedicine,
  useNextLabel,
  useReceipts,
  useStock,
} from './queries.ts';
import { LineFields } from './receive-line.tsx';
import { type EnteredLine, emptyLine, missingOf, withScanned } from './received-lines.ts';
import { useServerNow } from './server-now.ts';
import { MedicineTabs } from './tabs.tsx';

const Scanner = lazy(() => import('../scan/scanner.tsx'));

export default function Receive() {
  const stock = useStock();
  const formulary = useFormulary();
  const next = useNextLabel();
  const all = [stock, formulary, next];
  const failed = all.find((one) => one.isError && !one.data);
  return (
    <Page
      title="Receive"
      before={<Link href="/medicine">Medicine</Link>}
      lead="What came with an invoice, container by container."
    >
      <MedicineTabs />
      {failed ? (
        <FailedState what="This page" error={failed.error} retry={() => all.forEach((one) => void one.refetch())} />
      ) : stock.data && formulary.data && next.data ? (
        stock.data.safes.length === 0 ? (
          <EmptyState
            title="There is no safe yet"
            action={
              <Button component={Link} href="/medicine">
                Add a safe
              </Button>
            }
          >
            What is received goes into one.
          </EmptyState>
        ) : formulary.data.products.every(({ retiredAt }) => retiredAt !== undefined) ? (
          <EmptyState
            title="The formulary is empty"
            action={
              <Button component={Link} href="/medicine/formulary">
                To the formulary
              </Button>
            }
          >
            A medical director or administrator adds there what the clinic buys. Then it can be received.
          </EmptyState>
        ) : (
          <>
            <Entering safes={stock.data.safes} products={formulary.data.products} next={next.data.next} />
            <Receipts />
          </>
        )
      ) : (
        <LoadingState says="Loading the formulary" />
      )}
    </Page>
  );
}

interface EnteringProps {
  readonly safes: readonly { readonly id: string; readonly name: string }[];
  readonly products: readonly ProductListed[];
  readonly next: string;
}

function Entering({ safes, products, next }: EnteringProps) {
  const zone = useZone();
  const [, go] = useLocation();
  const now = useServerNow();
  const [id] = useState(newId);
  const [said, say] = useState({
    safe: safes.length === 1 ? (safes[0]?.id ?? '') : '',
    supplier: '',
    address: '',
    dea: '',
    invoice: '',
    note: '',
  });
  const [lines, setLines] = useState<readonly EnteredLine[]>(() => [emptyLine()]);
  const [scanning, scan] = useState<{ readonly says: string }>();
  const [confirmed, confirm] = useState<readonly TakingInQuestion[]>([]);
  const [wrong, setWrong] = useState<string>();
  const wrongAt = useRef<HTMLParagraphElement>(null);
  const send = useMedicine(takeIn);
  const bought = products.filter(({ retiredAt }) => retiredAt === undefined).map(({ product }) => product);
  const known: KnownProducts = new Map(products.map((one) => [one.product.id, one]));
  const hasControlled = lines.some(({ product }) => {
    const found = known.get(product);
    return found !== undefined && isControlled(found.product);
  });
  const field = (name: keyof typeof said) => ({
    value: said[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      const { value } = currentTarget;
      say((now) => ({ ...now, [name]: value }));
    },
  });

  const receipt = {
    id,
    at: now(),
    safe: said.safe,
    supplier: {
      name: said.supplier,
      ...(said.address.trim() && { address: said.address }),
      ...(said.dea.trim() && { deaNumber: said.dea }),
    },
    invoice: said.invoice,
    lines: lines.map(({ product, lot, expiresOn, expected, containers }) => ({
      product,
      lot,
      expiresOn,
      expected: numberIn(readWhole(expected)) ?? 0,
      containers: [...containers],
    })),
    ...(said.note.trim() && { note: said.note }),
  };
  const isComplete = lines.every((line) => missingOf(line).length === 0);
  const parsed = isComplete ? receiptSchema.safeParse(receipt) : undefined;
  const asked = parsed?.success ? questionsOfTakingIn(parsed.data, known, dayAt(receipt.at, zone)) : [];
  const rules = [...new Set(asked.map(({ rule }) => rule))];
  const open = rules.filter((rule) => !confirmed.includes(rule));

  const submit = () => {
    const missing = lines.flatMap((line, index) => {
      const what = missingOf(line);
      return what.length > 0 ? [`Line ${index + 1} lacks ${what.join(', ')}.`] : [];
    });
    const nothing = lines.every(({ containers }) => containers.length === 0);
    const faults = [
      ...missing,
      ...(nothing ? ['Enter the containers that came.'] : []),
      ...(said.safe === '' ? ['Choose the safe.'] : []),
      ...(missing.length === 0 && open.length > 0 ? ['Something is asked above: tick it if it is right.'] : []),
    ];
    setWrong(faults.join(' ') || undefined);
    if (faults.length > 0) {
      requestAnimationFrame(() => wrongAt.current?.focus());
      return;
    }
    send.mutate(
      {
        receipt,
        confirmed: rules,
        labelsRead: lines.flatMap(({ ndc }, line) => (ndc ? [{ line, ndc }] : [])),
      },
      { onSuccess: ({ receipt: { id: stored } }) => go(`/medicine/receipts/${stored}?new`) },
    );
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Panel title="The invoice">
        <div className={styles.fields}>
          <TextInput label="Supplier" required withAsterisk={false} maxLength={300} {...field('supplier')} />
          <TextInput label="Invoice number" required withAsterisk={false} maxLength={60} {...field('invoice')} />
          <TextInput
            label="Supplier’s DEA registration"
            description="On the invoice: two letters and seven digits"
            inputWrapperOrder={HINT_BELOW}
            maxLength={12}
            autoComplete="off"
            {...field('dea')}
          />
          <TextInput label="Supplier’s address" maxLength={300} {...field('address')} />
          <NativeSelect
            label="Into which safe"
            required
            withAsterisk={false}
            data={[{ value: '', label: 'Choose a safe' }, ...safes.map((one) => ({ value: one.id, label: one.name }))]}
            {...field('safe')}
          />
        </div>
        {hasControlled && <Paper />}
      </Panel>
      <Panel
        title="What came"
        actions={
          !scanning && (
            <Button variant="default" onClick={() => scan({ says: '' })}>
              Scan containers
            </Button>
          )
        }
      >
        {scanning && (
          <Suspense fallback={<LoadingState says="Opening the scanner" />}>
            <Scanner
              title="Scan each container that came"
              products={bought}
              use="Count this one"
              onUse={(label) => {
                const done = withScanned(lines, label, bought, next);
                setLines(done.lines);
                scan({ says: done.says });
              }}
              onClose={() => scan(undefined)}
            />
            <p role="status" className={scanning.says ? styles.done : 'hs-visually-hidden'}>
              {scanning.says}
            </p>
          </Suspense>
        )}
        {lines.map((line, index) => (
          <LineFields
            key={line.key}
            line={line}
            number={index + 1}
            lines={lines}
            products={bought}
            next={next}
            onLines={setLines}
          />
        ))}
        <div className={`${styles.buttons} ${styles.after}`}>
          <Button
            variant="default"
            leftSection={<Sign name="plus" size={16} />}
            onClick={() => setLines((now) => [...now, emptyLine()])}
          >
            Another line of the invoice
          </Button>
        </div>
      </Panel>
      {asked.length > 0 && (
        <Panel title="Is this right?">
          {rules.map((rule) => (
            <div key={rule} className={styles.asks}>
              {asked
                .filter((one) => one.rule === rule)
                .map((one) => (
                  <p key={one.field} className={styles.says}>
                    {one.asks}
                  </p>
                ))}
              <Checkbox
                label={CONFIRMS[rule]}
                checked={confirmed.includes(rule)}
                onChange={({ currentTarget: { checked } }) =>
                  confirm((now) => (checked ? [...now, rule] : now.filter((one) => one !== rule)))
                }
              />
            </div>
          ))}
        </Panel>
      )}
      <Panel title="Take it in">
        <Textarea
          label="Note (if something differs, what was done about it)"
          autosize
          maxLength={300}
          {...field('note')}
        />
        <p ref={wrongAt} tabIndex={-1} role="alert" className={wrong ? styles.blocked : 'hs-visually-hidden'}>
          {wrong}
        </p>
        <ProblemAlert error={send.error} />
        <div className={`${styles.buttons} ${styles.after}`}>
          <Button type="submit" loading={send.isPending}>
            {lines.some(({ containers }) => containers.length > 0) ? `Receive ${sayCount(lines)}` : 'Receive'}
          </Button>
        </div>
      </Panel>
    </form>
  );
}

const CONFIRMS: Readonly<Record<TakingInQuestion, string>> = {
  'received-expired': 'Yes, it came expired',
  'differs-from-invoice': 'Yes, that many came',
  'without-registration': 'Yes, take it in without; it will be added to the paper',
  'without-address': 'Yes, take it in without; the address is on the paper',
};

function sayCount(lines: readonly EnteredLine[]): string {
  const count = lines.reduce((sum, { containers }) => sum + containers.length, 0);
  return count === 1 ? '1 container' : `${count} containers`;
}

/** What paper goes with it, for those who look for Form 222. */
const Paper = () => (
  <details className={styles.details}>
    <summary>Which papers are kept?</summary>
    <p className={styles.says}>
      Ketamine and esketamine are Schedule III. DEA Form 222 is for Schedule I and II alone (21 CFR 1305.03), so none is
      needed. Keep the supplier’s invoice, with the day on which it came written on it (21 CFR 1304.21 and 1304.22), for
      at least two years (1304.04), apart from other papers or easily told from them. What is entered here is the record
      that goes with it. [From the regulations as known to us; your own counsel has the last word.]
    </p>
  </details>
);

/** The last receipts, to look at or to undo. */
function Receipts() {
  const receipts = useReceipts();
  const zone = useZone();
  if (!receipts.data || receipts.data.receipts.length === 0) return null;
  return (
    <Panel title="Received lately">
      <ul className={styles.list}>
        {receipts.data.receipts.slice(0, 20).map((receipt) => (
          <li key={receipt.id} className={styles.row}>
            <Link href={`/medicine/receipts/${receipt.id}`}>Invoice {receipt.invoice}</Link>
            <span>{receipt.supplier.name}</span>
            <span className={styles.aside}>
              {sayDate(receipt.at, zone)}, {receipt.by.name}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
