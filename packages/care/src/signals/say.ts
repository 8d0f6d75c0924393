/** A rule as a clinician reads it. */
import { ROLE_NAMES } from '../roles.ts';
import { SLEEP_WORDS } from './facts.ts';
import type { LooksFor, RuleTerms } from './rule.ts';

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** "2 hours", "45 minutes", "3 days" */
export function sayMinutes(minutes: number): string {
  if (minutes > 0 && minutes % 1440 === 0) return counted(minutes / 1440, 'day');
  if (minutes > 0 && minutes % 60 === 0) return counted(minutes / 60, 'hour');
  return counted(minutes, 'minute');
}

/** What has to be so for it to fire. */
export function sayLooksFor(looksFor: LooksFor): string {
  switch (looksFor.kind) {
    case 'check_in_missed':
      return `A check-in is still not answered ${counted(looksFor.hours, 'hour')} after its time ran out.`;
    case 'check_in_to_call':
      return looksFor.hours === 0
        ? 'A check-in opens, and the patient has chosen that the clinic calls.'
        : `The patient has chosen that the clinic calls, and a check-in is not answered ${counted(looksFor.hours, 'hour')} after it opened.`;
    case 'distress':
      return `Distress in a check-in is ${looksFor.atLeast} or more, of 10.`;
    case 'sleep':
      return looksFor.inARow === 1
        ? `Sleep in a check-in is “${SLEEP_WORDS[looksFor.atMost]}” or worse.`
        : `Sleep is “${SLEEP_WORDS[looksFor.atMost]}” or worse in ${looksFor.inARow} check-ins in a row.`;
    case 'not_safe':
      return `“Do you feel safe?” is answered no${looksFor.unsureToo ? ', or “I am not sure”' : ''}.`;
    case 'crisis_words':
      return `${looksFor.atLeast === 1 ? 'A crisis word stands' : `${looksFor.atLeast} crisis words stand`} in words that the patient shared.`;
    case 'no_integration_visit':
      return `No integration visit was held in the ${counted(looksFor.days, 'day')} after a dosing session.`;
    case 'score':
      return sayScore(looksFor);
    case 'measure_missed':
      return `A measure is still not answered ${counted(looksFor.hours, 'hour')} after it was due.`;
    case 'clearance_overdue':
      return looksFor.days === 0
        ? 'A letter or clearance that was asked for outside has not come by the day it was due.'
        : `A letter or clearance that was asked for outside has not come ${counted(looksFor.days, 'day')} after the day it was due.`;
    case 'concern':
      return {
        crisis: 'A crisis was raised by somebody, or by another part of these pages.',
        distress: 'Distress was raised by somebody, or by another part of these pages.',
        message: 'The patient has written to the clinic from their own page.',
        other: 'A concern was raised by somebody.',
      }[looksFor.concern];
  }
}

/** What is made of several questions is no item that anybody could look up; it is said as what it is. */
const MADE_OF_SEVERAL: Readonly<Record<string, (atLeast: number) => string>> = {
  'c-ssrs level': (atLeast) => `The level of suicidal thoughts in the C-SSRS is ${atLeast} or more, of 5.`,
  'c-ssrs behaviour': () => 'The C-SSRS tells of suicidal behaviour.',
  'c-ssrs low': () => 'The C-SSRS tells of thoughts alone, by its questions 1 or 2.',
  'qids-sr16 low': () => 'QIDS-SR16, item 12, is 1.',
  'madrs low': () => 'MADRS, item 10, is 2 or 3.',
};
function sayScore({ measure, item, atLeast }: Extract<LooksFor, { kind: 'score' }>): string {
  const worded = MADE_OF_SEVERAL[`${measure} ${item}`];
  return worded ? worded(atLeast) : `${measure.toUpperCase()}${item ? `, item ${item},` : ''} is ${atLeast} or more.`;
}

/** Whose it is and until when, in the words of a promise. */
export function sayPromise(terms: RuleTerms, ownerName?: string): string {
  const { owner, severity, dueWithinMinutes, escalatesTo, escalatesAfterMinutes } = terms;
  const whose =
    owner.by === 'role'
      ? `the ${ROLE_NAMES[owner.role].toLowerCase()} of the patient’s care team`
      : (ownerName ?? 'a named person');
  const then =
    escalatesAfterMinutes === 0 ? 'When that has passed' : `${sayMinutes(escalatesAfterMinutes)} after that has passed`;
  const page = severity === 'now' ? 'Whoever is on call is paged at once. ' : '';
  return `${page}It goes to ${whose}, within ${sayMinutes(dueWithinMinutes)}. ${then}, every ${ROLE_NAMES[escalatesTo].toLowerCase()} is told.`;
}
