/** The prescriber's order: the dose, the product and the time, with the arithmetic beside while it is written. */
import { type DoseAsked, type DrugAmount, prepareDose, quantity, sayQuantity, weightAt } from '@holdspace/care';
import { useState } from 'react';
import { newId } from '../api/new-id.ts';
import { numberIn, readThousandths, wrongWith } from '../ui/typed-number.ts';
import { Arithmetic } from './arithmetic.tsx';
import { Pick } from './choices.tsx';
import { InPlace } from './part.tsx';
import parts from './parts.module.css';
import { Refusals } from './refusals.tsx';
import { Text } from './text-field.tsx';
import { useAsk, useMoment, useProtocol, useWholeSession } from './use-session.tsx';

interface OrderFormProps {
  readonly purpose: 'first' | 'booster';
  /** A colleague who may order signs it on this device. */
  readonly isSignedByAnother?: boolean;
  readonly onClose: () => void;
}

export function OrderForm({ purpose, isSignedByAnother, onClose }: OrderFormProps) {
  const protocol = useProtocol();
  const session = useWholeSession();
  const moment = useMoment();
  const { basis, booster } = protocol.dose;
  const { products } = protocol.medicine;
  const byWeight = basis.by === 'weight' && purpose === 'first';
  const isFirstEver = session.plan?.lastDose === undefined;
  const fixed = basis.by === 'fixed' ? ((isFirstEver ? basis.firstSession : undefined) ?? basis.choices) : [];
  const choices = purpose === 'first' ? fixed : [];
  const [product, setProduct] = useState(products.length === 1 ? products[0]?.id : undefined);
  const [typed, setTyped] = useState('');
  const [minutes, setMinutes] = useState('');
  const [orderId, setOrderId] = useState(newId);
  const asking = useAsk(onClose);
  const weight = weightAt(session, moment)?.weight;
  const read = readThousandths(typed);
  const thousandths = numberIn(read);
  const prescribed: DoseAsked['prescribed'] | undefined =
    thousandths === undefined
      ? undefined
      : byWeight
        ? { by: 'weight', perKilogram: quantity(thousandths, 'ug/kg') }
        : { by: 'fixed', amount: quantity(thousandths, 'ug') };
  const readMinutes = readThousandths(minutes);
  const longThousandths = numberIn(readMinutes);
  const over = longThousandths === undefined ? undefined : quantity(Math.round((longThousandths * 60) / 1000), 's');
  const mistyped = [wrongWith(typed, read), wrongWith(minutes, readMinutes)].flatMap((wrong) => wrong ?? []);
  const prepared =
    prescribed && product && mistyped.length === 0
      ? prepareDose(protocol, { prescribed, product, ...(weight && { weight }), ...(over && { over }) })
      : undefined;
  return (
    <InPlace title={purpose === 'booster' ? 'Order a booster' : 'Order the dose'} onClose={onClose}>
      <form
        className={parts.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (!prescribed || !product || mistyped.length > 0) return;
          const asked = {
            type: 'OrderDose' as const,
            order: orderId,
            purpose,
            product,
            prescribed,
            ...(over && { over }),
          };
          if (isSignedByAnother) asking.askAnother(asked);
          else if (asking.ask(asked)) setOrderId(newId());
        }}
      >
        <Pick
          label="Product"
          options={products.map((one) => ({ value: one.id, says: one.name }))}
          value={product}
          onChange={setProduct}
        />
        {choices.length > 0 ? (
          <Pick
            label="Dose"
            options={choices.map((amount) => ({ value: String(amount.value / 1000), says: sayQuantity(amount) }))}
            value={typed || undefined}
            onChange={setTyped}
          />
        ) : (
          <Text
            label={byWeight ? 'Dose, mg/kg' : 'Dose, mg'}
            type="amount"
            value={typed}
            onChange={setTyped}
            hint={hintOf(
              byWeight && basis.by === 'weight' ? basis : undefined,
              purpose === 'booster' ? booster : undefined,
            )}
          />
        )}
        {protocol.delivery.kind === 'infusion' && (
          <Text
            label="Over, minutes"
            type="amount"
            value={minutes}
            onChange={setMinutes}
            optional
            hint={`${sayQuantity(protocol.delivery.duration)} where nothing else is written; ${sayQuantity(protocol.delivery.durationAllowed.low)} to ${sayQuantity(protocol.delivery.durationAllowed.high)} under this protocol.`}
          />
        )}
        <div aria-live="polite">
          {mistyped.map((because) => (
            <p key={because} className={parts.hint}>
              {because}
            </p>
          ))}
          {prepared && !prepared.known && <p className={parts.hint}>{prepared.because}</p>}
          {prepared?.known && prescribed && product && (
            <Arithmetic dose={{ ...prepared, prescribed }} productId={product} weight={weight} />
          )}
        </div>
        <div className={parts.row}>
          <button type="submit" className={parts.primary}>
            Sign the order
          </button>
        </div>
        <Refusals asking={asking} />
      </form>
    </InPlace>
  );
}

interface Range<T> {
  readonly allowed: { readonly low: T; readonly high: T };
}

function hintOf(
  basis: (Range<{ value: number; unit: 'ug/kg' }> & { usual: { value: number; unit: 'ug/kg' } }) | undefined,
  booster: Range<DrugAmount> | undefined,
): string {
  if (basis)
    return `Usual ${sayQuantity(basis.usual)}; ${sayQuantity(basis.allowed.low)} to ${sayQuantity(basis.allowed.high)} under this protocol.`;
  if (booster)
    return `${sayQuantity(booster.allowed.low)} to ${sayQuantity(booster.allowed.high)} under this protocol.`;
  return 'As the protocol allows.';
}
