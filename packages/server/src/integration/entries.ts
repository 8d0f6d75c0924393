/** Taking in what is written once: the same sent twice is one, and another thing under the same id is refused. */
import { askOfEntry, crisisIn, type Instant, type NewThreadEntry } from '@holdspace/care';
import type { CheckInAnswer, Course, ThreadEntry } from '@holdspace/store';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { badField, Problem } from '../problem.ts';
import type { Clinic } from '../sign-in/principal.ts';
import { storedOnce } from '../stored-once.ts';
import { type FollowedCheckIn, followCourse } from './following.ts';
import type { answerBody } from './shapes.ts';

type Kept = Pick<Context, 'store' | 'protocols' | 'now'>;
const usedElsewhere = () => new Problem('repeated-id', 'This id was used for something else.');

/** Makes a thing at its first sending; the moment of that is kept when it is sent again. */
export async function madeOnce<T extends { readonly id: string }, At extends keyof T>(making: {
  readonly given: T;
  readonly at: At;
  find(): Promise<T | null>;
  create(thing: T): Promise<T>;
}): Promise<T> {
  const existing = await making.find();
  const given = existing ? { ...making.given, [making.at]: existing[making.at] } : making.given;
  const { thing } = await storedOnce({
    given,
    create: () => making.create(given),
    find: making.find,
    taken: usedElsewhere,
  });
  return thing;
}

const byId = <T extends { readonly id: string }>(all: readonly T[], id: string): T | null =>
  all.find((one) => one.id === id) ?? null;

/** Adds an entry to a thread of a course. Throws a problem that asks for what is missing. */
export async function addEntry(
  context: Kept,
  clinic: Clinic,
  course: Course,
  body: NewThreadEntry,
  authorId?: string,
): Promise<ThreadEntry> {
  const { threads } = context.store.integration;
  const before = await threads.ofPatient(clinic.id, course.patientId);
  const kinds = new Map(before.filter((one) => one.courseId === course.id).map(({ id, kind }) => [id, kind]));
  const asked = askOfEntry(body, kinds);
  if (asked) throw badField(asked.field, asked.rule, asked.message);
  const { id, kind, follows, heard, practice } = body;
  const words = heard ? await heardWords(context, clinic, course, heard) : body.words;
  return madeOnce<ThreadEntry, 'writtenAt'>({
    given: {
      id,
      courseId: course.id,
      patientId: course.patientId,
      kind,
      ...(follows && { follows }),
      ...(heard && { heard }),
      writtenAt: context.now(),
      ...(authorId && { authorId }),
      words: words ?? '',
      ...(practice && { practice }),
    },
    at: 'writtenAt',
    create: (entry) => threads.add(clinic.id, entry),
    find: async () => byId(await threads.ofPatient(clinic.id, course.patientId), id),
  });
}

/** Word for word, as the session's log has them. */
async function heardWords(
  context: Kept,
  clinic: Clinic,
  course: Course,
  { sessionId, seq }: NonNullable<NewThreadEntry['heard']>,
): Promise<string> {
  const { sessions } = await followCourse(context, clinic, course);
  const said = sessions.find(({ id }) => id === sessionId)?.words.find((one) => one.seq === seq);
  if (!said)
    throw badField(
      'heard',
      'not-heard',
      'These words are not, or no longer, in a session of this course. Choose them again.',
    );
  return said.words;
}

/** Keeps answers to a check-in, late ones too. A second sending from elsewhere is kept beside the first. */
export function keepAnswer(
  { store }: Kept,
  clinic: Clinic,
  patientId: string,
  checkIn: FollowedCheckIn,
  { id, answers }: z.output<typeof answerBody>,
  at: Instant,
  authorId?: string,
): Promise<CheckInAnswer> {
  if (checkIn.standing === 'upcoming')
    throw badField(
      '',
      'not-open-yet',
      'These questions are for a later day; nothing was kept. If you need somebody now, call.',
    );
  const { checkIns } = store.integration;
  const { crisis, highDistress } = crisisIn(answers);
  return madeOnce<CheckInAnswer, 'answeredAt'>({
    given: {
      id,
      checkInId: checkIn.id,
      sessionId: checkIn.sessionId,
      courseId: checkIn.courseId,
      patientId,
      day: checkIn.day,
      answeredAt: at,
      ...(authorId && { authorId }),
      crisis,
      highDistress,
      answers,
    },
    at: 'answeredAt',
    create: (answer) => checkIns.answer(clinic.id, answer),
    find: async () => byId(await checkIns.answersOf(clinic.id, patientId), id),
  });
}

/** Keeps how a patient wants to be asked. E-mail takes an address that the clinic has. */
export async function keepChannel(
  { store, now }: Kept,
  clinic: Clinic,
  patient: { readonly id: string; readonly email?: string; readonly telephone?: string },
  { id, channel }: { readonly id: string; readonly channel: 'portal' | 'email' | 'telephone' },
  authorId?: string,
): Promise<void> {
  if ((channel === 'email' && !patient.email) || (channel === 'telephone' && !patient.telephone)) {
    const lacks = channel === 'email' ? 'e-mail address' : 'telephone number';
    throw badField(
      'channel',
      'no-way-to-reach',
      `The clinic has no ${lacks} here. Give one to the front desk, or choose another way.`,
    );
  }
  const { checkIns } = store.integration;
  await madeOnce({
    given: { id, patientId: patient.id, channel, chosenAt: now(), ...(authorId && { authorId }) },
    at: 'chosenAt',
    create: (choice) => checkIns.choose(clinic.id, choice),
    find: async () => byId(await checkIns.choicesOf(clinic.id, patient.id), id),
  });
}
