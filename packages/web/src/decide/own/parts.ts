/** What one said, part by part, as the page for the talk shows it and a consult request carries it. */
import { type DecisionAnswers, inOwnOrder, readSure } from '@holdspace/care';
import type { Say } from '../../language/words.ts';
import type { Content } from '../content.ts';
import type { OwnKey } from '../words.ts';

export interface SaidPart {
  readonly title: string;
  readonly lines: readonly string[];
}

const filled = (parts: readonly SaidPart[]): readonly SaidPart[] =>
  parts
    .map(({ title, lines }) => ({ title, lines: lines.map((line) => line.trim()).filter((line) => line !== '') }))
    .filter(({ lines }) => lines.length > 0);

/** Everything but what was weighed, which has a table of its own, and the note at the end. */
export function partsOf(answers: DecisionAnswers, content: Content, t: Say<OwnKey>): readonly SaidPart[] {
  const chosen = <Id extends string>(
    items: readonly { readonly id: Id; readonly says: string }[],
    ids: readonly Id[],
  ) => items.filter(({ id }) => ids.includes(id)).map(({ says }) => says);
  const isUnsure = ({ id, is }: Content['knowledge'][number]) =>
    answers.knowledge[id] !== undefined && answers.knowledge[id] !== is;
  const denied = content.sure.filter(({ id }) => answers.sure[id] === 'no').map(({ says }) => says);
  const sure = readSure(answers.sure);
  const leaning = content.options.find(({ id }) => id === answers.leaning)?.says ?? t('not sure');
  return filled([
    { title: t('mine-else'), lines: [answers.ownValue] },
    { title: t('mine-lean'), lines: answers.leaning ? [leaning] : [] },
    {
      title: t('mine-sure'),
      lines: sure === 'sure' ? [t('mine-sure-sure')] : sure === 'torn' ? [t('mine-sure-torn'), ...denied] : [],
    },
    { title: t('mine-open'), lines: content.knowledge.filter(isUnsure).map(({ because }) => because) },
    { title: t('mine-people'), lines: [...chosen(content.people, answers.peopleToAsk), answers.otherPeople] },
    { title: t('mine-questions'), lines: [...chosen(content.questions, answers.questions), ...answers.ownQuestions] },
  ]);
}

/** As long as a consult request's line may be; what is longer goes on in the next. */
const LONGEST_LINE = 2000;
const inPieces = (line: string): readonly string[] =>
  Array.from({ length: Math.ceil(line.length / LONGEST_LINE) }, (_, index) =>
    line.slice(index * LONGEST_LINE, (index + 1) * LONGEST_LINE),
  );

/** All of it for the clinic: what was weighed in one's own order, then the rest. */
export function partsToSend(answers: DecisionAnswers, content: Content, t: Say<OwnKey>): readonly SaidPart[] {
  const weighed = inOwnOrder(answers).flatMap((id) => {
    const weight = answers.weights[id];
    const says = content.values.find((value) => value.id === id)?.says;
    return weight && says ? [`${says}: ${t(weight)}`] : [];
  });
  return filled([{ title: t('matters-title'), lines: weighed }, ...partsOf(answers, content, t)]).map(
    ({ title, lines }) => ({ title, lines: lines.flatMap(inPieces) }),
  );
}
