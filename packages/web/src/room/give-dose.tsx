/** Giving what was ordered and checked: by injection, lozenge, device or pump, as the protocol's delivery says. */
import { type Delivery, type DrugAmount, type Order, quantity, sayQuantity } from '@holdspace/care';
import { useState } from 'react';
import { Pick } from './choices.tsx';
import { drawsFor } from './in-hand/fitting.ts';
import { DrawUp } from './later.ts';
import { leftOf } from './order-left.ts';
import parts from './parts.module.css';
import { Refusals } from './refusals.tsx';
import { useAsk, useLoaded, useMomentNow, useProtocol, useSession, useSessionZone } from './use-session.tsx';
import { momentOf, NOW, type When, WhenChooser } from './when.tsx';

export function GiveDose({ order }: { order: Order }) {
  const protocol = useProtocol();
  const doses = useSession((session) => session.doses);
  const zone = useSessionZone();
  const now = useMomentNow();
  const [site, setSite] = useState<string>();
  const [when, setWhen] = useState<When>(NOW);
  const asking = useAsk();
  const { keepsLedger } = useLoaded();
  const inHand = useSession((session) => session.draws);
  const [isWithout, setWithout] = useState(false);
  const { delivery } = protocol;
  const left = leftOf(order, doses);
  const amount = portionOf(delivery, left, order, protocol.medicine.products);
  const at = () => momentOf(when, now(), zone);
  if (left.value === 0) return null;
  const draws = keepsLedger
    ? drawsFor(inHand, order, delivery.kind === 'infusion' ? order.dose.amount : amount)
    : undefined;
  if (keepsLedger && !draws && !isWithout)
    return (
      <>
        <DrawUp order={order} amount={amount} />
        <button type="button" className={parts.quiet} onClick={() => setWithout(true)}>
          It was given already, out of no container
        </button>
      </>
    );

  const from = draws && { draws };
  const give = () => {
    if (delivery.kind === 'infusion' && order.dose.pump)
      asking.ask({ type: 'StartInfusion', order: order.id, rate: order.dose.pump.rate, at: at(), ...from });
    else asking.ask({ type: 'AdministerDose', order: order.id, amount, at: at(), ...(site && { site }), ...from });
  };
  return (
    <form
      className={parts.stack}
      aria-label={delivery.kind === 'infusion' ? 'Start the infusion' : 'Give the dose'}
      onSubmit={(event) => {
        event.preventDefault();
        give();
      }}
    >
      {delivery.kind === 'injection' && (
        <Pick
          label="Site"
          options={delivery.sites.map((one) => ({ value: one, says: one }))}
          value={site}
          onChange={setSite}
        />
      )}
      <WhenChooser of={delivery.kind === 'infusion' ? 'Pump started' : 'Given'} when={when} onChange={setWhen} />
      <button type="submit" className={`${parts.primary} ${parts.wide}`}>
        {delivery.kind === 'infusion' && order.dose.pump
          ? `Start the pump at ${sayQuantity(order.dose.pump.rate)}`
          : `Give ${sayQuantity(amount)}${portionWords(delivery, amount, left)}`}
      </button>
      {isWithout && !draws && (
        <button
          type="button"
          className={parts.quiet}
          onClick={() => {
            asking.clear();
            setWithout(false);
          }}
        >
          Back: draw it out of a container
        </button>
      )}
      <Refusals asking={asking} />
    </form>
  );
}

/** What one hand movement gives: a device at a time, everything else at once. */
function portionOf(
  delivery: Delivery,
  left: DrugAmount,
  order: Order,
  products: readonly { id: string; form: string; strength?: DrugAmount }[],
): DrugAmount {
  if (delivery.kind !== 'nasal_device') return left;
  const strength = products.find((one) => one.id === order.dose.product)?.strength;
  return strength && strength.value < left.value ? strength : left;
}

const portionWords = (delivery: Delivery, amount: DrugAmount, left: DrugAmount): string =>
  delivery.kind === 'nasal_device' && amount.value < left.value
    ? ` (one device; ${sayQuantity(quantity(left.value - amount.value, 'ug'))} follow)`
    : '';
