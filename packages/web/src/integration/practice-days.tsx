/** The last two weeks of a practice since it was begun, a mark a day. */
import { daysOfPractice, marksByDay, type PracticeMark } from '@holdspace/care';
import { useMomentsAround, useWordsAround } from '../language/around.tsx';
import styles from '../portal/integration/integration.module.css';
import { Sign } from '../ui/sign.tsx';
import { THREAD_WORDS } from './words.ts';

interface PracticeDaysProps {
  readonly marks: readonly PracticeMark[];
  /** Calendar days. */
  readonly begunOn: string;
  readonly today: string;
}

export function PracticeDays({ marks, begunOn, today }: PracticeDaysProps) {
  const say = useWordsAround(THREAD_WORDS);
  const moments = useMomentsAround('UTC');
  const byDay = marksByDay(marks);
  return (
    <ol className={styles.days} aria-label={say('twoWeeks')}>
      {daysOfPractice(marks, begunOn, today).map((day) => {
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
