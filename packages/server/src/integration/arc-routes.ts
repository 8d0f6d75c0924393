/** The arc of a course, as the care team reads it before a visit: all that follows a dosing session, on one page. */
import { dayAt, proposedVisits, scoreLines } from '@holdspace/care';
import { VISIT_KINDS } from '@holdspace/store';
import { z } from 'zod';
import { demandAccess, demandEver } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { scoreLineShape } from '../measures/score-shapes.ts';
import { notFound } from '../problem.ts';
import { dayShape, idShape, instantShape, labelShape, problems } from '../shapes.ts';
import { followCourse } from './following.ts';
import {
  channelShape,
  checkInShape,
  markShape,
  outcomeShape,
  sessionOfArcShape,
  shareShape,
  showCheckIn,
  showEntry,
  showMark,
  showShare,
  threadEntryShape,
} from './shapes.ts';

const arcShape = z.object({
  patient: z.object({
    id: idShape,
    name: z.string(),
    /** Where they want to be called. */
    telephone: z.string().optional(),
  }),
  course: z.object({
    id: idShape,
    startedOn: dayShape,
    label: labelShape,
    focus: z.string().optional(),
    intention: z.string().optional(),
  }),
  sessions: z.array(sessionOfArcShape).readonly(),
  entries: z.array(threadEntryShape).readonly(),
  marks: z.array(markShape).readonly(),
  checkIns: z.array(checkInShape).readonly(),
  /** How the patient wants to be asked; absent where they have not chosen, and are asked in the portal alone. */
  channel: channelShape.optional(),
  visits: z
    .array(
      z.object({
        id: idShape,
        kind: z.enum(VISIT_KINDS),
        scheduledFor: instantShape,
        room: z.string(),
        outcome: outcomeShape.optional(),
      }),
    )
    .readonly(),
  /** What the protocol promises after a session, and no visit stands for. */
  proposed: z
    .array(
      z.object({
        sessionId: idShape,
        name: z.string(),
        purpose: z.string(),
        day: z.number().int(),
        on: dayShape,
        scheduledFor: instantShape,
        /** The next promise’s day has come. */
        isLapsed: z.boolean(),
        room: z.string(),
      }),
    )
    .readonly(),
  shares: z.array(shareShape).readonly(),
  /** Of the patient, whichever course they were asked in: a score does not end with a course. */
  scores: z.array(scoreLineShape).readonly(),
});

export function arcRoutes(app: App, context: Context): void {
  const { store, protocols } = context;
  app.get(
    '/api/courses/:id/arc',
    {
      config: { act: 'follow integration' },
      schema: {
        tags: ['integration'],
        summary: 'The arc of a course: sessions, threads, practices, check-ins, visits and what was shared',
        params: oneId,
        response: { 200: arcShape, ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      demandEver(request, 'follow integration');
      const course = await store.courses.find(clinic.id, request.params.id);
      if (!course) throw notFound('course');
      const { patientId } = course;
      await demandAccess(context, request, 'follow integration', { patientId });
      const { threads, checkIns, journal } = store.integration;
      const [patient, followed, entries, marks, choices, outcomes, shares, people, shown, scores] = await Promise.all([
        store.patients.find(clinic.id, patientId),
        followCourse(context, clinic, course),
        threads.ofPatient(clinic.id, patientId),
        threads.marksOf(clinic.id, patientId),
        checkIns.choicesOf(clinic.id, patientId),
        checkIns.outcomesOf(clinic.id, course.id),
        journal.sharesOf(clinic.id, patientId),
        store.practitioners.list(clinic.id),
        protocols.show(clinic.id, course.protocolId, course.protocolVersion),
        store.measures.scores.ofPatient(clinic.id, patientId),
      ]);
      if (!patient) throw new Error('a course without its patient');
      const names = new Map(people.map(({ id, name }) => [id, name]));
      const channel = choices.at(-1)?.channel;
      const outcomeOf = new Map(outcomes.map((one) => [one.visitId, one.outcome]));
      const visits = followed.visits.map(({ id, kind, scheduledFor, room }) => {
        const outcome = outcomeOf.get(id);
        return { id, kind, scheduledFor, room, ...(outcome && { outcome }) };
      });
      const today = dayAt(context.now(), clinic.zone);
      const own = entries.filter((one) => one.courseId === course.id);
      return {
        patient: {
          id: patient.id,
          name: patient.name,
          ...(channel === 'telephone' && patient.telephone && { telephone: patient.telephone }),
        },
        course: {
          id: course.id,
          startedOn: course.startedOn,
          label: shown.label,
          ...(course.focus && { focus: course.focus }),
          ...(course.intention && { intention: course.intention }),
        },
        sessions: followed.sessions,
        entries: own.map((one) => showEntry(one, names)),
        marks: marks.filter((one) => own.some(({ id }) => id === one.practiceId)).map(showMark),
        checkIns: followed.checkIns.map((one) => showCheckIn(one, names)),
        ...(channel && { channel }),
        visits,
        proposed: proposedVisits(followed.protocol, followed.dosings, visits, clinic.zone, today).map((one) => ({
          ...one,
          room: usualRoom(visits),
        })),
        shares: shares.filter((one) => one.courseId === course.id).map((one) => showShare(one, names)),
        scores: scoreLines(scores, followed.sessions.find(({ isDosed }) => isDosed)?.at),
      };
    },
  );
}

/** Where the last integration visit was, or any visit. */
const usualRoom = (visits: readonly { readonly kind: string; readonly room: string }[]): string =>
  (visits.findLast(({ kind }) => kind === 'integration') ?? visits.at(-1))?.room ?? 'To be said';
