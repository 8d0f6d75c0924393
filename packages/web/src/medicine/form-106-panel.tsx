/** What Form 106 asks, to be copied into the DEA's own page, and what is still missing from it. */
import { Panel } from '../ui/panel.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import styles from './counts.module.css';
import { useInventoryRecord } from './counts-queries.ts';
import { PartOfRecord, RecordFiles } from './record-part.tsx';

export function Form106Panel({ discrepancyId }: { discrepancyId: string }) {
  const query = new URLSearchParams({ record: 'thefts_and_losses', discrepancy: discrepancyId }).toString();
  const found = useInventoryRecord(query);
  if (found.isPending) return <LoadingState />;
  if (!found.data) return <FailedState what="Form 106" error={found.error} retry={() => void found.refetch()} />;
  const { paper } = found.data;
  const [part] = paper.parts;
  if (!part) return null;
  return (
    <Panel title="Form 106: theft or loss">
      <PartOfRecord paper={paper} part={part} />
      <div className={`${styles.buttons} ${styles.noPrint}`}>
        <RecordFiles query={query} />
      </div>
    </Panel>
  );
}
