/** What the routes of a screening share: whose course it is, how it is shown, and that what is sent twice is kept once. */
import { isDeepStrictEqual } from 'node:util';
import {
  type Act,
  clearanceState,
  dayAt,
  labelOf,
  type Practitioner,
  type Refusal,
  type ScreeningDecided,
  type ScreeningEvent,
  type ScreeningFacts,
  screen,
  screeningStanding,
  toBeSigned,
} from '@holdspace/care';
import { type Course, hashOfContent } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { demandAccess, demandEver } from '../access/access.ts';
import type { Context } from '../context.ts';
import { notFound, Problem, refused } from '../problem.ts';
import { type ScreeningKnown, screeningKnown, withEvents } from './known.ts';
import type { screeningShape } from './shapes.ts';

const UNIQUE_VIOLATION = '23505';
const repeated = () => new Problem('repeated-id', 'This id was used for something else.');

/** What stands on record now, by a name that changes with it. */
export const seenNow = (known: ScreeningKnown): string => hashOfContent(toBeSigned(known));

export function screenings(context: Context) {
  const { store } = context;

  const courseOf = async (request: FastifyRequest, id: string): Promise<Course> => {
    const course = await store.courses.find(request.principal.clinic.id, id);
    if (!course) throw notFound('course');
    return course;
  };

  async function shown(request: FastifyRequest, course: Course): Promise<z.output<typeof screeningShape>> {
    const { clinic } = request.principal;
    const known = await screeningKnown(context, clinic, course);
    const { protocol, answers, chart, at, screening } = known;
    const patient = await store.patients.find(clinic.id, course.patientId);
    const { state, changes } = screeningStanding(screening, known);
    const today = dayAt(at, clinic.zone);
    return {
      course: {
        id: course.id,
        patient: { id: course.patientId, name: patient?.name ?? '' },
        protocol: {
          id: protocol.id,
          version: protocol.version,
          name: protocol.name,
          isKap: labelOf(protocol).kind === 'kap',
        },
      },
      zone: clinic.zone,
      answers: screening.answers ?? null,
      findings: screen(protocol, answers, chart, at),
      state,
      changes,
      seen: seenNow(known),
      decisions: screening.decisions.toReversed(),
      clearances: screening.clearances.map((one) => ({ ...one, state: clearanceState(one, today) })),
    };
  }

  return {
    courseOf,
    shown,

    /** The course of an address, to those who may do this to its patient. */
    async demandCourse(request: FastifyRequest, act: Act, id: string): Promise<Course> {
      demandEver(request, act);
      const course = await courseOf(request, id);
      await demandAccess(context, request, act, { patientId: course.patientId });
      return course;
    },

    /** Adds what is decided, once; what is sent again is answered as it stands. */
    async keep(
      request: FastifyRequest,
      course: Course,
      author: Practitioner,
      sent: {
        readonly id: string;
        /** Of an event, what of it was sent; another under the same id is refused. */
        readonly sentOf: (event: ScreeningEvent) => unknown;
        readonly given: unknown;
        readonly decide: (facts: ScreeningFacts) => ScreeningDecided;
      },
    ) {
      const { clinic } = request.principal;
      const known = await screeningKnown(context, clinic, course);
      const about = { eventId: sent.id, patientId: course.patientId, courseId: course.id };
      const added = await store.screenings
        .add<readonly Refusal[]>(clinic.id, about, (events) => {
          const decided = sent.decide({ ...withEvents(known, events), author });
          return decided.accepted ? { event: decided.event } : { because: decided.refusals };
        })
        .catch((error: { code?: unknown }) => {
          throw error.code === UNIQUE_VIOLATION ? repeated() : error;
        });
      if (!added.added) throw refused(added.because);
      if (!added.isNew && !isDeepStrictEqual(plain(sent.sentOf(added.event)), plain(sent.given))) throw repeated();
      return shown(request, course);
    },
  };
}

/** As it travels: what is absent and what is undefined are the same. */
const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
