/**
 * The way between places. On a rail all of them stand one below the other; on a phone the bar holds five at most, so that
 * where there are more the later ones are behind “More”.
 */
import { type Act, mayEver } from '@holdspace/care';
import { lazy, Suspense, useId } from 'react';
import { Link, useLocation } from 'wouter';
import { useMe } from '../api/me.ts';
import { Sign, type SignName } from '../ui/sign.tsx';
import { useDisclosure } from './disclosure.ts';
import styles from './shell.module.css';

/** Counts come a moment after the places that they stand on. */
const TasksPlace = lazy(() => import('../signals/tasks-place.tsx'));
const InboxPlace = lazy(() => import('../inbox/inbox-place.tsx'));
const ReviewsPlace = lazy(() => import('./reviews-place.tsx'));
const WaitingSign = lazy(() => import('./waiting-sign.tsx'));

interface PlaceOfNav {
  readonly path: string;
  readonly name: string;
  readonly sign: SignName;
  /** Another address that belongs to it. */
  readonly also?: string;
  /** Only for those who may ever do one of these. */
  readonly acts?: readonly Act[];
}
const PLACES: readonly PlaceOfNav[] = [
  { path: '/', name: 'Today', sign: 'today' },
  { path: '/patients', name: 'Patients', sign: 'patients' },
  { path: '/medicine', name: 'Medicine', sign: 'vial', acts: ['see the inventory', 'keep the formulary'] },
  { path: '/tasks', also: '/signals', name: 'What waits', sign: 'clock', acts: ['see what waits'] },
  { path: '/inbox', name: 'Inbox', sign: 'inbox', acts: ['answer consult requests'] },
  { path: '/people', name: 'People', sign: 'people' },
  { path: '/protocols', name: 'Protocols', sign: 'protocols' },
  { path: '/groups', name: 'Groups', sign: 'group' },
  { path: '/music', name: 'Music', sign: 'music', acts: ['keep music', 'play music'] },
  { path: '/outcomes', also: '/registry', name: 'Outcomes', sign: 'course', acts: ['see outcomes'] },
  { path: '/import', name: 'Import', sign: 'bring', acts: ['import records'] },
  { path: '/audit', name: 'Audit', sign: 'search', acts: ['read the audit'] },
  { path: '/broken-glass', name: 'Broken glass', sign: 'glass', acts: ['review break-glass'] },
];
/** Beside “You”, as many as a phone’s bar holds with targets that a thumb finds. */
const MOST_ON_A_PHONE = 4;
/** Of those, the ones that stand before “More”. */
const BEFORE_MORE = 3;

export function Places() {
  const [path] = useLocation();
  const { roles } = useMe().practitioner;
  const places = PLACES.filter(({ acts }) => !acts || acts.some((act) => mayEver(act, roles)));
  const isHere = ({ path: place, also }: PlaceOfNav) =>
    place === '/' ? path === '/' : path.startsWith(place) || (also !== undefined && path.startsWith(also));
  const hasMore = places.length > MOST_ON_A_PHONE;
  const later = hasMore ? places.slice(BEFORE_MORE) : [];
  return (
    <ul className={styles.nav}>
      {places.map((place) => (
        <li key={place.path} className={later.includes(place) ? styles.onRail : undefined}>
          <PlaceLink place={place} isHere={isHere(place)} />
        </li>
      ))}
      {hasMore && (
        <li className={styles.onPhone}>
          <More places={later} isHere={isHere} />
        </li>
      )}
    </ul>
  );
}

interface LinkProps {
  readonly place: PlaceOfNav;
  readonly isHere: boolean;
  readonly onGo?: () => void;
}

function PlaceLink({ place, isHere, onGo }: LinkProps) {
  return (
    <Link
      href={place.path}
      className={styles.item}
      {...(onGo && { onClick: onGo })}
      {...(isHere ? { 'aria-current': 'page' } : {})}
    >
      <Suspense fallback={<Named place={place} />}>
        {place.path === '/broken-glass' ? (
          <ReviewsPlace />
        ) : place.path === '/tasks' ? (
          <TasksPlace />
        ) : place.path === '/inbox' ? (
          <InboxPlace />
        ) : (
          <Named place={place} />
        )}
      </Suspense>
    </Link>
  );
}

const Named = ({ place }: { place: PlaceOfNav }) => (
  <>
    <Sign name={place.sign} size={22} />
    {place.name}
  </>
);

/** The later places, in a sheet above the bar. */
function More({ places, isHere }: { places: readonly PlaceOfNav[]; isHere: (place: PlaceOfNav) => boolean }) {
  const { isOpen, open, around, button } = useDisclosure();
  const panel = useId();
  return (
    <div ref={around}>
      <button
        ref={button}
        type="button"
        className={styles.item}
        aria-expanded={isOpen}
        aria-controls={panel}
        {...(places.some(isHere) ? { 'aria-current': 'true' as const } : {})}
        onClick={() => open(!isOpen)}
      >
        <Suspense fallback={<Sign name="more" size={22} />}>
          <WaitingSign paths={places.map(({ path }) => path)} />
        </Suspense>
        More
      </button>
      <ul id={panel} className={styles.sheet} hidden={!isOpen}>
        {places.map((place) => (
          <li key={place.path}>
            <PlaceLink place={place} isHere={isHere(place)} onGo={() => open(false)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
