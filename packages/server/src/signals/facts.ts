/** What is known of a patient that rules look at, gathered from what every part keeps. */
import {
  type ChosenChannel,
  checkInsAfter,
  clearanceOverdueFrom,
  clearanceState,
  DAY,
  type Dosing,
  dayAt,
  foldScreening,
  hasCheckIns,
  hasCrisisWords,
  type Instant,
  later,
  type ScreeningEvent,
  type SignalFact,
  type SignalRule,
  signalKey,
  toCallFrom,
  writtenInEntry,
} from '@holdspace/care';
import type {
  CheckInAnswer,
  Concern,
  JournalShare,
  MeasureAct,
  MeasureRequest,
  SessionHead,
  ThreadEntry,
  Visit,
} from '@holdspace/store';
import type { Context } from '../context.ts';
import { checkInIdOf } from '../integration/following.ts';
import { titleOf } from '../measures/put.ts';

type Gathering = Pick<Context, 'store' | 'protocols'>;
interface At {
  readonly id: string;
  readonly zone: string;
}

/** Everything, whichever course it belongs to. What belongs to none is of the newest. */
export async function factsOfPatient(
  { store, protocols }: Gathering,
  clinic: At,
  patientId: string,
  now: Instant,
): Promise<readonly SignalFact[]> {
  const { checkIns, journal, threads } = store.integration;
  const [courses, visits, heads, concerns, answers, shares, entries, acts, asked, choices] = await Promise.all([
    store.courses.ofPatient(clinic.id, patientId),
    store.visits.ofPatient(clinic.id, patientId),
    store.sessions.ofPatient(clinic.id, patientId),
    store.concerns.ofPatient(clinic.id, patientId),
    checkIns.answersOf(clinic.id, patientId),
    journal.sharesOf(clinic.id, patientId),
    threads.ofPatient(clinic.id, patientId),
    store.measures.acts.ofPatient(clinic.id, patientId),
    store.measures.requests.ofPatient(clinic.id, patientId),
    checkIns.choicesOf(clinic.id, patientId),
  ]);
  const newest = courses[0]?.id ?? '';
  const facts: SignalFact[] = [
    ...concerns.map((concern) => ofConcern(concern, patientId, newest)),
    ...answers.flatMap(ofAnswer),
    ...shares.map(ofShare),
    ...entries.flatMap(ofEntry),
    ...acts.map((act) => ofAct(act, patientId, newest)),
    ...measuresOverdue(asked, patientId, newest, now),
  ];
  for (const course of courses) {
    const own = visits.filter(({ courseId }) => courseId === course.id);
    const outcomes = await checkIns.outcomesOf(clinic.id, course.id);
    const held = new Map(outcomes.map(({ visitId, outcome }) => [visitId, outcome === 'held']));
    // Where the protocol is not to be had, somebody looks rather than nobody.
    const shelved = await protocols.find(clinic.id, course.protocolId, course.protocolVersion);
    const promisesIntegration = shelved === null || hasCheckIns(shelved.protocol);
    const ended = heads
      .filter((head) => (head.visitId === null ? course.id === newest : own.some(({ id }) => id === head.visitId)))
      .flatMap((head) => endOf(head, now, clinic.zone));
    const of = { patientId, courseId: course.id };
    facts.push(
      ...ended.map(({ sessionId, at }): SignalFact => {
        return { kind: 'session_ended', id: `session ${sessionId}`, at, ...of, promisesIntegration };
      }),
      ...own.flatMap((visit) => ofVisit(visit, patientId, held.get(visit.id), now)),
      ...lettersOverdue(await store.screenings.ofCourse(clinic.id, course.id), of, clinic.zone, now),
      ...(shelved && promisesIntegration ? askedAfter(ended, of, choices, clinic.zone, now) : []),
    );
  }
  return facts;
}

/**
 * What is known of a patient where the rest cannot be read: what was raised, and that an answer or something shared was a
 * crisis, which stands beside what is sealed. A crisis waits for no key.
 */
