/** The clinic's protocols: each way of treating with its computed label and what the label stands on. */
import { Link } from 'wouter';
import { LabelChip } from '../ui/label-chip.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import { CompareForm } from './compare-form.tsx';
import { Drafts } from './drafts.tsx';
import { LabelReasons } from './label-reasons.tsx';
import styles from './protocols.module.css';
import { useProtocols, type VersionShown } from './queries.ts';
import { StandingBadge, signPath } from './standing.tsx';
import { byProtocol } from './versions.ts';
import { useMay } from './who-may.ts';

export default function Protocols() {
  const protocols = useProtocols();
  const may = useMay();
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
          <li key={group.shown.id}>
            <ProtocolCard {...group} />
          </li>
        ))}
      </ul>
      {may.write && protocols.data && <Drafts />}
      {protocols.data && protocols.data.protocols.length > 1 && (
        <Panel title="Compare two">
          <CompareForm protocols={protocols.data.protocols} />
        </Panel>
      )}
    </Page>
  );
}

interface CardProps {
  /** The version in force; where none is, the newest. */
  readonly shown: VersionShown;
  readonly others: readonly VersionShown[];
}

function ProtocolCard({ shown, others }: CardProps) {
  const may = useMay();
  const page = (version: string) => `/protocols/${shown.id}?version=${version}`;
  const awaiting = [shown, ...others].filter((one) => one.standing === 'proposed');
  return (
    <article className={styles.card}>
      <h2>
        <Link href={page(shown.version)}>{shown.name}</Link>
      </h2>
      <div className={styles.chips}>
        <LabelChip label={shown.label} />
        <StandingBadge version={shown} />
      </div>
      <LabelReasons reasons={shown.label.reasons} />
      {awaiting.map((one) => (
        <p key={one.version} className={styles.awaiting}>
          Version {one.version} awaits sign-off.{' '}
          <Link href={may.sign ? signPath(one) : page(one.version)}>
            {may.sign ? 'Read and sign' : 'Read it'}
            <span className="hs-visually-hidden">
              : {one.name}, {one.version}
            </span>
          </Link>
        </p>
      ))}
      <p className={styles.versions}>
        Version {shown.version}
        {others.length > 0 && '; others: '}
        {others.map((one, index) => (
          <span key={one.version}>
            {index > 0 && ', '}
            <Link href={page(one.version)}>{one.version}</Link>
          </span>
        ))}
      </p>
    </article>
  );
}
