/** Messages on a patient's own place: who wrote last. */
import { useWords } from '../../language/use-language.ts';
import { useMoments } from '../../language/use-moments.ts';
import { NextCard, type NextCardProps } from '../next-card.tsx';
import { useMyMessages } from './queries.ts';
import { MESSAGE_WORDS } from './words.ts';

export function MessagesCard({ next: { clinic } }: NextCardProps) {
  const say = useWords(MESSAGE_WORDS);
  const moments = useMoments(clinic.zone);
  const { data } = useMyMessages();
  if (!data) return null;
  const last = data.messages.at(-1);
  const how = !last ? 'cardNone' : last.from ? 'cardAnswered' : 'cardWaits';
  return (
    <NextCard title={say('title')} action={{ href: '/portal/messages', says: say('cardDo') }}>
      {say(how, last ? { day: moments.date(last.writtenAt) } : {})}
    </NextCard>
  );
}
