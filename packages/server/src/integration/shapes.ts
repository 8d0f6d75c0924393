/** Shapes of what integration answers, for the types of routes and the OpenAPI document. */
import {
  CHECK_IN_CHANNELS,
  CHECK_IN_STANDINGS,
  type CheckInAnswers,
  checkInAnswersSchema,
  JOURNAL_KINDS,
  PRACTICE_MARKS,
  type Practice,
  sayPractice,
  strokeSchema,
  THREAD_KINDS,
  VISIT_OUTCOMES,
} from '@holdspace/care';
import type { JournalEntry, JournalShare, KeptMark, ThreadEntry } from '@holdspace/store';
import { z } from 'zod';
import { newId } from '../fields.ts';
import { dayShape, idShape, instantShape, statusShape } from '../shapes.ts';
import type { FollowedCheckIn, FollowedSession } from './following.ts';

export type Names = ReadonlyMap<string, string>;
const GONE = 'somebody who has left';

export const threadEntryShape = z
  .object({
    id: idShape,
    kind: z.enum(THREAD_KINDS),
    follows: idShape.optional(),
    heard: z.object({ sessionId: idShape, seq: z.number().int() }).optional(),
    words: z.string(),
    practice: z.looseObject({}).optional(),
    /** A practice's rhythm in words. */
    says: z.string().optional(),
    writtenAt: instantShape,
    /** Absent where the patient wrote it. */
    by: z.string().optional(),
  })
  .meta({ id: 'ThreadEntry', description: 'An entry of an integration thread.' }) as unknown as z.ZodType<ShownEntry>;
export interface ShownEntry {
  readonly id: string;
  readonly kind: ThreadEntry['kind'];
  readonly follows?: string;
  readonly heard?: { readonly sessionId: string; readonly seq: number };
  readonly words: string;
  readonly practice?: Practice;
  readonly says?: string;
  readonly writtenAt: string;
  readonly by?: string;
}
export const showEntry = (
  { id, kind, follows, heard, words, practice, writtenAt, authorId }: ThreadEntry,
  names: Names,
): ShownEntry => ({
  id,
  kind,
  ...(follows && { follows }),
  ...(heard && { heard }),
  words,
  ...(practice && { practice, says: sayPractice(practice) }),
  writtenAt,
  ...(authorId && { by: names.get(authorId) ?? GONE }),
});

export const markShape = z.object({ practiceId: idShape, day: dayShape, mark: z.enum(PRACTICE_MARKS) });
export const showMark = ({ practiceId, day, mark }: KeptMark) => ({ practiceId, day, mark });
export const markBody = z.strictObject({
  id: newId,
  day: z.iso.date({ error: 'must be a day, such as 2026-03-01' }),
  mark: z.enum(PRACTICE_MARKS),
});

export const channelBody = z.strictObject({ id: newId, channel: z.enum(CHECK_IN_CHANNELS) });
export const channelShape = z.enum(CHECK_IN_CHANNELS);
export const answerBody = z.strictObject({ id: newId, answers: checkInAnswersSchema });
const answersShape = z.looseObject({}).meta({ id: 'CheckInAnswers' }) as unknown as z.ZodType<CheckInAnswers>;
export const checkInShape = z
  .object({
    id: idShape,
    sessionId: idShape,
    day: z.number().int(),
    opensAt: instantShape,
    closesAt: instantShape,
    standing: z.enum(CHECK_IN_STANDINGS),
    answers: z
      .array(
        z.object({
          id: idShape,
          answeredAt: instantShape,
          by: z.string().optional(),
          crisis: z.boolean(),
          highDistress: z.boolean(),
          answers: answersShape,
        }),
      )
      .readonly(),
  })
  .meta({ id: 'CheckIn', description: 'A check-in after a dosing session, with its answers as they were sent.' });
export const showCheckIn = (
  { id, sessionId, day, opensAt, closesAt, standing, answers }: FollowedCheckIn,
  names: Names,
) => ({
  id,
  sessionId,
  day,
  opensAt,
  closesAt,
  standing,
  answers: answers.map(({ id, answeredAt, authorId, crisis, highDistress, answers }) => ({
    id,
    answeredAt,
    ...(authorId && { by: names.get(authorId) ?? GONE }),
    crisis,
    highDistress,
    answers,
  })),
});

export const sessionOfArcShape = z.object({
  id: idShape,
  at: instantShape.optional(),
  day: dayShape.optional(),
  status: statusShape,
  isDosed: z.boolean(),
  dose: z.string().optional(),
  /** Minutes from the first dose. */
  nosc: z.object({ onset: z.number().optional(), peak: z.number().optional(), return: z.number().optional() }),
  words: z
    .array(
      z.object({
        seq: z.number().int(),
        at: instantShape,
        words: z.string(),
        about: z.enum(['experience', 'carry_home']).optional(),
      }),
    )
    .readonly(),
}) as unknown as z.ZodType<FollowedSession>;

export const outcomeShape = z.enum(VISIT_OUTCOMES);

export const shareShape = z
  .object({
    id: idShape,
    entryId: idShape,
    kind: z.enum(JOURNAL_KINDS),
    sharedAt: instantShape,
    withdrawnAt: instantShape.optional(),
    crisis: z.boolean(),
    openedBy: z.array(z.object({ name: z.string(), at: instantShape })).readonly(),
  })
  .meta({ id: 'JournalShare', description: 'That an entry of a journal was shared: nothing of what it says.' });
export const showShare = (
  { id, entryId, kind, sharedAt, withdrawnAt, crisis, openedBy }: JournalShare,
  names: Names,
) => ({
  id,
  entryId,
  kind,
  sharedAt,
  ...(withdrawnAt && { withdrawnAt }),
  crisis,
  openedBy: openedBy.map(({ practitionerId, at }) => ({ name: names.get(practitionerId) ?? GONE, at })),
});

export const journalEntryShape = z
  .object({
    id: idShape,
    courseId: idShape,
    kind: z.enum(JOURNAL_KINDS),
    writtenAt: instantShape,
    putAwayAt: instantShape.optional(),
    words: z.string().optional(),
    strokes: z.array(strokeSchema).readonly().optional(),
    seconds: z.number().optional(),
    soundType: z.string().optional(),
    about: z.string().optional(),
  })
  .meta({ id: 'JournalEntry', description: 'An entry of a patient’s journal; its sound comes apart.' });
export const showJournal = ({ patientId: _, ...entry }: JournalEntry) => entry;