export async function crisesOfPatient(
  { store }: Pick<Context, 'store'>,
  clinicId: string,
  patientId: string,
  rules: readonly SignalRule[],
): Promise<readonly SignalFact[]> {
  const { checkIns, journal, threads } = store.integration;
  const [concerns, answers, shares, entries, acts] = await Promise.all([
    store.concerns.ofPatient(clinicId, patientId),
    checkIns.crisesOf(clinicId, patientId),
    journal.sharesOf(clinicId, patientId),
    // Sealed, and so perhaps what cannot be read; then what stands beside it is told of all the same.
    threads.ofPatient(clinicId, patientId).catch(() => []),
    store.measures.acts.ofPatient(clinicId, patientId),
  ]);
  // What an answer raised while it could be read is not raised again.
  const asRead = (id: string) => rules.flatMap((rule) => ofAnswerIds(id).map((fact) => signalKey(rule, fact)));
  const raised = await store.tasks.raised(
    clinicId,
    answers.flatMap(({ id }) => asRead(id)),
  );
  const unheard = answers.filter(({ id }) => !asRead(id).some((key) => raised.has(key)));
  return [
    ...concerns.map((concern) => ofConcern(concern, patientId, '')),
    ...unheard.map(({ id, courseId, answeredAt: at }): SignalFact => {
      return { kind: 'concern', id: `crisis ${id}`, at, patientId, courseId, concern: 'crisis' };
    }),
    ...shares.map(ofShare),
    ...entries.flatMap(ofEntry),
    ...acts.map((act) => ofAct(act, patientId, '')),
  ];
}

interface Ended {
  readonly sessionId: string;
  readonly at: Instant;
  /** The calendar day at the clinic from which check-ins are counted. */
  readonly day: string;
}
/** When a session in which medicine was given was over; one that nobody closed is over a day after it began. */
function endOf({ id, summary }: SessionHead, now: Instant, zone: string): readonly Ended[] {
  if (!summary || summary.cumulative.value <= 0) return [];
  const { arrivedAt, endedAt } = summary;
  const at = endedAt ?? (arrivedAt && later(arrivedAt, DAY));
  if (at === undefined || at > now) return [];
  return [{ sessionId: id, at, day: dayAt(arrivedAt ?? at, zone) }];
}

/** The check-ins whose time has run out, and those about which the patient wants to be called. */
const askedAfter = (
  ended: readonly Ended[],
  of: { readonly patientId: string; readonly courseId: string },
  choices: readonly ChosenChannel[],
  zone: string,
  now: Instant,
): readonly SignalFact[] =>
  checkInsAfter(
    ended.map(({ sessionId, day }): Dosing => ({ sessionId, day, courseId: of.courseId })),
    zone,
  ).flatMap(({ sessionId, day, opensAt, closesAt }): readonly SignalFact[] => {
    const asked = { ...of, checkIn: checkInIdOf(sessionId, day), day };
    const callFrom = toCallFrom({ opensAt, closesAt }, choices, now);
    return [
      ...(callFrom
        ? [{ kind: 'check_in_to_call' as const, id: `call ${asked.checkIn}`, at: callFrom, ...asked, closesAt }]
        : []),
      ...(closesAt > now
        ? []
        : [{ kind: 'check_in_due' as const, id: `due ${asked.checkIn}`, at: closesAt, ...asked }]),
    ];
  });

/** The facts that an answer may be: what it says, and its words. */
const ofAnswerIds = (id: string) => [`answer ${id}`, `words ${id}`] as const;

/** An answer, and, where words of it are crisis words, that they were shared; the words themselves stay where they are. */
function ofAnswer({ id, checkInId, courseId, patientId, day, answeredAt, answers }: CheckInAnswer): SignalFact[] {
  const { distress, sleep, safe, words } = answers;
  const [asked, spoken] = ofAnswerIds(id);
  const of = { at: answeredAt, patientId, courseId };
  return [
    {
      kind: 'check_in_answered',
      id: asked,
      ...of,
      checkIn: checkInId,
      day,
      ...(distress !== undefined && { distress }),
      ...(sleep && { sleep }),
      ...(safe && { safe }),
    },
    ...(words !== undefined && hasCrisisWords(words)
      ? [{ kind: 'words_shared' as const, id: spoken, ...of, crisisWords: 1 }]
      : []),
  ];
}

