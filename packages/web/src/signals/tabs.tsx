/** The three places of what waits: the tasks, who is on call, and the rules that raise them. */
import { Link, useLocation } from 'wouter';
import tabs from '../medicine/tabs.module.css';

const TABS = [
  { path: '/tasks', name: 'What waits' },
  { path: '/tasks/on-call', name: 'On call' },
  { path: '/signals', name: 'Signals' },
] as const;

export function SignalTabs() {
  const [here] = useLocation();
  return (
    <nav className={tabs.tabs} aria-label="What waits">
      {TABS.map(({ path, name }) => (
        <Link key={path} href={path} className={tabs.tab} {...(path === here ? { 'aria-current': 'page' } : {})}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
