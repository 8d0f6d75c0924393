/** When it happened: now, a few minutes ago by one touch, or a time by the clock. */
import { type Instant, instant, later, MINUTE } from '@holdspace/care';
import { useId } from 'react';
import { dayOf, momentAt, sayTime } from '../ui/moment.ts';
import { ClockInput } from './clock-input.tsx';
import parts from './parts.module.css';
import { useMoment, useSessionZone } from './use-session.tsx';
import styles from './when.module.css';

/** Minutes back, or the time on the clock; neither is a moment until it is sent. */
export type When = { readonly ago: number } | { readonly clock: string };
export const NOW: When = { ago: 0 };

/** The moment that is meant; a time later than now is read as yesterday's. */
export function momentOf(when: When, now: Instant, zone: string): Instant {
  if ('ago' in when) return later(now, -when.ago * MINUTE);
  const today = momentAt(dayOf(now, zone), when.clock, zone);
  const isAhead = Date.parse(today) > Date.parse(now) + 30 * MINUTE;
  return isAhead ? instant(Date.parse(today) - 24 * 60 * MINUTE) : today > now ? now : today;
}

const QUICK = [0, 1, 2, 5];

export function WhenChooser({ when, onChange, of }: { when: When; onChange: (when: When) => void; of: string }) {
  const zone = useSessionZone();
  const now = useMoment();
  const id = useId();
  const shown = 'clock' in when ? when.clock : sayTime(momentOf(when, now, zone), zone);
  return (
    <fieldset className={parts.choices}>
      <legend className={parts.label}>{of}</legend>
      {QUICK.map((ago) => (
        <button
          key={ago}
          type="button"
          className={parts.choice}
          aria-pressed={'ago' in when && when.ago === ago}
          onClick={() => onChange({ ago })}
        >
          {ago === 0 ? 'Now' : `−${ago} min`}
        </button>
      ))}
      <label className="hs-visually-hidden" htmlFor={id}>
        {of}, by the clock
      </label>
      <ClockInput id={id} className={styles.clock} value={shown} onChange={(clock) => onChange({ clock })} />
    </fieldset>
  );
}
