/** Says plainly that the network is gone and what still works. */
import { useOnline } from '../api/online.ts';
import { useWordsAround } from '../language/around.tsx';
import { defineWords } from '../language/words.ts';
import styles from './offline-banner.module.css';
import { Sign } from './sign.tsx';

const WORDS = defineWords('no network', { en: { title: 'No network.' }, es: { title: 'Sin conexión.' } });
const IN_THE_CLINIC = 'What you see may be old. The session room keeps recording and sends when the network is back.';

export function OfflineBanner({ works = IN_THE_CLINIC }: { works?: string }) {
  const say = useWordsAround(WORDS);
  const online = useOnline();
  return (
    <div role="status">
      {!online && (
        <p className={styles.banner}>
          <Sign name="offline" />
          <span>
            <strong>{say('title')}</strong> {works}
          </span>
        </p>
      )}
    </div>
  );
}
