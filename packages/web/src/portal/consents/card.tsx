/** Consents on a patient's own place: how many wait. Nothing where none is asked and none was signed. */
import { asksToSign } from '@holdspace/care';
import { useWords } from '../../language/use-language.ts';
import { NextCard } from '../next-card.tsx';
import { useMyConsents } from './queries.ts';
import { CONSENT_WORDS } from './words.ts';

export function ConsentsCard() {
  const say = useWords(CONSENT_WORDS);
  const { data } = useMyConsents();
  if (!data || data.consents.length === 0) return null;
  const count = data.consents.filter(({ need, standing }) => need && asksToSign(standing)).length;
  return (
    <NextCard
      title={say('card_title')}
      isFirst={count > 0}
      action={{ href: '/portal/consents', says: say(count > 0 ? 'card_go' : 'card_see') }}
    >
      {count > 0 ? say('card_wait', { count }) : say('card_none')}
    </NextCard>
  );
}
