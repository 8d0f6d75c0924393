/**
 * What somebody sees who may not see a patient's record or session: what is missing, in plain words, and whom to ask. The
 * one place for a way in that does not wait for others.
 */
import { ROLE_NAMES, type Role, rolesThatMay } from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { Problem } from '../api/problem.ts';
import styles from './patient.module.css';

interface NotForYouProps {
  readonly what: 'session' | 'clinical record';
  /** The refusal; absent where the page came without what one may not see. */
  readonly problem?: Problem;
  /** For ways in that are asked for here. */
  readonly subject: { readonly patientId: string } | { readonly sessionId: string };
}

/** Those who may take somebody into a care team. */
const WHO_TO_ASK: readonly Role[] = rolesThatMay('change who cares for a patient');

export function NotForYou({ what, problem }: NotForYouProps) {
  const people = useQuery({
    queryKey: ['practitioners'],
    queryFn: () =>
      api.get<{ practitioners: readonly { id: string; name: string; roles: readonly Role[] }[] }>('/api/practitioners'),
  });
  const isByRole = problem?.rule?.startsWith('role:');
  const toAsk = people.data?.practitioners.filter(({ roles }) => roles.some((role) => WHO_TO_ASK.includes(role))) ?? [];
  return (
    <section className={styles.notForYou} aria-label={`This ${what} is not open to you`}>
      <h2>This {what} is not open to you</h2>
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
        </>
      )}
    </section>
  );
}
