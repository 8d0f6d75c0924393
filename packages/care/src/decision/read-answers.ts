/**
 * Answers read back from a device, without the schema: the public page's script is kept small, and the schema's library
 * alone would weigh as much as the page. It takes exactly what `decisionAnswersSchema` takes; a law of the tests.
 */
import type { DecisionAnswers } from './answers.ts';
import {
  KNOWLEDGE_ANSWERS,
  KNOWLEDGE_IDS,
  LONGEST_TEXT,
  MOST_OWN,
  PERSON_TO_ASK_IDS,
  QUESTION_IDS,
  SURE_IDS,
  VALUE_IDS,
  VALUE_WEIGHTS,
} from './ids.ts';
import { OPTION_IDS } from './points.ts';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string' && value.length <= LONGEST_TEXT;
const isOneOf =
  (choices: readonly string[]): Check =>
  (value) =>
    choices.some((choice) => choice === value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOf =
  (choices: readonly string[]): Check =>
  (value) =>
    Array.isArray(value) && value.every(isOneOf(choices)) && new Set(value).size === value.length;
const isRecordOf =
  (keys: readonly string[], values: readonly string[]): Check =>
  (value) =>
    isObject(value) && Object.entries(value).every(([key, one]) => isOneOf(keys)(key) && isOneOf(values)(one));

const PARTS: Readonly<Record<keyof DecisionAnswers, Check>> = {
  version: (value) => value === 1,
  order: isListOf(VALUE_IDS),
  weights: isRecordOf(VALUE_IDS, VALUE_WEIGHTS),
  ownValue: isText,
  knowledge: isRecordOf(KNOWLEDGE_IDS, KNOWLEDGE_ANSWERS),
  sure: isRecordOf(SURE_IDS, ['yes', 'no']),
  leaning: (value) => value === undefined || isOneOf([...OPTION_IDS, 'not sure'])(value),
  peopleToAsk: isListOf(PERSON_TO_ASK_IDS),
  otherPeople: isText,
  questions: isListOf(QUESTION_IDS),
  ownQuestions: (value) => Array.isArray(value) && value.length <= MOST_OWN && value.every(isText),
  note: isText,
};

/** The answers that a value is; nothing where it is none. */
export function readAnswers(value: unknown): DecisionAnswers | undefined {
  if (!isObject(value)) return undefined;
  const isKnown = Object.keys(value).every((key) => Object.hasOwn(PARTS, key));
  const isWhole = Object.entries(PARTS).every(([key, check]) => check(value[key]));
  return isKnown && isWhole ? (value as DecisionAnswers) : undefined;
}
