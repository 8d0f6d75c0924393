/** The clinic's protocols: each way of treating with its computed label and what the label stands on. */
import { Link } from 'wouter';
import type { ProtocolShown } from '../api/shapes.ts';
import { LabelChip } from '../ui/label-chip.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import { CompareForm } from './compare-form.tsx';
import { LabelReasons } from './label-reasons.tsx';
import styles from './protocols.module.css';
import { useProtocols } from './queries.ts';
import { byProtocol } from './versions.ts';

export default function Protocols() {
  const protocols = useProtocols();
  const groups = byProtocol(protocols.data?.protocols ?? []);
  return (
    <Page
      title="Protocols"
      lead="Each says how one way of treating is done here, down to the last gate. What a treatment may be called is computed from it."
    >
      {protocols.isPending && <LoadingState says="Loading protocols" />}
      {protocols.isError && !protocols.data && (
        <FailedState what="The protocols" error={protocols.error} retry={() => void protocols.refetch()} />
      )}
      {protocols.data && groups.length === 0 && (
        <EmptyState title="No protocols are installed">
          An administrator installs them; nobody can be treated without one.
        </EmptyState>
      )}
      <ul className={styles.cards}>
        {groups.map((group) => (
          <li key={group.newest.id}>
            <ProtocolCard newest={group.newest} older={group.older} />
          </li>
        ))}
      </ul>
      {protocols.data && protocols.data.protocols.length > 1 && (
        <Panel title="Compare two">
          <CompareForm protocols={protocols.data.protocols} />
        </Panel>
      )}
    </Page>
  );
}

function ProtocolCard({ newest, older }: { newest: ProtocolShown; older: readonly ProtocolShown[] }) {
  const page = (version: string) => `/protocols/${newest.id}?version=${version}`;
  return (
    <article className={styles.card}>
      <h2>
        <Link href={page(newest.version)}>{newest.name}</Link>
      </h2>
      <div>
        <LabelChip label={newest.label} />
      </div>
      <LabelReasons reasons={newest.label.reasons} />
      <p className={styles.versions}>
        Version {newest.version}
        {older.length > 0 && ', before it '}
        {older.map((one, index) => (
          <span key={one.version}>
            {index > 0 && ', '}
            <Link href={page(one.version)}>{one.version}</Link>
          </span>
        ))}
      </p>
    </article>
  );
}
