/** The place of the inbox, with how many wait there. */
import { Counted } from '../shell/counted.tsx';
import styles from '../shell/shell.module.css';
import { Sign } from '../ui/sign.tsx';
import { useWaitingRequests } from './queries.ts';

export default function InboxPlace() {
  const { open = 0, overdue = 0 } = useWaitingRequests().data ?? {};
  return (
    <>
      <Counted count={open}>
        <Sign name="inbox" size={22} />
      </Counted>
      <span className={styles.says}>
        Inbox
        {open > 0 && (
          <span className="hs-visually-hidden">
            {' '}
            ({open} to answer{overdue > 0 && `, ${overdue} overdue`})
          </span>
        )}
      </span>
    </>
  );
}
