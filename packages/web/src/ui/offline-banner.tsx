/** Says plainly that the network is gone and what still works. */
import { useOnline } from '../api/online.ts';
import styles from './offline-banner.module.css';
import { Sign } from './sign.tsx';

export function OfflineBanner() {
  const online = useOnline();
  return (
    <div role="status">
      {!online && (
        <p className={styles.banner}>
          <Sign name="offline" />
          <span>
            <strong>No network.</strong> What you see may be old. The session room keeps recording and sends when the
            network is back.
          </span>
        </p>
      )}
    </div>
  );
}
