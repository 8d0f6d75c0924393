/** What stands in the safes: every container with how much is left of it, and what there is of each product. */
import {
  contentOf,
  inHand,
  inSafes,
  mayEver,
  type ProductTotal,
  sayQuantity,
  standsIn,
  totalsOf,
  useUntil,
} from '@holdspace/care';
import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { Link } from 'wouter';
import { useMe, useZone } from '../api/me.ts';
import { sayDay, sayDayAndTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Sign } from '../ui/sign.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import { AddSafe } from './add-safe.tsx';
import { AmountBar } from './amount-bar.tsx';
import styles from './medicine.module.css';
import { type ContainerShown, type SafeShown, type StockShown, useStock } from './queries.ts';
import { isBlocked, States, useStates } from './states-of.tsx';
import { MedicineTabs } from './tabs.tsx';

export const useMayReceive = (): boolean => mayEver('receive and move medicine', useMe().practitioner.roles);

export default function Stock() {
  const [showsAll, showAll] = useState(false);
  const stock = useStock(showsAll);
  const mayReceive = useMayReceive();
  const [isAdding, add] = useState(false);
  const safes = stock.data?.safes ?? [];
  return (
    <Page
      title="Medicine"
      lead="What stands in the safes, to the microgram. Every figure is the sum of recorded movements."
      actions={
        safes.length > 0 &&
        mayReceive && (
          <>
            {!isAdding && (
              <Button variant="default" onClick={() => add(true)}>
                Add a safe
              </Button>
            )}
            <Button component={Link} href="/medicine/receive" leftSection={<Sign name="plus" size={16} />}>
              Receive
            </Button>
          </>
        )
      }
    >
      <MedicineTabs />
      {isAdding && <AddSafe onLeave={() => add(false)} />}
      {stock.isPending && <LoadingState says="Loading the stock" />}
      {stock.isError && !stock.data && (
        <FailedState what="The stock" error={stock.error} retry={() => void stock.refetch()} />
      )}
      {stock.data && safes.length === 0 && !isAdding && (
        <EmptyState
          title="No safe yet"
          action={mayReceive && <Button onClick={() => add(true)}>Add the first safe</Button>}
        >
          {mayReceive
            ? 'Name the cabinet in which controlled medicine is locked. Then receive what stands in it.'
            : 'Medical staff add the first one.'}
        </EmptyState>
      )}
      {stock.data && safes.length > 0 && <InSafes stock={stock.data} showsAll={showsAll} showAll={showAll} />}
    </Page>
  );
}

interface InSafesProps {
  readonly stock: StockShown;
  readonly showsAll: boolean;
  readonly showAll: (all: boolean) => void;
}

