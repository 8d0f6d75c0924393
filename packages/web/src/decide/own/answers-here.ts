/**
 * What somebody marks, in this page alone: kept on the device only when they ask, and carried to the other language in this
 * tab, once. Whatever is read back is whole, or it is nothing.
 */
import { type DecisionAnswers, readAnswers } from '@holdspace/care';

const KEPT = 'holdspace.decide';
const CARRIED = 'holdspace.decide.carried';

export const NOTHING_YET: DecisionAnswers = {
  version: 1,
  order: [],
  weights: {},
  ownValue: '',
  knowledge: {},
  sure: {},
  peopleToAsk: [],
  otherPeople: '',
  questions: [],
  ownQuestions: [],
  note: '',
};

/** Everything that was typed, for the look-out for words of danger. */
export const typedIn = ({ ownValue, otherPeople, ownQuestions, note }: DecisionAnswers): string =>
  [ownValue, otherPeople, ...ownQuestions, note].join('\n');

export const isNothing = (answers: DecisionAnswers): boolean => JSON.stringify(answers) === JSON.stringify(NOTHING_YET);

/** False where the browser keeps nothing for pages. */
export function keep(answers: DecisionAnswers): boolean {
  return set(() => window.localStorage, KEPT, answers);
}
export function forget(): void {
  attempt(() => window.localStorage.removeItem(KEPT));
}
export function carry(answers: DecisionAnswers): boolean {
  return set(() => window.sessionStorage, CARRIED, answers);
}

export interface Found {
  readonly answers: DecisionAnswers;
  readonly from: 'kept' | 'carried';
  /** Whether answers lie on this device, also where the carried ones are newer. */
  readonly isKept: boolean;
}

/** What was carried here, or else what was kept. */
export function find(): Found | undefined {
  const carried = attempt(() => window.sessionStorage.getItem(CARRIED)) ?? null;
  attempt(() => window.sessionStorage.removeItem(CARRIED));
  const kept = attempt(() => window.localStorage.getItem(KEPT)) ?? null;
  const isKept = kept !== null;
  const fromCarried = read(carried);
  if (fromCarried) return { answers: fromCarried, from: 'carried', isKept };
  const fromKept = read(kept);
  return fromKept && { answers: fromKept, from: 'kept', isKept };
}

const read = (text: string | null): DecisionAnswers | undefined =>
  attempt(() => readAnswers(JSON.parse(text ?? 'null')));

/** A browser that keeps nothing for pages throws; then there is nothing, and nothing is kept. */
function attempt<T>(what: () => T): T | undefined {
  try {
    return what();
  } catch {
    return undefined;
  }
}
const set = (place: () => Storage, name: string, answers: DecisionAnswers): boolean =>
  attempt(() => {
    place().setItem(name, JSON.stringify(answers));
    return true;
  }) ?? false;
