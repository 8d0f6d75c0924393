/** What became of somebody's work here, latest first. */
import { useZone } from '../api/me.ts';
import { sayDate, sayTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import styles from './people.module.css';
import type { ChangeShown } from './queries.ts';
import { sayRolesOf } from './roles.tsx';

const says = ({ kind, before, after }: ChangeShown): string => {
  switch (kind) {
    case 'joined':
      return `Joined as ${sayRolesOf(after)}`;
    case 'returned':
      return `Came back as ${sayRolesOf(after)}`;
    case 'ended':
      return 'Work here ended';
    case 'roles_changed':
      return `From ${sayRolesOf(before)} to ${sayRolesOf(after)}`;
  }
};

export function History({ history }: { history: readonly ChangeShown[] }) {
  const zone = useZone();
  return (
    <Panel title="History">
      {history.length === 0 && <p className={styles.says}>Nothing has changed since this is kept.</p>}
      <ol className={styles.plain}>
        {history.map((change) => (
          <li key={`${change.at} ${change.kind}`}>
            <span className="hs-numbers">
              {sayDate(change.at, zone)}, {sayTime(change.at, zone)}
            </span>{' '}
            <strong>{says(change)}</strong>{' '}
            <span className={styles.aside}>
              {change.by ? `by ${change.by.name}` : 'at the command line'}
              {change.because && `: ${change.because}`}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
