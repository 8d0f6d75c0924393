/** Who has looked at one's record, in plain words. 45 CFR 164.312(b). */
import type { LookedAt } from '@holdspace/care';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { useLanguage, useWords } from '../language/use-language.ts';
import { useMoments } from '../language/use-moments.ts';
import { LoadingState } from '../ui/states.tsx';
import { MINE_WORDS } from './mine-words.ts';
import { NotShown } from './not-shown.tsx';
import styles from './reader.module.css';
import { Section } from './section.tsx';

export function WhoLooked({ zone }: { zone: string }) {
  const say = useWords(MINE_WORDS);
  const language = useLanguage();
  const moments = useMoments(zone);
  const shown = useQuery({
    queryKey: ['who looked', language],
    queryFn: () => api.get<{ looked: readonly LookedAt[] }>(`/api/reader/looked-at?language=${language}`),
    placeholderData: keepPreviousData,
  });
  return (
    <Section title={say('looked')}>
      {shown.isPending && <LoadingState says={say('loading')} />}
      {shown.isError && <NotShown says={say('failed')} error={shown.error} retry={() => void shown.refetch()} />}
      {shown.data && (
        <>
          <p className={styles.lead}>{say('lookedSays')}</p>
          {shown.data.looked.length === 0 && <p>{say('lookedNone')}</p>}
          <ul className={styles.agreed}>
            {shown.data.looked.map((one) => (
              <li key={`${one.name} ${one.day} ${one.what}`}>
                <div>
                  <strong>{one.name}</strong>, {one.role}: {one.what}
                  <div className={styles.quiet}>
                    {say(one.times === 1 ? 'once' : 'often', {
                      day: moments.day(one.day),
                      count: one.times,
                      time: moments.time(one.last),
                    })}
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
