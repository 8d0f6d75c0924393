/**
 * What somebody sees who may not see a patient's record or session: what is missing, in plain words, and whom to ask. The
 * one place for a way in that does not wait for others.
 */
import { mayEver, ROLE_NAMES, type Role, rolesThatMay } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import type { Problem } from '../api/problem.ts';
import { Panel } from '../ui/panel.tsx';

interface NotForYouProps {
  readonly what: 'session' | 'clinical record';
  /** The refusal; absent where the page came without what one may not see. */
  readonly problem?: Problem;
  /** Whose it is, where that is known; of a session the refusal says it. */
  readonly patientId?: string;
}

/** Those who may take somebody into a care team. */
const WHO_TO_ASK: readonly Role[] = rolesThatMay('change who cares for a patient');

export function NotForYou({ what, problem, patientId = problem?.patientId }: NotForYouProps) {
  const { practitioner } = useMe();
  const people = useQuery({
    queryKey: ['practitioners'],
    queryFn: () =>
      api.get<{ practitioners: readonly { id: string; name: string; roles: readonly Role[] }[] }>('/api/practitioners'),
  });
  const isByRole = problem?.rule?.startsWith('role:');
  const toAsk = people.data?.practitioners.filter(({ roles }) => roles.some((role) => WHO_TO_ASK.includes(role))) ?? [];
  return (
    <Panel title={`This ${what} is not open to you`}>
      {isByRole ? (
        <p>{problem?.detail}</p>
      ) : (
        <>
          <p>
            It is open to whoever cares for this patient: the care team, clinical staff on the day of a visit, and those
            who were recorded as present in a session.
          </p>
          {toAsk.length > 0 && (
            <>
              <p>To be taken into the care team, ask:</p>
              <ul>
                {toAsk.map(({ id, name, roles }) => (
                  <li key={id}>
                    {name}, {roles.map((role) => ROLE_NAMES[role].toLowerCase()).join(', ')}
                  </li>
                ))}
              </ul>
            </>
          )}
          {patientId && mayEver('break glass', practitioner.roles) && (
            <>
              <p>In need, with a reason, you open it yourself: whoever answers for privacy is told at once.</p>
              <Button component={Link} href={`/patients/${patientId}/break-glass`} variant="default">
                Break the glass…
              </Button>
            </>
          )}
        </>
      )}
    </Panel>
  );
}
