/** Orders for a whole course: signed, amended and stopped by whoever may, and read with what the form shows beside them. */
import { isDeepStrictEqual } from 'node:util';
import {
  amendCourseOrderSchema,
  COURSE_ORDER_SIGNED,
  type CourseOrder,
  type CourseOrderDecision,
  type CourseOrderEvent,
  decideAmending,
  decideSigning,
  decideStopping,
  foldCourseOrders,
  type Refusal,
  type SigningFacts,
  signCourseOrderSchema,
  standsAt,
  stopCourseOrderSchema,
  withChanges,
} from '@holdspace/care';
import type { Course } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { demandAccess, demandEver } from '../access/access.ts';
import { demandSignerOfAct } from '../access/signer.ts';
import type { App, Context } from '../context.ts';
import { anyId, oneId } from '../fields.ts';
import { notFound, Problem, refused } from '../problem.ts';
import { dayShape, problems } from '../shapes.ts';
import { knownOfPatient } from './facts.ts';
import { courseOrderShape, pastDoseShape, standingShape } from './shapes.ts';
import { type CourseAct, courseActSigned } from './signed-act.ts';

const tags = ['orders'];
const oneOrder = z.strictObject({ id: anyId, orderId: anyId });
const shownOrder = z.object({ order: courseOrderShape, sessionsUsed: z.number().int(), standing: standingShape });
const UNIQUE_VIOLATION = '23505';

