/** One person who is planned for a visit, with their papers as they stand at its time. */
import { type PhaseStaffing, ROLE_NAMES } from '@holdspace/care';
import type { PlannedShown } from '../api/shapes.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { type Meaning, StatusBadge } from '../ui/status-badge.tsx';
import { useTakeOff } from './queries.ts';
import styles from './visit.module.css';

const MEANINGS: Readonly<Record<string, Meaning>> = { good: 'good', runs_out_soon: 'caution' };

interface PlannedProps {
  readonly visitId: string;
  readonly assignment: PlannedShown;
  readonly phases: readonly PhaseStaffing[];
}

export function Planned({ visitId, assignment, phases }: PlannedProps) {
  const takeOff = useTakeOff(visitId, assignment.id);
  const phase = phases.find((one) => one.phase.id === assignment.phase)?.phase.name;
  return (
    <li className={styles.planned}>
      <div>
        <div className={styles.name}>{assignment.person.name}</div>
        <div className={styles.aside}>
          {ROLE_NAMES[assignment.role]}, {phase ? `for ${phase}` : 'the whole visit'}
        </div>
      </div>
      <div className={styles.papers}>
        {assignment.problem && (
          <StatusBadge meaning="danger" wrap>
            {assignment.problem}
          </StatusBadge>
        )}
        {assignment.credentials.map((credential) => (
          <StatusBadge key={credential.id} meaning={MEANINGS[credential.state] ?? 'neutral'} wrap>
            {credential.kind}: {credential.says}
          </StatusBadge>
        ))}
      </div>
      <ConfirmButton
        variant="default"
        asks="Take them off?"
        loading={takeOff.isPending}
        onConfirm={() => takeOff.mutate({})}
      >
        Take off<span className="hs-visually-hidden"> {assignment.person.name}</span>
      </ConfirmButton>
      <ProblemAlert error={takeOff.error} />
    </li>
  );
}
