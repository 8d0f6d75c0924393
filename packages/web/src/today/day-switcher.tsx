/** One day back, one day on, any day, and home to today. */
import { Button } from '@mantine/core';
import { dayLater, sayLongDay } from '../ui/moment.ts';
import { Sign } from '../ui/sign.tsx';
import styles from './today.module.css';

interface DaySwitcherProps {
  readonly day: string;
  readonly thisDay: string;
  readonly goTo: (day: string) => void;
}

export function DaySwitcher({ day, thisDay, goTo }: DaySwitcherProps) {
  const before = dayLater(day, -1);
  const after = dayLater(day, 1);
  return (
    <div className={styles.days}>
      {day !== thisDay && (
        <Button variant="subtle" onClick={() => goTo(thisDay)}>
          Today
        </Button>
      )}
      <button
        type="button"
        className={styles.step}
        aria-label={`Day before: ${sayLongDay(before)}`}
        onClick={() => goTo(before)}
      >
        <Sign name="left" />
      </button>
      <input
        type="date"
        className={styles.date}
        aria-label="Day"
        value={day}
        onChange={(event) => event.currentTarget.value && goTo(event.currentTarget.value)}
      />
      <button
        type="button"
        className={styles.step}
        aria-label={`Day after: ${sayLongDay(after)}`}
        onClick={() => goTo(after)}
      >
        <Sign name="right" />
      </button>
    </div>
  );
}
