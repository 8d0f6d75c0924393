/** What is due next, with its countdown; late in words and in shape, never in sound or blinking. */
import { monitoringAt } from '@holdspace/care';
import { Countdown } from '../ui/clock.tsx';
import styles from './due-next.module.css';
import { useAnswer, useMoment, useProtocol, useSession } from './use-session.tsx';

export function DueNext() {
  const protocol = useProtocol();
  const moment = useMoment();
  const isOpen = useSession((session) => session.status === 'open');
  const open = useAnswer((session) => monitoringAt(protocol, session, moment).filter((item) => item.status !== 'done'));
  if (!isOpen) return null;
  const [first, second] = open;
  return (
    <section className={`${styles.due} ${first?.status === 'overdue' ? styles.late : ''}`} aria-label="Due next">
      {first ? (
        <>
          <span className={styles.first}>
            <Countdown key={first.key} says={capital(first.says)} dueAt={first.dueAt} overdueAt={first.overdueAt} />
          </span>
          {second && (
            <span className={styles.then}>
              then <Countdown key={second.key} says={second.says} dueAt={second.dueAt} overdueAt={second.overdueAt} />
            </span>
          )}
        </>
      ) : (
        <span className={styles.then}>Nothing is due.</span>
      )}
    </section>
  );
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
