/** Who has looked at one's record, in plain words. 45 CFR 164.312(b). */
import type { LookedAt } from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { sayDay, sayTime } from '../ui/moment.ts';
import { FailedState, LoadingState } from '../ui/states.tsx';
import styles from './reader.module.css';
import { Section } from './section.tsx';

export function WhoLooked({ zone }: { zone: string }) {
  const shown = useQuery({
    queryKey: ['who looked'],
    queryFn: () => api.get<{ looked: readonly LookedAt[] }>('/api/reader/looked-at'),
  });
  return (
    <Section title="Who has looked at your record">
      {shown.isPending && <LoadingState says="Loading" />}
      {shown.isError && <FailedState what="The list" error={shown.error} retry={() => void shown.refetch()} />}
      {shown.data && (
        <>
          <p className={styles.lead}>
            Everybody of the clinic, and of your care team outside, who has read or written something of yours. Ask the
            clinic about anything that surprises you.
          </p>
          {shown.data.looked.length === 0 && <p>Nobody yet.</p>}
          <ul className={styles.agreed}>
            {shown.data.looked.map((one) => (
              <li key={`${one.name} ${one.day} ${one.what}`}>
                <div>
                  <strong>{one.name}</strong>, {one.role}: {one.what}
                  <div className={styles.quiet}>
                    {sayDay(one.day)}, {one.times === 1 ? '' : `${one.times} times, last `}at {sayTime(one.last, zone)}
                  </div>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