/** That an entry was shared, withdrawn since or not: a crisis is not over because its words were taken back. */
const ofShare = ({ id, courseId, patientId, sharedAt, crisis }: JournalShare): SignalFact => ({
  kind: 'words_shared',
  id: `share ${id}`,
  at: sharedAt,
  patientId,
  courseId,
  crisisWords: crisis ? 1 : 0,
});

/** What a patient adds to a thread is read by the care team. Words taken from a session were heard there. */
const ofEntry = ({ id, courseId, patientId, writtenAt, authorId, heard, ...written }: ThreadEntry): SignalFact[] =>
  authorId === undefined && !heard && hasCrisisWords(writtenInEntry(written))
    ? [{ kind: 'words_shared', id: `entry ${id}`, at: writtenAt, patientId, courseId, crisisWords: 1 }]
    : [];

/** A visit of which nobody has said that it was held was not, where integration is promised: somebody looks, or says so. */
function ofVisit(visit: Visit, patientId: string, isHeld: boolean | undefined, now: Instant): readonly SignalFact[] {
  const { id, kind, scheduledFor, courseId } = visit;
  if (isHeld !== true || scheduledFor > now) return [];
  return [{ kind: 'visit_held', id: `visit ${id}`, at: scheduledFor, patientId, courseId, visit: kind }];
}

const ofConcern = (concern: Concern, patientId: string, newest: string): SignalFact => ({
  kind: 'concern',
  id: `concern ${concern.id}`,
  at: concern.at,
  patientId,
  courseId: concern.courseId ?? newest,
  concern: concern.kind,
});

/** An answer that does not wait for the end of the form, as the rules read it. */
const ofAct = (
  { id, courseId, instrument, item, value, at }: MeasureAct,
  patientId: string,
  newest: string,
): SignalFact => ({
  kind: 'score',
  id: `measure act ${id}`,
  at,
  patientId,
  courseId: courseId ?? newest,
  measure: instrument,
  item,
  value,
});

/** What was due and is not answered, one for each occasion: a person is telephoned once about all of it. */
function measuresOverdue(
  asked: readonly MeasureRequest[],
  patientId: string,
  newest: string,
  now: Instant,
): readonly SignalFact[] {
  const missing = asked.filter(({ state, dueAt }) => state === 'asked' && dueAt <= now);
  const occasions = new Map<string, MeasureRequest[]>();
  for (const one of missing) occasions.set(one.occasion, [...(occasions.get(one.occasion) ?? []), one]);
  return [...occasions].flatMap(([occasion, requests]): SignalFact[] => {
    const [first] = requests;
    const closes = requests.flatMap(({ closesAt }) => closesAt ?? []).toSorted();
    const closesAt = closes.length === requests.length ? closes.at(-1) : undefined;
    return first
      ? [
          {
            kind: 'measures_due',
            id: `measures due ${occasion}`,
            at: first.dueAt,
            patientId,
            courseId: first.courseId ?? newest,
            measures: requests.map(({ instrument }) => titleOf(instrument)),
            ...(closesAt && { closesAt }),
          },
        ]
      : [];
  });
}

/** Letters and clearances that are still waited for after their day; one that has come, or was ended, is none. */
const lettersOverdue = (
  events: readonly ScreeningEvent[],
  of: { readonly patientId: string; readonly courseId: string },
  zone: string,
  now: Instant,
): readonly SignalFact[] =>
  foldScreening(events)
    .clearances.filter((one) => clearanceState(one, dayAt(now, zone)) === 'overdue')
    .map((one): SignalFact => {
      const at = clearanceOverdueFrom(one, zone);
      return { kind: 'clearance_due', id: `clearance ${one.id}`, at, ...of, dueOn: one.dueOn };
    });
