/** The places of medicine, one row of tabs above each of its pages. */
import { type Act, mayEver } from '@holdspace/care';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { useMe } from '../api/me.ts';
import { useDiscrepancies } from './counts-queries.ts';
import styles from './tabs.module.css';

/** `act`: only for those who may ever do this; any of them opens it. */
const TABS: readonly { readonly path: string; readonly name: string; readonly acts: readonly Act[] }[] = [
  { path: '/medicine', name: 'Stock', acts: ['see the inventory'] },
  { path: '/medicine/receive', name: 'Receive', acts: ['receive and move medicine'] },
  { path: '/medicine/formulary', name: 'Formulary', acts: ['see the inventory', 'keep the formulary'] },
  { path: '/medicine/recalls', name: 'Recalls', acts: ['see the inventory', 'recall a lot'] },
  { path: '/medicine/counts', name: 'Counts', acts: ['see the inventory'] },
  { path: '/medicine/discrepancies', name: 'Discrepancies', acts: ['see discrepancies'] },
  { path: '/medicine/month', name: 'Month', acts: ['see the inventory'] },
  { path: '/medicine/records', name: 'Records', acts: ['see the inventory'] },
  { path: '/medicine/patterns', name: 'Patterns', acts: ['see patterns of medicine'] },
];

/** Below which tab a page lies. */
const isHere = (tab: string, path: string): boolean =>
  tab === '/medicine'
    ? path === tab || path.startsWith('/medicine/containers')
    : path === tab ||
      path.startsWith(`${tab}/`) ||
      (tab === '/medicine/receive' && path.startsWith('/medicine/receipts'));

export function MedicineTabs() {
  const [path] = useLocation();
  const { roles } = useMe().practitioner;
  const tabs = TABS.filter(({ acts }) => acts.some((act) => mayEver(act, roles)));
  // On a phone the row is longer than the screen: where one is stands in sight.
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const here = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (row.current && here)
      row.current.scrollLeft = here.offsetLeft - (row.current.clientWidth - here.offsetWidth) / 2;
  }, []);
  return (
    <nav ref={row} className={styles.tabs} aria-label="Medicine">
      {tabs.map((tab) => (
        <Link
          key={tab.path}
          href={tab.path}
          className={styles.tab}
          {...(isHere(tab.path, path) ? { 'aria-current': 'page' } : {})}
        >
          {tab.name}
          {tab.path === '/medicine/discrepancies' && <Waiting />}
        </Link>
      ))}
    </nav>
  );
}

/** How many discrepancies wait, and that one is overdue. */
function Waiting() {
  const open = useDiscrepancies('state=open').data?.discrepancies ?? [];
  const overdue = open.filter(({ isOverdue }) => isOverdue).length;
  if (open.length === 0) return null;
  return (
    <span className={overdue > 0 ? styles.overdue : styles.waiting}>
      {open.length}
      <span className="hs-visually-hidden"> open{overdue > 0 && `, ${overdue} overdue`}</span>
    </span>
  );
}
