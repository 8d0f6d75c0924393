/** What stands around every place: the way between places, whose clinic it is, who is signed in, and the network's state. */
import { ROLE_NAMES } from '@holdspace/care';
import { lazy, type ReactNode, Suspense } from 'react';
import { Link, useRoute } from 'wouter';
import { useMe } from '../api/me.ts';
import { LeftBehindBanner } from '../room/left-behind-banner.tsx';
import { OfflineBanner } from '../ui/offline-banner.tsx';
import { Account } from './account.tsx';
import { Mark } from './mark.tsx';
import { Places } from './places.tsx';
import styles from './shell.module.css';

/** Not waited for: most of the time there is none. */
const Banners = lazy(() => import('./banners.tsx'));

export function Shell({ children }: { children: ReactNode }) {
  const [inRoom] = useRoute('/sessions/:id');
  const me = useMe();
  return (
    <div className={`${styles.shell} ${inRoom ? styles.immersed : ''}`}>
      <a className={styles.skip} href="#main">
        Skip to the content
      </a>
      <nav className={styles.rail} aria-label="Places">
        <Link href="/" className={styles.mark} aria-label="Holdspace: Today">
          <Mark />
        </Link>
        <Places />
        <div className={styles.end}>
          <Account />
        </div>
      </nav>
      <div className={styles.content}>
        <OfflineBanner />
        <Suspense>
          <Banners />
        </Suspense>
        {!inRoom && <LeftBehindBanner />}
        {inRoom && me.clinics.length > 1 && <div className={styles.whose}>{me.clinic.name}</div>}
        {!inRoom && (
          <header className={styles.top}>
            <span>
              <strong className={styles.strong}>{me.clinic.name}</strong>
              {me.demo && (
                <>
                  {' '}
                  <span className={styles.demo}>demo: nobody here is real</span>
                </>
              )}
            </span>
            <span className={styles.whoIs}>
              <strong className={styles.strong}>{me.practitioner.name}</strong>{' '}
              {me.practitioner.roles.map((role) => ROLE_NAMES[role]).join(', ')}
            </span>
          </header>
        )}
        <main className={styles.main} id="main" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}
