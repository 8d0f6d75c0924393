/** On Today: how much waits for oneself. */
import { Link } from 'wouter';
import { Sign } from '../ui/sign.tsx';
import styles from './signals.module.css';
import { useWaitingTasks } from './waiting.ts';

export function TasksToday() {
  const waiting = useWaitingTasks().data;
  if (!waiting || waiting.mine === 0) return null;
  return (
    <p className={waiting.overdue > 0 ? styles.nobody : styles.onCall}>
      <Sign name="clock" size={18} />{' '}
      <Link href="/tasks">
        {waiting.mine === 1 ? 'One thing waits for you' : `${waiting.mine} things wait for you`}
      </Link>
      {waiting.overdue > 0 && `, ${waiting.overdue} overdue`}.
    </p>
  );
}