function InSafes({ stock: { safes, containers }, showsAll, showAll }: InSafesProps) {
  const mayReceive = useMayReceive();
  const statesOf = useStates();
  const [safe, setSafe] = useState('');
  const [words, setWords] = useState('');
  const [only, setOnly] = useState('');
  const searched = useDeferredValue(words).trim().toLowerCase();
  const shown = containers.filter((one) => {
    const states = statesOf(one);
    const text = `${one.label} ${one.product.name} ${one.lot} ${one.serial ?? ''}`.toLowerCase();
    return (
      (safe === '' || standsIn(one) === safe) &&
      (searched === '' || text.includes(searched)) &&
      (only === '' || (only === 'blocked' ? isBlocked(states) : states.some(({ state }) => state === only)))
    );
  });
  const isFiltered = safe !== '' || searched !== '' || only !== '';
  if (containers.length === 0 && !showsAll)
    return (
      <EmptyState
        title="Nothing in stock"
        action={
          mayReceive && (
            <Button component={Link} href="/medicine/receive">
              Receive
            </Button>
          )
        }
      >
        What comes with an invoice is received here, container by container.{' '}
        <button type="button" className={styles.textButton} onClick={() => showAll(true)}>
          Show what was used up
        </button>
      </EmptyState>
    );
  return (
    <>
      <Totals totals={totalsOf(containers, (one) => isBlocked(statesOf(one)))} />
      <search className={styles.filters}>
        <TextInput
          type="search"
          label="Find by label, product or lot"
          leftSection={<Sign name="search" size={18} />}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <NativeSelect
          label="Safe"
          value={safe}
          onChange={({ currentTarget }) => setSafe(currentTarget.value)}
          data={[{ value: '', label: 'Every safe' }, ...safes.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <NativeSelect
          label="State"
          value={only}
          onChange={({ currentTarget }) => setOnly(currentTarget.value)}
          data={[
            { value: '', label: 'Any' },
            { value: 'expires_soon', label: 'Runs out soon' },
            { value: 'expired', label: 'Expired' },
            { value: 'open', label: 'Open' },
            { value: 'in_hand', label: 'In hand' },
            { value: 'recalled', label: 'Recalled' },
            { value: 'blocked', label: 'Not to be used' },
          ]}
        />
        <Switch
          label="Used up as well"
          checked={showsAll}
          onChange={({ currentTarget }) => showAll(currentTarget.checked)}
        />
      </search>
      <p className="hs-visually-hidden" role="status">
        {shown.length === 1 ? '1 container' : `${shown.length} containers`}
      </p>
      <ul className={styles.containers} aria-label="Containers">
        {shown.map((container) => (
          <ContainerRow key={container.id} container={container} safes={safes} />
        ))}
      </ul>
      {shown.length === 0 && isFiltered && (
        <EmptyState title="No container like that">Take a filter away, or look by another word.</EmptyState>
      )}
    </>
  );
}

function Totals({ totals }: { totals: readonly ProductTotal[] }) {
  return (
    <Panel title="By product">
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption className="hs-visually-hidden">What there is of each product, added up</caption>
          <thead>
            <tr>
              <th scope="col">Product</th>
              <th scope="col">Containers</th>
              <th scope="col">In safes</th>
              <th scope="col">In hand</th>
              <th scope="col">Of that not to be used</th>
            </tr>
          </thead>
          <tbody>
            {totals.map((one) => (
              <tr key={one.product.id}>
                <th scope="row">{one.product.name}</th>
                <td data-name="Containers">{one.containers}</td>
                <td data-name="In safes">{sayQuantity(one.inSafes)}</td>
                <td data-name="In hand">{sayQuantity(one.inHand)}</td>
                <td data-name="Not to be used">{one.blocked.value > 0 ? sayQuantity(one.blocked) : 'none'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

export function ContainerRow({
  container,
  safes,
  children,
}: {
  container: ContainerShown;
  safes: readonly SafeShown[];
  children?: ReactNode;
}) {
  const zone = useZone();
  const states = useStates()(container);
  const until = useUntil(container, container.product);
  const hand = inHand(container);
  const safe = safes.find(({ id }) => id === standsIn(container));
  const sessions = container.places.flatMap(({ account }) => (account.kind === 'in_hand' ? [account.session] : []));
  return (
    <li className={styles.container}>
      <div>
        <div className={styles.label}>
          <Link href={`/medicine/containers/${container.id}`}>{container.label}</Link>
        </div>
        <div className={styles.aside}>{safe ? safe.name : 'In no safe'}</div>
      </div>
      <div>
        <div>{container.product.name}</div>
        <div className={styles.aside}>
          Lot {container.lot} · until {sayDay(container.expiresOn)}
          {until && <> · open, to be used by {sayDayAndTime(until, zone)}</>}
        </div>
        {hand.value > 0 && (
          <div className={styles.aside}>
            {sayQuantity(hand)} in hand:{' '}
            {sessions.map((session) => (
              <Link key={session} href={`/sessions/${session}`}>
                open the session
              </Link>
            ))}
          </div>
        )}
      </div>
      <AmountBar left={inSafes(container)} whole={contentOf(container.product)} isBlocked={isBlocked(states)} />
      <States states={states} />
      {children}
    </li>
  );
}
