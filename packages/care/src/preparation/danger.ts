/** Words of danger in what a patient prepares: the clinic reads it as it is saved, so nothing of it waits for the next visit. */
import { hasCrisisWords } from '../integration/journal.ts';
import type { Answers } from './document.ts';

/**
 * Whether a saving brings words of danger that its section did not hold before. A page saves by itself as somebody writes:
 * the words are told of when they come, and not again with each letter after them.
 * Source: design.md, safety rule 6.
 */
export const bringsDanger = (before: Answers, fields: Answers): boolean =>
  Object.keys(fields).some((id) => hasCrisisWords(fields[id] ?? '') && !hasCrisisWords(before[id] ?? ''));
