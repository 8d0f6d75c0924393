/** GET /api/today: the day's visits, each with where its session stands. */
import { dayAt, daySchema, instant, mayEver, toMilliseconds } from '@holdspace/care';
import type { DayVisit } from '@holdspace/store';
import { z } from 'zod';
import { thoseAccessible } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { shownNow } from '../sessions/shown.ts';
import {
  dayShape,
  idShape,
  instantShape,
  problems,
  protocolShape,
  statusShape,
  summaryShape,
  visitKindShape,
} from '../shapes.ts';
import { assignmentShape, plansOf } from '../visits/plans.ts';
import { dayBounds } from './day-bounds.ts';

const visitToday = z.object({
  visitId: idShape,
  courseId: idShape,
  kind: visitKindShape,
  scheduledFor: instantShape,
  room: z.string(),
  patient: z.object({ id: idShape, name: z.string() }),
  protocol: protocolShape,
  session: z
    .object({
      id: idShape,
      status: statusShape,
      /** Everybody sees that one was called, and calls one. */
      emergencyStop: z.boolean(),
      /** Nobody is named yet who takes the patient home; for those who may name them and do not see the session. */
      awaitsEscort: z.boolean().optional(),
      /** For those alone who may see the session. */
      summary: summaryShape.optional(),
    })
    .optional(),
  plan: z.object({ assignments: z.array(assignmentShape).readonly(), missing: z.array(z.string()).readonly() }),
});

export function todayRoutes(app: App, context: Context): void {
  const { store, protocols, now } = context;
  app.get(
    '/api/today',
    {
      config: { act: 'see the schedule' },
      schema: {
        tags: ['today'],
        summary: 'The visits of a day',
        description:
          'A calendar day in the clinic’s own zone; without `day`, the day that it is there now. On the present day, who came yesterday and is still here is among them. How a session stands is told to those who may see it; to others, whether the patient is here; to the front desk also whether an escort is still to be named.',
        querystring: z.strictObject({ day: daySchema.optional() }),
        response: { 200: z.object({ day: dayShape, visits: z.array(visitToday).readonly() }), ...problems(400, 401) },
      },
    },
    async (request) => {
      const { query } = request;
      const { clinic } = request.principal;
      const day = query.day ?? dayAt(now(), clinic.zone);
      const { from, to } = dayBounds(day, clinic.zone);
      const present = now();
      // A session that runs past midnight stays in sight through the day after its own.
      const yesterday = dayAt(instant(toMilliseconds(from) - 1), clinic.zone);
      const since = from <= present && present < to ? dayBounds(yesterday, clinic.zone).from : from;
      const visits = (await store.visits.between(clinic.id, since, to)).filter(
        ({ visit, session }) => visit.scheduledFor >= from || session?.summary?.status === 'open',
      );
      const plans = await plansOf(context, clinic, visits);
      const begun = visits.filter(({ session }) => session).map(({ patient }) => patient.id);
      const seen = await thoseAccessible(context, request, 'see a session', begun);
      const namesEscorts = mayEver('confirm the escort', request.principal.practitioner.roles);
      const showSession = async (patientId: string, { id, summary }: NonNullable<DayVisit['session']>) => {
        const isSeen = seen.has(patientId);
        const asksForEscort = !isSeen && namesEscorts && summary?.status === 'open';
        const whole = isSeen || asksForEscort ? await shownNow(context, clinic.id, { id, summary }) : undefined;
        return {
          id,
          status: summary?.status ?? ('planned' as const),
          emergencyStop: summary?.emergencyStop ?? false,
          ...(isSeen && { summary: whole }),
          ...(asksForEscort && { awaitsEscort: whole?.openGates.some(({ gate }) => gate === 'escort') ?? false }),
        };
      };
      return {
        day,
        visits: await Promise.all(
          visits.map(async ({ visit, patient, protocolId, protocolVersion, session }, index) => ({
            visitId: visit.id,
            courseId: visit.courseId,
            kind: visit.kind,
            scheduledFor: visit.scheduledFor,
            room: visit.room,
            patient,
            protocol: await protocols.show(clinic.id, protocolId, protocolVersion),
            plan: { assignments: plans[index]?.assignments ?? [], missing: plans[index]?.missing ?? [] },
            ...(session && { session: await showSession(patient.id, session) }),
          })),
        ),
      };
    },
  );
}
