/** Drawing up: which container, how much of it, and the arithmetic beside, so that it can be checked by eye. */
import {
  type ContainerNamed,
  containerOfLabel,
  type DrugAmount,
  inSafes,
  leftOf,
  type Order,
  quantity,
  sayQuantity,
} from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../api/client.ts';
import { newId } from '../../api/new-id.ts';
import { useOnline } from '../../api/online.ts';
import type { ContainerShown, StockShown } from '../../medicine/queries.ts';
import { isBlocked, States, useStates } from '../../medicine/states-of.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { wrongWith } from '../../ui/typed-number.ts';
import { Scanner } from '../later.ts';
import parts from '../parts.module.css';
import { Refusals } from '../refusals.tsx';
import { Text } from '../text-field.tsx';
import { useAsk, useClient, useLoaded, useProtocol, useSession } from '../use-session.tsx';
import { asStock, fitting, inHandFor } from './fitting.ts';
import styles from './in-hand.module.css';
import { measured } from './measured.ts';

interface DrawUpProps {
  readonly order: Order;
  /** What is still to be given under it. */
  readonly amount: DrugAmount;
}

export default function DrawUp({ order, amount }: DrawUpProps) {
  const protocol = useProtocol();
  const client = useClient();
  const draws = useSession((session) => session.draws);
  const sessionId = useLoaded().session.id;
  const statesOf = useStates();
  const isOnline = useOnline();
  const stock = useQuery({
    queryKey: ['inventory', 'to draw from', sessionId],
    queryFn: () => api.get<Pick<StockShown, 'containers'>>(`/api/sessions/${sessionId}/containers`),
    staleTime: 0,
  });
  const containers = stock.data?.containers;
  useEffect(() => {
    if (containers) client.knowContainers(Object.fromEntries(containers.map((one) => [one.id, asStock(one)])));
  }, [containers, client]);
  const [chosen, choose] = useState<string>();
  const [isScanning, setScanning] = useState(false);
  const missing = quantity(
    amount.value - inHandFor(draws, order).reduce((sum, draw) => sum + leftOf(draw).value, 0),
    'ug',
  );
  const fits = fitting(containers ?? [], order, protocol);
  const container = fits.find(({ id }) => id === chosen);

  return (
    <section className={parts.stack} aria-label="Draw up">
      <h3 className={styles.heading}>Draw up {sayQuantity(missing)}</h3>
      {!isOnline && (
        <p className={parts.hint} role="status">
          {containers
            ? 'No network: this is the safe as it was last seen. You can scan, draw and give; it is recorded here and sent when the network is back, and the server has the last word on what the container still held. A colleague cannot sign as witness until then.'
            : 'No network: the safe cannot be looked into, so nothing can be drawn here until it is back. What is in hand already can be given, and a dose that was given already can be recorded, out of no container.'}
        </p>
      )}
      {stock.isPending && isOnline && <p className={parts.hint}>Looking into the safe…</p>}
      {stock.isError && (
        <>
          <ProblemAlert error={stock.error} />
          <button type="button" className={parts.button} onClick={() => void stock.refetch()}>
            Look again
          </button>
        </>
      )}
      {stock.isSuccess && fits.length === 0 && (
        <p className={parts.hint}>
          No container of what was ordered lies in a safe. Have one received under Medicine, or ask for another order.
        </p>
      )}
      {fits.length > 0 && (
        <>
          <fieldset className={styles.containers}>
            <legend className={parts.label}>Out of which container</legend>
            {fits.map((one) => {
              const states = statesOf(one);
              return (
                <label key={one.id} className={`${parts.choice} ${styles.container}`}>
                  <input
                    type="radio"
                    name={`container of ${order.id}`}
                    checked={chosen === one.id}
                    disabled={isBlocked(states)}
                    onChange={() => choose(one.id)}
                  />
                  <span>
                    <strong>{one.label}</strong> {one.product.name}
                    <span className={`${styles.about} hs-numbers`}>
                      {sayQuantity(inSafes(one))} left, lot {one.lot}, use by {one.expiresOn}
                    </span>
                    <States states={states} />
                  </span>
                </label>
              );
            })}
          </fieldset>
          {isScanning ? (
            <Scanner
              title="Scan the container"
              use="Use this container"
              weigh={(label) => weighed(containerOfLabel(label, fits), statesOf)}
              onUse={(label) => {
                const found = containerOfLabel(label, fits);
                if (found.is === 'one') choose(found.container.id);
                setScanning(false);
              }}
              onClose={() => setScanning(false)}
            />
          ) : (
            <button type="button" className={parts.button} onClick={() => setScanning(true)}>
              Scan the container
            </button>
          )}
        </>
      )}
      {container && (
        <Measured
          key={container.id}
          order={order}
          container={container}
          missing={missing}
          onDrawn={() => choose(undefined)}
        />
      )}
    </section>
  );
}

