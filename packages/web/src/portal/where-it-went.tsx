/** The accounting of disclosures, to its patient. 45 CFR 164.528. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { useWords } from '../language/use-language.ts';
import { useMoments } from '../language/use-moments.ts';
import type { DisclosureShown } from '../sharing/shapes.ts';
import { LoadingState } from '../ui/states.tsx';
import { DISCLOSURE_WORDS, MINE_WORDS } from './mine-words.ts';
import { NotShown } from './not-shown.tsx';
import styles from './reader.module.css';
import { Section } from './section.tsx';

export function WhereItWent({ zone }: { zone: string }) {
  const say = useWords(MINE_WORDS);
  const sayWhat = useWords(DISCLOSURE_WORDS);
  const moments = useMoments(zone);
  const shown = useQuery({
    queryKey: ['where it went'],
    queryFn: () => api.get<{ since: string; disclosures: readonly DisclosureShown[] }>('/api/reader/disclosures'),
  });
  return (
    <Section title={say('went')}>
      {shown.isPending && <LoadingState says={say('loading')} />}
      {shown.isError && <NotShown says={say('failed')} error={shown.error} retry={() => void shown.refetch()} />}
      {shown.data && (
        <>
          <p className={styles.lead}>{say('wentSays', { day: moments.day(shown.data.since) })}</p>
          {shown.data.disclosures.length === 0 && <p>{say('wentNone')}</p>}
          <ul className={styles.agreed}>
            {shown.data.disclosures.map((one) => (
              <li key={one.id}>
                <div>
                  <strong>{sayWhat(one.what)}</strong>: {one.recipient}
                  <div className={styles.quiet}>
                    {moments.date(one.at)}, {moments.time(one.at)}, {sayWhat(one.basis)}.{' '}
                    <span lang="en">{one.purpose}</span>
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
