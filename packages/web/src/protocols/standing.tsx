/** Where a version stands, in a word with its sign, and what can be done about it from here. */
import type { Standing } from '@holdspace/care';
import { Button } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { useZone } from '../api/me.ts';
import { sayDate, sayTime } from '../ui/moment.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { type Meaning, StatusBadge } from '../ui/status-badge.tsx';
import styles from './governance.module.css';
import { useBeginDraft, type VersionShown } from './queries.ts';
import { useMay } from './who-may.ts';

const MEANINGS: Record<Standing, Meaning> = {
  proposed: 'caution',
  declined: 'neutral',
  signed: 'accent',
  effective: 'good',
  superseded: 'neutral',
  retired: 'danger',
};

export const StandingBadge = ({ version }: { version: VersionShown }) => (
  <StatusBadge meaning={MEANINGS[version.standing]}>{version.says}</StatusBadge>
);

/** "In force since Mar 2, 2026, 10:00; signed by Dr. Dara." */
export function useSayApproval(version: VersionShown): string | undefined {
  const zone = useZone();
  const approval = version.signOffs.find((one) => one.kind === 'approved');
  if (!approval) return undefined;
  const from = `${sayDate(approval.takesEffectAt, zone)}, ${sayTime(approval.takesEffectAt, zone)}`;
  return `Signed by ${approval.signedBy.name}, ${version.standing === 'signed' ? 'in force from' : 'in force since'} ${from}.`;
}

export const signPath = ({ id, version }: { id: string; version: string }): string =>
  `/protocols/${id}/sign/${version}`;

export function StandingLine({ version }: { version: VersionShown }) {
  const [, go] = useLocation();
  const may = useMay();
  const begin = useBeginDraft();
  const approval = useSayApproval(version);
  return (
    <>
      <div className={styles.standing}>
        <StandingBadge version={version} />
        {approval && <p>{approval}</p>}
        {version.standing === 'proposed' && !may.sign && (
          <p>Nobody is treated under it before the medical director signs.</p>
        )}
        {version.standing === 'proposed' && may.sign && (
          <Button component={Link} href={signPath(version)}>
            Read and sign
          </Button>
        )}
        {may.write && (
          <Button
            variant="default"
            loading={begin.isPending}
            onClick={() =>
              begin.mutate(
                { id: crypto.randomUUID(), from: { id: version.id, version: version.version } },
                { onSuccess: ({ draft }) => go(`/protocols/drafts/${draft.id}`) },
              )
            }
          >
            Draft a new version
          </Button>
        )}
      </div>
      <ProblemAlert error={begin.error} />
    </>
  );
}
