/** Access that is out of the common run, for a look: a mark accuses nobody. */
import { Panel } from '../ui/panel.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import styles from './audit.module.css';
import { EntryList } from './entries.tsx';
import { type Question, useUnusual } from './queries.ts';

export function UnusualAccess({ question }: { question: Question }) {
  const found = useUnusual(question);
  return (
    <Panel title="Unusual access">
      <p className={styles.quiet}>
        Outside the care team, after hours, many patients at once, a broken glass, refused again and again. Each may
        have a good reason: ask.
      </p>
      {found.isPending && <LoadingState says="Looking through the audit" />}
      {found.isError && !found.data && (
        <FailedState what="The audit" error={found.error} retry={() => void found.refetch()} />
      )}
      {found.data?.entries.length === 0 && <p>Nothing unusual in these days.</p>}
      {found.data && found.data.entries.length > 0 && <EntryList shown={found.data} withNames />}
    </Panel>
  );
}
