/** Entries of the audit, the newest first: when, what, whose, why, from where. */
import { useZone } from '../api/me.ts';
import { sayDayAndTime } from '../ui/moment.ts';
import { FailedState, LoadingState } from '../ui/states.tsx';
import styles from './audit.module.css';
import { Marks } from './marks.tsx';
import { type EntriesShown, type EntryShown, type Question, useEntries } from './queries.ts';

const OUTCOMES = { allowed: 'Allowed', refused: 'Refused', failed: 'Failed' } as const;

export function Entries({ question }: { question: Question }) {
  const found = useEntries(question);
  if (found.isPending) return <LoadingState says="Loading entries" />;
  if (found.isError) return <FailedState what="The entries" error={found.error} retry={() => void found.refetch()} />;
  return <EntryList shown={found.data} />;
}

export function EntryList({ shown }: { shown: EntriesShown }) {
  return (
    <ul className={styles.entries}>
      {shown.entries.map((entry) => (
        <Entry key={entry.seq} entry={entry} patient={shown.patients[entry.patientId ?? '']} />
      ))}
    </ul>
  );
}

interface EntryProps {
  readonly entry: EntryShown;
  readonly patient: string | undefined;
}

function Entry({ entry, patient }: EntryProps) {
  const zone = useZone();
  const { at, act, outcome, what, commands, why, from } = entry;
  return (
    <li className={styles.entry}>
      <div>
        <span className="hs-numbers">{sayDayAndTime(at, zone)}</span>: <strong>{act}</strong>
        {patient && `, ${patient}`}
      </div>
      <div className={styles.quiet}>
        {OUTCOMES[outcome]}
        {why && ` (${why})`}. {commands ? commands.join(', ') : what}, from {from.address}
      </div>
      <div className={styles.marks}>
        <Marks marks={entry.unusual} />
      </div>
    </li>
  );
}
