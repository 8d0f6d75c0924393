/**
 * Screening: what was answered and what is on record, held against the rules for one protocol. It finds and says why; a
 * clinician decides. What was not answered is asked, and never clear.
 */
import type { Instant } from '../instant.ts';
import type { Protocol } from '../protocol/schema.ts';
import { dayAt } from '../session/site-day.ts';
import { codesAnswered, type ScreeningAnswers, sayAnswer, wordsAnswered } from './answers.ts';
import { chartFindings, listContradicts, type ScreeningChart, takenOn } from './chart.ts';
import type { ScreeningFinding } from './finding.ts';
import { type ChoiceItem, type Effect, SCREENING_OUTCOMES, type ScreeningSource } from './item.ts';
import { isForProtocol, SCREENING_ITEMS } from './items.ts';
import { CLINICAL, PROJECT } from './sources.ts';

const gravity = ({ outcome }: Pick<ScreeningFinding, 'outcome'>): number => SCREENING_OUTCOMES.indexOf(outcome);
const once = <T>(list: readonly T[]): readonly T[] => [...new Set(list)];

/** What an answer leads to under a protocol: of each option, the first effect that is for its substance. */
function effectsOf(item: ChoiceItem, codes: readonly string[], { medicine }: Protocol): readonly Effect[] {
  return item.options
    .filter(({ code }) => codes.includes(code))
    .flatMap(({ effects }) => effects.find(({ substance }) => !substance || substance === medicine.substance) ?? []);
}

function answerFinding(item: ChoiceItem, protocol: Protocol, answers: ScreeningAnswers): ScreeningFinding {
  const about = { rule: item.linkId, title: item.title };
  const answered = sayAnswer(item, answers);
  const codes = codesAnswered(answers, item.linkId);
  // A code that this version does not know is no answer to what it asks.
  const isKnown = codes.length > 0 && codes.every((code) => item.options.some((option) => option.code === code));
  if (!isKnown)
    return { ...about, outcome: 'ask', missing: true, because: 'Not answered.', sources: [CLINICAL, PROJECT] };
  const effects = effectsOf(item, codes, protocol);
  const said = answered ? { answered } : {};
  if (effects.length === 0)
    return { ...about, ...said, outcome: 'clear', because: 'Nothing follows from this answer.', sources: [CLINICAL] };
  const worst = effects.reduce((one, other) => (gravity(other) > gravity(one) ? other : one));
  const by = once(effects.flatMap((one) => (one.outcome === 'needs_clearance' && one.by ? [one.by] : [])));
  return {
    ...about,
    ...said,
    outcome: worst.outcome,
    because: once(effects.map(({ because }) => because)).join(' '),
    ...(by.length > 0 && { by: by.join(', and ') }),
    sources: once<ScreeningSource>(effects.flatMap(({ sources }) => sources)),
  };
}

/** Every rule's finding for a protocol, in the order of the questions, the chart's own last. */
export function screen(
  protocol: Protocol,
  answers: ScreeningAnswers,
  chart: ScreeningChart,
  at: Instant,
): readonly ScreeningFinding[] {
  const day = dayAt(at, chart.zone);
  const contradiction = listContradicts(answers, takenOn(chart, day));
  const words = wordsAnswered(answers, 'other_illness_words');
  const asked = SCREENING_ITEMS.flatMap((item): ScreeningFinding[] => {
    if (!('options' in item) || !isForProtocol(item, protocol)) return [];
    const finding = answerFinding(item, protocol, answers);
    if (item.linkId === 'medicines_told' && contradiction)
      return [{ ...finding, outcome: 'ask', because: contradiction, sources: [PROJECT] }];
    if (item.linkId === 'other_illness' && words && finding.outcome !== 'clear')
      return [{ ...finding, answered: `${finding.answered}: ${words}` }];
    return [finding];
  });
  return [...asked, ...chartFindings(protocol, answers, chart, day)];
}

/** Findings that somebody has to decide about, the gravest first; those of one gravity in their order. */
export const toDecide = (findings: readonly ScreeningFinding[]): readonly ScreeningFinding[] =>
  findings.filter(({ outcome }) => outcome !== 'clear').toSorted((one, other) => gravity(other) - gravity(one));
