/** The last two weeks of a practice, a mark a day. */
import { dayLater, marksByDay, type PracticeMark } from '@holdspace/care';
import styles from '../portal/integration/integration.module.css';
import { sayLongDay } from '../ui/moment.ts';
import { Sign } from '../ui/sign.tsx';

const DAYS = 14;
const SAYS = { kept: 'kept', not_kept: 'not kept', let_go: 'let go of' } as const;

export function PracticeDays({ marks, today }: { marks: readonly PracticeMark[]; today: string }) {
  const byDay = marksByDay(marks);
  const days = Array.from({ length: DAYS }, (_, index) => dayLater(today, index - DAYS + 1));
  return (
    <ol className={styles.days} aria-label="The last two weeks">
      {days.map((day) => {
        const mark = byDay.get(day)?.mark;
        return (
          <li key={day} className={styles.day} data-mark={mark ?? 'none'}>
            {mark === 'kept' && <Sign name="check" size={14} />}
            <span className="hs-visually-hidden">
              {sayLongDay(day)}: {mark ? SAYS[mark] : 'nothing said'}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
