/** A scoring vector: answers and what they come to, worked out by hand or taken from a publication, never by this code. */
import type { MeasureAnswers } from '../instrument.ts';

export interface ScoringVector {
  readonly name: string;
  readonly answers: MeasureAnswers;
  /** A number, or why there is none. */
  readonly expects: Readonly<Record<string, number | 'answers_missing' | 'answers_refused' | 'scale_missing'>>;
  readonly bands?: Readonly<Record<string, string>>;
  /** The questions that are missing, where there is no score. */
  readonly missing?: readonly string[];
  /** The questions whose answers are refused. */
  readonly refused?: readonly string[];
  readonly worked: string;
}

/** Answers to the questions 1, 2, 3 … in order; null for one that was left out. */
export const inOrder = (...values: readonly (number | null)[]): MeasureAnswers =>
  Object.fromEntries(values.flatMap((value, index) => (value === null ? [] : [[String(index + 1), value]])));

/** The same answer so many times. */
export const alike = (count: number, value: number): readonly number[] => Array.from({ length: count }, () => value);