/** What a scanned code comes to here, in words; only one that is sure can be used. */
function weighed(found: ContainerNamed<ContainerShown>, statesOf: ReturnType<typeof useStates>) {
  if (found.is === 'one') {
    const { container } = found;
    return { isUsable: !isBlocked(statesOf(container)), says: `${container.label}, ${container.product.name}` };
  }
  if (found.is === 'none') return { isUsable: false, says: 'None of the containers that fit this order.' };
  return {
    isUsable: false,
    says: `This code does not say which of these it is: ${found.among.map(({ label }) => label).join(', ')}. Read the clinic’s own label on it: scan or type that, or choose it in the list.`,
  };
}

interface MeasuredProps {
  readonly order: Order;
  readonly container: ContainerShown;
  readonly missing: DrugAmount;
  readonly onDrawn: () => void;
}

function Measured({ order, container, missing, onDrawn }: MeasuredProps) {
  const { contents } = container.product;
  const isSolution = contents.form === 'solution';
  const wanted = Math.min(missing.value, inSafes(container).value);
  // What the hand measures: millilitres to a hundredth, or pieces as they can be cut.
  const [typed, setTyped] = useState(() =>
    isSolution
      ? String(Math.round((wanted * 100) / contents.concentration.value) / 100)
      : String(
          Number(
            (Math.ceil((wanted * contents.divisibleInto) / contents.strength.value) / contents.divisibleInto).toFixed(
              3,
            ),
          ),
        ),
  );
  const [draw, setDraw] = useState(newId);
  const asking = useAsk(() => {
    setDraw(newId());
    onDrawn();
  });
  const { read, amount, volume, isRounded } = measured(typed, contents);
  const over = amount ? amount.value - missing.value : 0;
  return (
    <form
      className={parts.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (!amount) return;
        asking.ask({
          type: 'DrawMedicine',
          draw,
          container: { id: container.id, label: container.label, product: container.product.id, lot: container.lot },
          amount,
          ...(volume && { volume }),
          order: order.id,
        });
      }}
    >
      <Text
        label={isSolution ? 'Drawn up, mL' : `Taken out, ${contents.unitName}`}
        value={typed}
        onChange={setTyped}
        hint={wrongWith(typed, read) ?? `${sayQuantity(missing)} of the order is not in hand yet.`}
      />
      {amount && (
        <p className={`${styles.sum} hs-numbers`} aria-live="polite">
          {isSolution
            ? `${typed.trim()} mL × ${sayQuantity(contents.concentration)} = ${sayQuantity(amount)}`
            : `${typed.trim()} × ${sayQuantity(contents.strength)} = ${sayQuantity(amount)}`}
          {isRounded && ', to the nearest microgram'}
          {over > 0 && `; ${sayQuantity(quantity(over, 'ug'))} more than is to be given, to be wasted before a witness`}
          {over < 0 && `; ${sayQuantity(quantity(-over, 'ug'))} is still missing`}
        </p>
      )}
      <button type="submit" className={`${parts.primary} ${parts.wide}`} disabled={!amount || amount.value === 0}>
        {amount ? `Draw ${sayQuantity(amount)} out of ${container.label}` : `Draw out of ${container.label}`}
      </button>
      <Refusals asking={asking} />
    </form>
  );
}
