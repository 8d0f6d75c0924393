/** Weight: in the unit of the scale, said which. */
import { type GateOf, quantity, UNITS } from '@holdspace/care';
import { useState } from 'react';
import { dayOf } from '../../ui/moment.ts';
import { numberIn, readNumber, wrongWith } from '../../ui/typed-number.ts';
import { Pick } from '../choices.tsx';
import parts from '../parts.module.css';
import { Text } from '../text-field.tsx';
import { useMomentNow, useSession, useSessionZone } from '../use-session.tsx';
import { type FormProps, GateFields } from './gate-fields.tsx';

export function Weight({ onFound }: FormProps<GateOf<'weight'>>) {
  const today = dayOf(useMomentNow()(), useSessionZone());
  const [value, setValue] = useState('');
  // Not chosen beforehand: pounds taken for kilograms would more than double a dose.
  const [unit, setUnit] = useState<'kg' | '[lb_av]'>();
  const [measuredOn, setMeasuredOn] = useState(today);
  const last = useSession((session) => session.plan?.lastWeight);
  // To a hundredth, as pounds come out in kilograms.
  const read = readNumber(value, 2);
  const typed = numberIn(read) ?? 0;
  const wrong = wrongWith(value, read);
  const kilograms = unit === '[lb_av]' ? Math.round(typed * UNITS['[lb_av]'].factor * 100) / 100 : typed;
  const jump =
    last && unit && typed > 0 && Math.abs(kilograms - last.value) * 100 > last.value * 10
      ? `${kilograms} ${last.value}`
      : undefined;
  const [confirmed, setConfirmed] = useState<string>();
  return (
    <GateFields
      onSend={() => {
        if (typed === 0) return;
        onFound({
          gate: 'weight',
          weight: quantity(kilograms, 'kg'),
          measuredOn,
          ...(jump !== undefined && confirmed === jump && { confirmed: true }),
        });
      }}
    >
      <div className={parts.row}>
        <Text label="Weight" type="amount" value={value} onChange={setValue} {...(wrong && { hint: wrong })} />
        <Pick
          label="Unit"
          options={[
            { value: 'kg', says: 'kg' },
            { value: '[lb_av]', says: 'lb' },
          ]}
          value={unit}
          onChange={setUnit}
        />
      </div>
      <p className={parts.hint} aria-live="polite">
        {unit === '[lb_av]' && typed > 0 && `${kilograms} kg. `}
        {last ? `Last on record: ${last.value} kg.` : 'No earlier weight on record.'}
      </p>
      {jump !== undefined && (
        <label className={parts.choice}>
          <input
            type="checkbox"
            checked={confirmed === jump}
            onChange={(event) => setConfirmed(event.currentTarget.checked ? jump : undefined)}
          />
          {kilograms} kg differs by more than 10 % from the last weight. Yes, this is right.
        </label>
      )}
      <Text label="Measured on" type="date" value={measuredOn} onChange={setMeasuredOn} />
    </GateFields>
  );
}
