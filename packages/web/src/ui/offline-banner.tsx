/** Says plainly that the network is gone and what still works. */
import { useOnline } from '../api/online.ts';
import styles from './offline-banner.module.css';
import { Sign } from './sign.tsx';

const IN_THE_CLINIC = 'What you see may be old. The session room keeps recording and sends when the network is back.';

export function OfflineBanner({ works = IN_THE_CLINIC }: { works?: string }) {
  const online = useOnline();
  return (
    <div role="status">
      {!online && (
        <p className={styles.banner}>
          <Sign name="offline" />
          <span>
            <strong>No network.</strong> {works}
          </span>
        </p>
      )}
    </div>
  );
}
