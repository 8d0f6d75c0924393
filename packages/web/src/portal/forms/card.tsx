/** That a form waits, on a patient’s place. */
import { useWords } from '../../language/use-language.ts';
import { NextCard } from '../next-card.tsx';
import { useMyForms } from './queries.ts';
import { PAGE_WORDS } from './words.ts';

/** Draws nothing where none waits. */
export function FormsCard() {
  const say = useWords(PAGE_WORDS);
  const waiting = useMyForms().data?.forms.filter(({ state }) => state !== 'sent').length ?? 0;
  if (waiting === 0) return null;
  return (
    <NextCard title={say('card', { count: waiting })} isFirst action={{ href: '/portal/forms', says: say('cardDo') }}>
      {say('cardSays')}
    </NextCard>
  );
}
