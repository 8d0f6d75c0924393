/** The accounting of disclosures, to its patient. 45 CFR 164.528. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { BASIS_WORDS, DISCLOSED_WORDS, type DisclosureShown } from '../sharing/shapes.ts';
import { sayDate, sayDay, sayTime } from '../ui/moment.ts';
import { FailedState, LoadingState } from '../ui/states.tsx';
import styles from './reader.module.css';
import { Section } from './section.tsx';

export function WhereItWent({ zone }: { zone: string }) {
  const shown = useQuery({
    queryKey: ['where it went'],
    queryFn: () => api.get<{ since: string; disclosures: readonly DisclosureShown[] }>('/api/reader/disclosures'),
  });
  return (
    <Section title="To whom your records went">
      {shown.isPending && <LoadingState says="Loading" />}
      {shown.isError && <FailedState what="The list" error={shown.error} retry={() => void shown.refetch()} />}
      {shown.data && (
        <>
          <p className={styles.lead}>
            Everything since {sayDay(shown.data.since)} that was printed, saved as a file, or read by somebody outside.
          </p>
          {shown.data.disclosures.length === 0 && <p>Nothing went to anybody.</p>}
          <ul className={styles.agreed}>
            {shown.data.disclosures.map((one) => (
              <li key={one.id}>
                <div>
                  <strong>{DISCLOSED_WORDS[one.what]}</strong>: {one.recipient}
                  <div className={styles.quiet}>
                    {sayDate(one.at, zone)}, {sayTime(one.at, zone)}, {BASIS_WORDS[one.basis]}. {one.purpose}
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
