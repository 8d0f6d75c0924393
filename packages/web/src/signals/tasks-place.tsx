/** The place of what waits, with how much of it is one's own. */
import { Counted } from '../shell/counted.tsx';
import styles from '../shell/shell.module.css';
import { Sign } from '../ui/sign.tsx';
import { useWaitingTasks } from './waiting.ts';

export default function TasksPlace() {
  const { mine = 0, overdue = 0 } = useWaitingTasks().data ?? {};
  return (
    <>
      <Counted count={mine}>
        <Sign name="clock" size={22} />
      </Counted>
      <span className={styles.says}>
        What waits
        {mine > 0 && (
          <span className="hs-visually-hidden">
            {' '}
            ({mine} for you{overdue > 0 && `, ${overdue} overdue`})
          </span>
        )}
      </span>
    </>
  );
}
