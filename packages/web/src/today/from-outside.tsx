/**
 * What somebody who does not see the session does for it from Today: say that the patient has arrived, name who takes them
 * home, and call for help. The emergency stop is everybody's, one touch away.
 */
import type { SessionStatus } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../api/me.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import { EscortForm } from './escort-form.tsx';
import { useSendFromOutside } from './queries.ts';
import styles from './today.module.css';

interface FromOutsideProps {
  readonly session: {
    readonly id: string;
    readonly status: SessionStatus;
    readonly emergencyStop: boolean;
    readonly awaitsEscort?: boolean;
  };
  readonly patientName: string;
}

export function FromOutside({ session, patientName }: FromOutsideProps) {
  const { practitioner } = useMe();
  const sending = useSendFromOutside(session.id);
  const [isNaming, setIsNaming] = useState(false);
  const whose = <span className="hs-visually-hidden"> of {patientName}</span>;
  return (
    <>
      <div className={styles.act}>
        {session.status === 'planned' && practitioner.roles.includes('front_desk') && (
          <Button
            variant="outline"
            loading={sending.isPending}
            onClick={() => sending.mutate({ type: 'RecordArrival' })}
          >
            Arrived{whose}
          </Button>
        )}
        {session.awaitsEscort && !isNaming && (
          <Button variant="outline" onClick={() => setIsNaming(true)}>
            Name the escort{whose}
          </Button>
        )}
        {session.status === 'open' && (
          <Button
            color="red"
            disabled={session.emergencyStop}
            loading={sending.isPending}
            leftSection={<Sign name="octagon" size={18} />}
            onClick={() => sending.mutate({ type: 'CallEmergencyStop' })}
          >
            {session.emergencyStop ? 'Stop called' : 'Emergency stop'}
            {whose}
          </Button>
        )}
      </div>
      {sending.isError && (
        <div className={styles.problem}>
          <ProblemAlert error={sending.error} />
        </div>
      )}
      {session.awaitsEscort && isNaming && (
        <div className={styles.problem}>
          <EscortForm sessionId={session.id} patientName={patientName} onLeave={() => setIsNaming(false)} />
        </div>
      )}
    </>
  );
}
