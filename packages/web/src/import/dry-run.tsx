/** What a dry run found: how many rows of each sort as a picture, every row with what is wrong, and the way to import. */
import { IMPORT_FINDINGS, type JudgedRow, refuseImport, type TrialCounts } from '@holdspace/care';
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useZone } from '../api/me.ts';
import { sayDayAndTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { type Meaning, StatusBadge } from '../ui/status-badge.tsx';
import styles from './import.module.css';
import { type ImportShown, type RowsOf, useRows, useRun } from './queries.ts';

type Trial = NonNullable<ImportShown['trial']>;
const VERDICTS: Readonly<Record<JudgedRow['verdict'], { readonly meaning: Meaning; readonly says: string }>> = {
  ready: { meaning: 'good', says: 'comes in' },
  here: { meaning: 'neutral', says: 'here already' },
  refused: { meaning: 'danger', says: 'refused' },
};
const count = (value: number, one: string, more = `${one}s`): string => `${value} ${value === 1 ? one : more}`;

export function DryRun({ one, trial }: { one: ImportShown; trial: Trial }) {
  const zone = useZone();
  const { counts } = trial;
  const [which, show] = useState<RowsOf>(counts.refused > 0 ? 'refused' : 'all');
  return (
    <Panel title={one.imported ? 'What was imported' : 'The dry run'}>
      <p className={styles.says}>
        {one.imported
          ? `Imported by ${one.imported.by}, ${sayDayAndTime(one.imported.at, zone)}${one.imported.leftOut > 0 ? `; ${count(one.imported.leftOut, 'refused row')} left out` : ''}.`
          : 'Nothing has come in yet. This is what would.'}{' '}
        {sayBrings(counts, one.imported !== undefined)}
      </p>
      <Shares counts={counts} isDone={one.imported !== undefined} />
      {!one.imported && <Run key={trial.id} id={one.id} trial={trial} />}
      <div className={styles.rowsHead}>
        <NativeSelect
          label="Rows shown"
          value={which}
          onChange={({ currentTarget }) => show(currentTarget.value as RowsOf)}
          data={[
            { value: 'all', label: `all (${counts.rows})` },
            { value: 'refused', label: `refused (${counts.refused})` },
            { value: 'repaired', label: `come in, with something put right (${counts.repaired})` },
            { value: 'here', label: `here already, or twice (${counts.here})` },
            { value: 'ready', label: `come in (${counts.ready})` },
          ]}
        />
        <Button variant="default" component="a" href={`/api/imports/${one.id}/rows.csv?which=${which}`} download>
          This list as CSV
        </Button>
      </div>
      <Rows id={one.id} trial={trial.id} which={which} />
    </Panel>
  );
}

function sayBrings({ patients, scores, doses }: TrialCounts, isDone: boolean): string {
  const parts = [
    patients > 0 ? count(patients, 'new patient') : '',
    scores > 0 ? count(scores, 'past result') : '',
    doses > 0 ? count(doses, 'past dose') : '',
  ].filter(Boolean);
  return parts.length === 0
    ? 'It brings nothing that is not here.'
    : `It ${isDone ? 'brought' : 'brings'} ${parts.join(', ')}.`;
}

/** Each sort by its share; the numbers stand beside it, so that nothing is told by length or colour alone. */
function Shares({ counts, isDone }: { counts: TrialCounts; isDone: boolean }) {
  const comesIn = (rows: number) => (isDone ? 'came in' : rows === 1 ? 'comes in' : 'come in');
  const shares = (['ready', 'here', 'refused'] as const).map((verdict) => ({ verdict, rows: counts[verdict] }));
  return (
    <div>
      <div className={styles.bar} aria-hidden="true">
        {shares.map(({ verdict, rows }) =>
          rows === 0 ? null : <span key={verdict} className={styles[verdict]} style={{ flexGrow: rows }} />,
        )}
      </div>
      <ul className={`${styles.legend} hs-numbers`}>
        {shares.map(({ verdict, rows }) => (
          <li key={verdict}>
            <span className={`${styles.swatch} ${styles[verdict]}`} aria-hidden="true" />
            {count(rows, 'row')} {verdict === 'ready' ? comesIn(rows) : verdict === 'here' ? 'here already' : 'refused'}
            {verdict === 'ready' && counts.repaired > 0 && `, ${counts.repaired} with something put right`}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Run({ id, trial }: { id: string; trial: Trial }) {
  const { refused, ready } = trial.counts;
  const [leavesOut, leave] = useState(false);
  const run = useRun(id);
  const leftOut = leavesOut ? refused : 0;
  const no = refuseImport(trial.counts, leftOut);
  return (
    <div className={styles.run}>
      {refused > 0 && ready > 0 && (
        <Checkbox
          checked={leavesOut}
          onChange={({ currentTarget }) => leave(currentTarget.checked)}
          label={`Leave out the ${count(refused, 'refused row')}, and import the rest`}
          description="Better is to put them right in the file and to bring it anew: what is here is known again."
        />
      )}
      {no && <p className={styles.ask}>{`${no.message} ${no.satisfy}`}</p>}
      <ProblemAlert error={run.error} />
      <div className={styles.buttons}>
        <Button
          disabled={no !== undefined}
          loading={run.isPending}
          onClick={() => run.mutate({ trial: trial.id, leftOut })}
        >
          Import {count(ready, 'row')}
        </Button>
        <span role="status" className={styles.quiet}>
          {run.isPending ? 'All of it, or nothing.' : ''}
        </span>
      </div>
    </div>
  );
}

function Rows({ id, trial, which }: { id: string; trial: string; which: RowsOf }) {
  const pages = useRows(id, trial, which);
  if (pages.isPending) return <LoadingState says="Loading the rows" />;
  if (!pages.data) return <FailedState what="The rows" error={pages.error} retry={() => void pages.refetch()} />;
  const rows = pages.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return <p className={styles.quiet}>No row is of this sort.</p>;
  return (
    <>
      <ol className={styles.rows}>
        {rows.map((row) => (
          <Row key={row.row} row={row} />
        ))}
      </ol>
      {pages.hasNextPage && (
        <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          Show more rows
        </Button>
      )}
    </>
  );
}

function Row({ row: { row, verdict, recordNumber, says, findings } }: { row: JudgedRow }) {
  const { meaning, says: called } = VERDICTS[verdict];
  return (
    <li className={styles.row}>
      <div className={styles.rowHead}>
        <span className="hs-numbers">Row {row}</span>
        <StatusBadge meaning={meaning}>{called}</StatusBadge>
        <span className={styles.name}>{[recordNumber, says].filter(Boolean).join(': ')}</span>
      </div>
      {findings.length > 0 && (
        <ul className={styles.findings}>
          {findings.map((one) => (
            <li key={`${one.id} ${one.column} ${one.says}`}>
              <strong>{IMPORT_FINDINGS[one.id].title}.</strong> {one.column && <>{one.column}: </>}
              {one.says} {one.satisfy && <span className={styles.quiet}>{one.satisfy}</span>}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
