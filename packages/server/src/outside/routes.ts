/** What a member of the care team outside sees: exactly what the patient consented to, about one patient, for a time. */
import { randomUUID } from 'node:crypto';
import {
  isPart2,
  OUTSIDE_SCOPES,
  type OutsideScope,
  PART_2_IN_PLAIN_WORDS,
  PART_2_NOTICE,
  type SessionEvent,
  type SessionForPatient,
  sayPractice,
  scoreLines,
  sessionForPatient,
  THREAD_KINDS,
} from '@holdspace/care';
import type { ThreadEntry } from '@holdspace/store';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { scoreLineShape } from '../measures/score-shapes.ts';
import { firstDoseOf } from '../orders/facts.ts';
import { demandOutside } from '../readers/reader.ts';
import { instantShape, problems } from '../shapes.ts';

const focusShape = z.object({ label: z.string(), focus: z.string().optional(), intention: z.string().optional() });
const summaryShape = z.object({
  label: z.string(),
  at: instantShape.optional(),
  dose: z.string().optional(),
  ended: z.string(),
});

const threadShape = z.object({
  label: z.string(),
  entries: z
    .array(
      z.object({
        kind: z.enum(THREAD_KINDS),
        words: z.string(),
        /** A practice's rhythm in words. */
        says: z.string().optional(),
        writtenAt: instantShape,
        by: z.enum(['patient', 'clinic']),
      }),
    )
    .readonly(),
});

const ENDED: Readonly<Record<SessionForPatient['status'], string>> = {
  planned: 'Planned.',
  open: 'Going on now.',
  discharged: 'Discharged.',
  departed: 'Left before discharge.',
  cancelled: 'Cancelled.',
};

export function outsideRoutes(app: App, context: Context): void {
  const { store, protocols, now } = context;
  app.get(
    '/api/reader/outside',
    {
      config: { act: 'share with the care team outside' },
      schema: {
        tags: ['outside'],
        summary: 'What the patient lets this member of their care team see',
        response: {
          200: z.object({
            member: z.object({ name: z.string(), profession: z.string(), expiresAt: instantShape }),
            patient: z.object({ name: z.string() }),
            clinic: z.object({ name: z.string(), zone: z.string() }),
            scopes: z.array(z.enum(OUTSIDE_SCOPES)).readonly(),
            focus: z.array(focusShape).readonly().optional(),
            sessions: z.array(summaryShape).readonly().optional(),
            threads: z.array(threadShape).readonly().optional(),
            scores: z.array(scoreLineShape).readonly().optional(),
            /** Whether something is kept back because it is about substance use and the consent does not name that. */
            keptBack: z.boolean(),
            /** Must go with what is shown, where some of it is about substance use. */
            notice: z.object({ statement: z.string(), plainWords: z.string() }).optional(),
          }),
          ...problems(401, 404),
        },
      },
    },
    async (request) => {
      const { clinic, member } = demandOutside(request);
      const patient = await store.patients.find(clinic.id, member.patientId);
      if (!patient) throw new Error('a consent without its patient');
      const [flags, courses, visits, sessions, allScores] = await Promise.all([
        store.part2.ofPatient(clinic.id, patient.id),
        store.courses.ofPatient(clinic.id, patient.id),
        store.visits.ofPatient(clinic.id, patient.id),
        store.sessions.ofPatient(clinic.id, patient.id),
        store.measures.scores.ofPatient(clinic.id, patient.id),
      ]);
      const courseOfVisit = new Map(visits.map((visit) => [visit.id, visit.courseId]));
      const mayGo = (courseId: string | undefined) => member.includesPart2 || !isPart2(flags, courseId);
      const sees = (scope: OutsideScope) => member.scopes.includes(scope);
      const shownCourses = courses.filter((course) => mayGo(course.id));
      const courseOf = (session: { visitId: string | null }) => courseOfVisit.get(session.visitId ?? '');
      const shownSessions = sessions.filter((session) => mayGo(courseOf(session)));
      const scores = sees('scores') ? allScores : [];
      const isFlagged = [
        ...courses.map(({ id }) => id),
        ...sessions.map(courseOf),
        ...scores.map(({ courseId }) => courseId),
      ].some((id) => isPart2(flags, id));

      const focus = [];
      for (const { focus: chosen, intention, protocolId, protocolVersion } of shownCourses) {
        const { label } = await protocols.show(clinic.id, protocolId, protocolVersion);
        focus.push({ label: label.name, ...(chosen && { focus: chosen }), ...(intention && { intention }) });
      }
      const summaries = [];
      for (const head of sees('session_summaries') ? shownSessions : []) {
        const shelved = await protocols.find(clinic.id, head.protocolId, head.protocolVersion);
        const events = (await store.sessions.events(clinic.id, head.id)) as readonly SessionEvent[];
        if (!shelved || events.length === 0) continue;
        const { label, at, dose, status } = sessionForPatient(shelved.protocol, events);
        summaries.push({ label: label.en.name, ...(at && { at }), ...(dose && { dose }), ended: ENDED[status] });
      }
      const entries = sees('integration_threads')
        ? await store.integration.threads.ofPatient(clinic.id, patient.id)
        : [];
      const threads = [];
      for (const { id, protocolId, protocolVersion } of shownCourses) {
        const ofCourse = entries.filter(({ courseId }) => courseId === id);
        if (ofCourse.length === 0) continue;
        const { label } = await protocols.show(clinic.id, protocolId, protocolVersion);
        threads.push({ label: label.name, entries: ofCourse.map(showEntry) });
      }
      const firstDose = scores.length > 0 ? await firstDoseOf(context, clinic.id, patient.id) : undefined;
      await store.disclosures.write(clinic.id, {
        id: randomUUID(),
        patientId: patient.id,
        at: now(),
        what: 'outside_view',
        aboutId: member.id,
        basis: 'authorization',
        recipient: `${member.name}, ${member.profession}`,
        purpose: 'Care outside the clinic, as the patient consented',
      });
      return {
        member: { name: member.name, profession: member.profession, expiresAt: member.expiresAt },
        patient: { name: patient.name },
        clinic: { name: clinic.name, zone: clinic.zone },
        scopes: member.scopes,
        ...(sees('focus_and_intention') && { focus }),
        ...(sees('session_summaries') && { sessions: summaries }),
        ...(sees('integration_threads') && { threads }),
        ...(sees('scores') && {
          scores: scoreLines(
            scores.filter((one) => mayGo(one.courseId)),
            firstDose,
          ),
        }),
        keptBack: isFlagged && !member.includesPart2,
        ...(isFlagged &&
          member.includesPart2 && { notice: { statement: PART_2_NOTICE, plainWords: PART_2_IN_PLAIN_WORDS } }),
      };
    },
  );
}

/** By whom is said as a side, not by name: the consent is to what was written, not to who works here. */
const showEntry = ({ kind, words, practice, writtenAt, authorId }: ThreadEntry) => ({
  kind,
  words,
  ...(practice && { says: sayPractice(practice) }),
  writtenAt,
  by: authorId ? ('clinic' as const) : ('patient' as const),
});
