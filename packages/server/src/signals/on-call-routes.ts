/** Who is on call: the plan, and who is paged now. */
import { onCallAt, onCallSchema, refuseShift } from '@holdspace/care';
import type { KeptShift } from '@holdspace/store';
import { z } from 'zod';
import { demand } from '../authority.ts';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { notFound, Problem, refused } from '../problem.ts';
import { idShape, instantShape, problems } from '../shapes.ts';
import { asPerson } from './people.ts';

const PLANS = 'plan who works when';
const tags = ['tasks'];
const UNIQUE_VIOLATION = '23505';
const named = z.object({ id: idShape, name: z.string() });
const onCallShape = z
  .object({
    now: z.object({ people: z.array(named).readonly(), isNobodyPlanned: z.boolean() }),
    shifts: z
      .array(z.object({ id: idShape, person: named, from: instantShape, until: instantShape, isNow: z.boolean() }))
      .readonly(),
    /** Without a mail server, pages are seen on open screens alone. */
    sendsMail: z.boolean(),
  })
  .meta({ id: 'OnCall' });

export function onCallRoutes(app: App, context: Context): void {
  const { store, now } = context;

  app.get(
    '/api/on-call',
    {
      config: { act: 'see what waits' },
      schema: {
        tags,
        summary: 'Who is on call now, and who is planned',
        response: { 200: onCallShape, ...problems(401, 403) },
      },
    },
    async ({ principal: { clinic } }) => shown(clinic.id),
  );

  app.post(
    '/api/on-call',
    {
      config: { act: PLANS },
      schema: {
        tags,
        summary: 'Plan who is on call, from when until when',
        body: onCallSchema,
        response: { 201: z.object({ shift: z.object({ id: idShape }) }), ...problems(400, 401, 403, 409, 422) },
      },
    },
    async ({ principal, body }, reply) => {
      demand(principal, PLANS);
      const { clinic, practitioner } = principal;
      const staff = (await store.practitioners.list(clinic.id)).map(asPerson);
      const there = await store.onCall.find(clinic.id, body.id);
      const shift: KeptShift = { ...body, plannedBy: practitioner.id, plannedAt: now() };
      if (there && !isSame(there, shift)) throw repeated();
      if (!there) {
        const person = staff.find(({ id }) => id === body.personId);
        const refusals = refuseShift({ shift, person, now: now() });
        if (refusals.length > 0) throw refused(refusals);
        await store.onCall.add(clinic.id, shift).catch((error: unknown) => {
          if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) throw repeated();
          throw error;
        });
        context.watch.soon(clinic.id);
      }
      reply.code(201);
      return { shift: { id: shift.id } };
    },
  );

  app.post(
    '/api/on-call/:id/withdrawal',
    {
      config: { act: PLANS },
      schema: {
        tags,
        summary: 'Take a shift out of the plan',
        params: oneId,
        body: z.strictObject({}),
        response: { 200: z.object({ done: z.literal(true) }), ...problems(400, 401, 403, 404) },
      },
    },
    async ({ principal, params }) => {
      demand(principal, PLANS);
      const { clinic, practitioner } = principal;
      if (!(await store.onCall.find(clinic.id, params.id))) throw notFound('shift');
      await store.onCall.withdraw(clinic.id, params.id, practitioner.id, now());
      return { done: true as const };
    },
  );

  async function shown(clinicId: string): Promise<z.output<typeof onCallShape>> {
    const moment = now();
    const [shifts, staff, people] = await Promise.all([
      store.onCall.standing(clinicId, moment),
      store.practitioners.list(clinicId),
      store.people.list(clinicId),
    ]);
    const onCall = onCallAt(shifts, staff.map(asPerson), moment);
    const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? 'Somebody';
    return {
      now: { people: onCall.people.map(({ id, name }) => ({ id, name })), isNobodyPlanned: onCall.isNobodyPlanned },
      shifts: shifts.map(({ id, personId, from, until }) => ({
        id,
        person: { id: personId, name: nameOf(personId) },
        from,
        until,
        isNow: from <= moment,
      })),
      sendsMail: context.mailer !== undefined,
    };
  }
}

const isSame = (one: KeptShift, other: KeptShift): boolean =>
  one.personId === other.personId && one.from === other.from && one.until === other.until;
const repeated = () =>
  new Problem('repeated-id', 'Something else is kept under this id. Make another, and send it again.', {
    errors: [{ field: 'id', rule: 'repeated-id', message: 'This id was used for something else.' }],
  });
