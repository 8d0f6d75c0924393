/** The last two weeks of a practice, a mark a day. */
import { dayLater, marksByDay, type PracticeMark } from '@holdspace/care';
import { useMomentsAround, useWordsAround } from '../language/around.tsx';
import styles from '../portal/integration/integration.module.css';
import { Sign } from '../ui/sign.tsx';
import { THREAD_WORDS } from './words.ts';

const DAYS = 14;

export function PracticeDays({ marks, today }: { marks: readonly PracticeMark[]; today: string }) {
  const say = useWordsAround(THREAD_WORDS);
  const moments = useMomentsAround('UTC');
  const byDay = marksByDay(marks);
  const days = Array.from({ length: DAYS }, (_, index) => dayLater(today, index - DAYS + 1));
  return (
    <ol className={styles.days} aria-label={say('twoWeeks')}>
      {days.map((day) => {
        const mark = byDay.get(day)?.mark;
        return (
          <li key={day} className={styles.day} data-mark={mark ?? 'none'}>
            {mark === 'kept' && <Sign name="check" size={14} />}
            <span className="hs-visually-hidden">
              {moments.longDay(day)}: {say(mark ?? 'nothing')}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
