/** What stands around every place: the way between places, whose clinic it is, who is signed in, and the network's state. */
import { mayEver, ROLE_NAMES } from '@holdspace/care';
import type { ReactNode } from 'react';
import { Link, useLocation, useRoute } from 'wouter';
import { useMe } from '../api/me.ts';
import { GlassBanner } from '../break-glass/glass-banner.tsx';
import { useWaiting } from '../break-glass/queries.ts';
import { LeftBehindBanner } from '../room/left-behind-banner.tsx';
import { OfflineBanner } from '../ui/offline-banner.tsx';
import { Sign, type SignName } from '../ui/sign.tsx';
import { Account } from './account.tsx';
import { Mark } from './mark.tsx';
import styles from './shell.module.css';

const PLACES: readonly { path: string; name: string; sign: SignName }[] = [
  { path: '/', name: 'Today', sign: 'today' },
  { path: '/patients', name: 'Patients', sign: 'patients' },
  { path: '/people', name: 'People', sign: 'people' },
  { path: '/protocols', name: 'Protocols', sign: 'protocols' },
];

export function Shell({ children }: { children: ReactNode }) {
  const [path] = useLocation();
  const [inRoom] = useRoute('/sessions/:id');
  const me = useMe();
  const isHere = (place: string) => (place === '/' ? path === '/' : path.startsWith(place));
  return (
    <div className={`${styles.shell} ${inRoom ? styles.immersed : ''}`}>
      <a className={styles.skip} href="#main">
        Skip to the content
      </a>
      <nav className={styles.rail} aria-label="Places">
        <Link href="/" className={styles.mark} aria-label="Holdspace: Today">
          <Mark />
        </Link>
        <ul className={styles.nav}>
          {PLACES.map((place) => (
            <li key={place.path}>
              <Link
                href={place.path}
                className={styles.item}
                {...(isHere(place.path) ? { 'aria-current': 'page' } : {})}
              >
                <Sign name={place.sign} size={22} />
                {place.name}
              </Link>
            </li>
          ))}
          {mayEver('review break-glass', me.practitioner.roles) && <ReviewsPlace isHere={isHere('/broken-glass')} />}
        </ul>
        <div className={styles.end}>
          <Account />
        </div>
      </nav>
      <div className={styles.content}>
        <OfflineBanner />
        <GlassBanner />
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

/** For those who answer for privacy: what was opened in need, and how much of it waits for a review. */
function ReviewsPlace({ isHere }: { isHere: boolean }) {
  const count = useWaiting().data?.waiting.length ?? 0;
  return (
    <li>
      <Link href="/broken-glass" className={styles.item} {...(isHere ? { 'aria-current': 'page' } : {})}>
        <span className={styles.counted}>
          <Sign name="glass" size={22} />
          {count > 0 && (
            <span className={styles.count} aria-hidden="true">
              {count}
            </span>
          )}
        </span>
        <span className={styles.says}>
          Broken glass{count > 0 && <span className="hs-visually-hidden"> ({count} to review)</span>}
        </span>
      </Link>
    </li>
  );
}
