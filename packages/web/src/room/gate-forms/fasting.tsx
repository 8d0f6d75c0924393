/** Fasting: the last meal and the last drink, by the clock. */
import { type GateOf, type Instant, later, MINUTE } from '@holdspace/care';
import { useId, useState } from 'react';
import { dayOf, momentAt, sayTime } from '../../ui/moment.ts';
import { ClockInput } from '../clock-input.tsx';
import parts from '../parts.module.css';
import { useMomentNow, useSessionZone } from '../use-session.tsx';
import { type FormProps, GateFields } from './gate-fields.tsx';

interface ClockFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (clock: string) => void;
  readonly hint: string;
}

function ClockField({ label, value, onChange, hint }: ClockFieldProps) {
  const id = useId();
  return (
    <div className={parts.field}>
      <label htmlFor={id}>{label}</label>
      <ClockInput id={id} value={value} onChange={onChange} required describedBy={`${id}hint`} />
      <div id={`${id}hint`} className={parts.hint}>
        {hint}
      </div>
    </div>
  );
}

/** A time by the clock within the last day: later than now means yesterday. */
function lastTime(clock: string, now: Instant, zone: string): Instant {
  const today = momentAt(dayOf(now, zone), clock, zone);
  return today > now ? later(today, -24 * 60 * MINUTE) : today;
}

export function Fasting({ gate, onFound }: FormProps<GateOf<'fasting'>>) {
  const [solids, setSolids] = useState('');
  const [liquids, setLiquids] = useState('');
  const now = useMomentNow();
  const zone = useSessionZone();
  const says = (clock: string) => {
    if (!clock) return undefined;
    const moment = lastTime(clock, now(), zone);
    const hours = (Date.parse(now()) - Date.parse(moment)) / (60 * MINUTE);
    return `${sayTime(moment, zone)}, ${Math.floor(hours)} h ${Math.floor((hours % 1) * 60)} min ago`;
  };
  return (
    <GateFields
      onSend={() =>
        onFound({
          gate: 'fasting',
          lastSolids: lastTime(solids, now(), zone),
          lastClearLiquids: lastTime(liquids, now(), zone),
        })
      }
    >
      <ClockField
        label={`Last ate at (${gate.solids.value / 3600} h asked)`}
        value={solids}
        onChange={setSolids}
        hint={says(solids) ?? 'A time later than now is read as yesterday’s.'}
      />
      <ClockField
        label={`Last drank at (${gate.clearLiquids.value / 3600} h asked)`}
        value={liquids}
        onChange={setLiquids}
        hint={says(liquids) ?? 'Clear liquids only.'}
      />
    </GateFields>
  );
}
