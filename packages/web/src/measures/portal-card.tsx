/** That the clinic asks something, on a patient's place. */
import { useWords } from '../language/use-language.ts';
import { NextCard } from '../portal/next-card.tsx';
import { useMyMeasures } from './my-measures.ts';
import { MEASURE_WORDS } from './words.ts';

/** Draws nothing where nothing is asked. */
export function MeasuresCard() {
  const say = useWords(MEASURE_WORDS);
  const requests = useMyMeasures().data?.requests ?? [];
  const [first] = requests;
  if (!first) return null;
  return (
    <NextCard
      title={say('portalCard')}
      isFirst
      action={{ href: `/portal/measures/${first.id}`, says: say('portalCardDo') }}
    >
      {say('portalCardSays', { count: requests.length, minutes: requests.length * 2 })}
    </NextCard>
  );
}
