/** The emergency stop: one touch, wherever one is in the room. It records, and stops the infusion in the record. */

import { Refusals } from './refusals.tsx';
import styles from './room.module.css';
import { useAsk, useSession } from './use-session.tsx';

export function EmergencyStop() {
  const status = useSession((session) => session.status);
  const stands = useSession((session) => session.emergencyStop !== undefined);
  const asking = useAsk();
  if (status !== 'open') return null;
  return (
    <>
      <button
        type="button"
        className={styles.stop}
        disabled={stands}
        onClick={() => asking.ask({ type: 'CallEmergencyStop' })}
      >
        {stands ? 'Stop called' : 'Emergency stop'}
      </button>
      {asking.answer && (
        <div className={styles.stopRefused}>
          <Refusals asking={asking} />
        </div>
      )}
    </>
  );
}
