/** What answers say, with no words in it: how a belief is met, and whether somebody is still torn. */
import { type KnowledgeAnswer, SURE_IDS, type SureId } from './ids.ts';

/** How an answer is met: never as a mark. */
export const meetAnswer = (
  { is }: { readonly is: 'true' | 'false' },
  answer: KnowledgeAnswer,
): 'agrees' | 'differs' | 'not sure' => {
  if (answer === 'not sure') return 'not sure';
  return answer === is ? 'agrees' : 'differs';
};

export type SureAnswers = Readonly<Partial<Record<SureId, 'yes' | 'no'>>>;

/** `torn` from the first "no"; nothing is said while a question is open and none was denied. Source: Légaré 2010. */
export function readSure(answers: SureAnswers): 'sure' | 'torn' | 'open' {
  const said = SURE_IDS.map((id) => answers[id]);
  if (said.includes('no')) return 'torn';
  return said.every((answer) => answer === 'yes') ? 'sure' : 'open';
}