export function courseOrderRoutes(app: App, context: Context): void {
  const { store, protocols, now } = context;

  const courseOf = async (request: FastifyRequest, id: string): Promise<Course> => {
    const course = await store.courses.find(request.principal.clinic.id, id);
    if (!course) throw notFound('course');
    return course;
  };
  const shown = (order: CourseOrder, sessionsUsed: Readonly<Record<string, number>>) => {
    const used = sessionsUsed[order.id] ?? 0;
    return { order, sessionsUsed: used, standing: standsAt(order, now(), used) };
  };

  app.get(
    '/api/courses/:id/orders',
    {
      config: { act: 'see course orders' },
      schema: {
        tags,
        summary: 'The orders of a course, and what is known of the patient’s earlier doses',
        description:
          '`doses` are of all courses, earliest first, as far as session logs tell; `weight` is the last on record.',
        params: oneId,
        response: {
          200: z.object({
            orders: z.array(shownOrder).readonly(),
            elsewhere: z.array(shownOrder).readonly(),
            doses: z.array(pastDoseShape).readonly(),
            weight: z
              .object({ weight: z.object({ value: z.number(), unit: z.string() }), measuredOn: dayShape })
              .optional(),
          }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      demandEver(request, 'see course orders');
      const { clinic } = request.principal;
      const course = await courseOf(request, request.params.id);
      await demandAccess(context, request, 'see course orders', { patientId: course.patientId });
      const { orders, sessionsUsed, doses, weight } = await knownOfPatient(context, clinic.id, course.patientId);
      const all = [...orders].reverse().map((order) => shown(order, sessionsUsed));
      return {
        orders: all.filter(({ order }) => order.courseId === course.id),
        elsewhere: all.filter(({ order, standing }) => order.courseId !== course.id && standing.stands),
        doses: await Promise.all(
          withChanges(doses).map(async ({ protocolId, protocolVersion, ...dose }) => ({
            ...dose,
            protocol: { id: protocolId, name: (await protocols.show(clinic.id, protocolId, protocolVersion)).name },
          })),
        ),
        ...(weight && { weight }),
      };
    },
  );

  /** Who signs, seen to be allowed to sign for this patient; at whoever's screen they stand. */
  async function demandSigner(
    request: FastifyRequest,
    course: Course,
    act: CourseAct,
  ): Promise<{ readonly author: SigningFacts['author']; readonly credentials: SigningFacts['credentials'] }> {
    const { clinic } = request.principal;
    return demandSignerOfAct(context, request, course.patientId, {
      act: 'sign a course order',
      see: 'see course orders',
      signed: courseActSigned(course.id, act),
      says: COURSE_ORDER_SIGNED,
      refused: 'may not sign an order for this patient.',
      satisfy: 'A prescriber of the patient’s care team, with credentials in order, signs it.',
      authorBefore: async () =>
        (await store.courseOrders.ofPatient(clinic.id, course.patientId)).find(({ id }) => id === act.id)?.author,
    });
  }

  /** Adds what is decided, once; what is sent again is answered with what was stored. */
  async function keep(
    clinicId: string,
    course: Course,
    eventId: string,
    isSame: (event: CourseOrderEvent) => boolean,
    decide: (orders: readonly CourseOrder[]) => CourseOrderDecision,
  ) {
    const about = { eventId, patientId: course.patientId, courseId: course.id };
    const repeated = () => new Problem('repeated-id', 'This id was used for something else.');
    const added = await store.courseOrders
      .add<readonly Refusal[]>(clinicId, about, (events) => {
        const decided = decide(foldCourseOrders(events));
        return decided.accepted ? { event: decided.event } : { because: decided.refusals };
      })
      .catch((error: { code?: unknown }) => {
        throw error.code === UNIQUE_VIOLATION ? repeated() : error;
      });
    if (!added.added) throw refused(added.because);
    if (!added.isNew && !isSame(added.event)) throw repeated();
    const { orders, sessionsUsed } = await knownOfPatient(context, clinicId, course.patientId);
    const order = orders.find(({ id }) => id === added.event.order);
    if (!order) throw repeated();
    return shown(order, sessionsUsed);
  }

  async function factsOf(request: FastifyRequest, course: Course, act: CourseAct) {
    const { clinic } = request.principal;
    const { author, credentials } = await demandSigner(request, course, act);
    const shelved = await protocols.find(clinic.id, course.protocolId, course.protocolVersion);
    if (!shelved) throw new Error('a course without its protocol');
    const { sessionsUsed, doses, weight } = await knownOfPatient(context, clinic.id, course.patientId);
    const last = doses.at(-1);
    return (orders: readonly CourseOrder[]): SigningFacts => ({
      protocol: shelved.protocol,
      courseId: course.id,
      patientId: course.patientId,
      zone: clinic.zone,
      orders,
      sessionsUsed,
      ...(weight && { weight }),
      ...(last && { lastDose: { amount: last.amount, at: last.at } }),
      credentials,
      author,
      now: now(),
    });
  }

  app.post(
    '/api/courses/:id/orders',
    {
      config: { act: 'sign a course order' },
      schema: {
        tags,
        summary: 'Sign an order for a course',
        description:
          'Held to the limits of the course’s protocol; a soft stop takes a reason in `overrides`, by its rule. On a shared device the order needs a signature of its own (`/signatures`), sent in the header `Holdspace-Proof`.',
        params: oneId,
        body: signCourseOrderSchema,
        response: { 201: shownOrder, ...problems(400, 401, 403, 404, 409, 422, 428) },
      },
    },
    async (request, reply) => {
      const { params, body, principal } = request;
      demandEver(request, 'see course orders');
      const course = await courseOf(request, params.id);
      const facts = await factsOf(request, course, { act: 'sign', ...body });
      const isSame = (event: CourseOrderEvent) =>
        event.type === 'CourseOrderSigned' &&
        event.courseId === course.id &&
        isDeepStrictEqual(event.terms, body.terms);
      reply.code(201);
      return keep(principal.clinic.id, course, body.id, isSame, (orders) => decideSigning(facts(orders), body));
    },
  );

  app.post(
    '/api/courses/:id/orders/:orderId/amendments',
    {
      config: { act: 'sign a course order' },
      schema: {
        tags,
        summary: 'Amend a course order: a new version, with a reason',
        description: '`version` is the one that was looked at. What was signed before stays as it was.',
        params: oneOrder,
        body: amendCourseOrderSchema,
        response: { 201: shownOrder, ...problems(400, 401, 403, 404, 409, 422, 428) },
      },
    },
    async (request, reply) => {
      const { params, body, principal } = request;
      demandEver(request, 'see course orders');
      const course = await courseOf(request, params.id);
      const facts = await factsOf(request, course, { act: 'amend', order: params.orderId, ...body });
      const isSame = (event: CourseOrderEvent) =>
        event.type === 'CourseOrderAmended' &&
        event.order === params.orderId &&
        event.reason === body.reason &&
        isDeepStrictEqual(event.terms, body.terms);
      reply.code(201);
      return keep(principal.clinic.id, course, body.id, isSame, (orders) =>
        decideAmending(facts(orders), ofCourse(orders, course, params.orderId), body),
      );
    },
  );

  app.post(
    '/api/courses/:id/orders/:orderId/stop',
    {
      config: { act: 'stop a course order' },
      schema: {
        tags,
        summary: 'Stop a course order, with a reason',
        description: 'At once, in the room too. It waits for no signature.',
        params: oneOrder,
        body: stopCourseOrderSchema,
        response: { 201: shownOrder, ...problems(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { params, body, principal } = request;
      const course = await courseOf(request, params.id);
      await demandAccess(context, request, 'stop a course order', { patientId: course.patientId });
      const { id, name, roles } = principal.practitioner;
      const isSame = (event: CourseOrderEvent) =>
        event.type === 'CourseOrderStopped' && event.order === params.orderId && event.reason === body.reason;
      reply.code(201);
      return keep(principal.clinic.id, course, body.id, isSame, (orders) =>
        decideStopping({ author: { id, name, roles }, now: now() }, ofCourse(orders, course, params.orderId), body),
      );
    },
  );
}

/** The order of an address; of another course it is not there. */
function ofCourse(orders: readonly CourseOrder[], course: Course, orderId: string): CourseOrder {
  const order = orders.find(({ id, courseId }) => id === orderId && courseId === course.id);
  if (!order) throw notFound('order');
  return order;
}
