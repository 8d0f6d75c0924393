/**
 * What somebody who does not see the session does for it from Today: say that the patient has arrived, and call for help.
 * The emergency stop is everybody's, one touch away.
 */
import { instant, type SessionStatus } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { deviceName, serverAhead } from '../room/browser-line.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import styles from './today.module.css';

interface FromOutsideProps {
  readonly session: { readonly id: string; readonly status: SessionStatus; readonly emergencyStop: boolean };
  readonly patientName: string;
}

export function FromOutside({ session, patientName }: FromOutsideProps) {
  const { practitioner } = useMe();
  const queries = useQueryClient();
  const sending = useMutation({
    mutationFn: async (type: 'RecordArrival' | 'CallEmergencyStop') => {
      const at = instant(Date.now() + (await serverAhead()));
      return api.post(`/api/sessions/${session.id}/commands`, { id: newId(), type, at, device: deviceName(false) });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['today'] }),
  });
  const whose = <span className="hs-visually-hidden"> of {patientName}</span>;
  return (
    <>
      <div className={styles.act}>
        {session.status === 'planned' && practitioner.roles.includes('front_desk') && (
          <Button variant="outline" loading={sending.isPending} onClick={() => sending.mutate('RecordArrival')}>
            Arrived{whose}
          </Button>
        )}
        {session.status === 'open' && (
          <Button
            color="red"
            disabled={session.emergencyStop}
            loading={sending.isPending}
            leftSection={<Sign name="octagon" size={18} />}
            onClick={() => sending.mutate('CallEmergencyStop')}
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
    </>
  );
}
