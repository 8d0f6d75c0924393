/** Messages between a patient and their clinic: what may be written, and how a notice of an answer says no more than that. */
import { z } from 'zod';
import { DAY, type Instant } from '../instant.ts';
import { LANGUAGES } from '../language.ts';
import type { SignalRule } from '../signals/rule.ts';

/** About ten pages. */
export const LONGEST_MESSAGE = 20_000;
const text = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(LONGEST_MESSAGE, `must be at most ${LONGEST_MESSAGE} characters`);
const id = z.uuid({ error: 'must be a UUID' });

export const patientMessageSchema = z.strictObject({ id, language: z.enum(LANGUAGES), text });
/** `language`: of the answer itself. `answers`: the last message that its author has seen; left out where there was none. */
export const messageAnswerSchema = z.strictObject({ id, language: z.enum(LANGUAGES), text, answers: id.optional() });

/** The rule under which a message waits: whose it is, until when, and who hears of it then. */
export const MESSAGE_WAITS = 'message-waits' satisfies SignalRule['id'];

/** Whatever stood still for less than this raises, when it goes on, what patients wrote meanwhile. */
export const MESSAGES_HEARD_WITHIN = 60 * DAY;

/**
 * What of the patient's messages waits, the first of them: neither seen by somebody who then answered, nor written by the
 * time at which the task under which messages wait was last finished, as after a telephone call. An answer alone ends
 * nothing that its author had not seen.
 */
export function waitingSince<
  Message extends {
    readonly id: string;
    readonly writtenAt: Instant;
    readonly authorId?: string | undefined;
    readonly answers?: string | undefined;
  },
>(messages: readonly Message[], endedAt?: Instant): Message | undefined {
  const seen = new Set(messages.flatMap(({ answers }) => answers ?? []));
  const through = messages.findLastIndex(({ id }) => seen.has(id));
  return messages.find(
    ({ authorId, writtenAt }, index) =>
      authorId === undefined && index > through && (endedAt === undefined || writtenAt > endedAt),
  );
}
