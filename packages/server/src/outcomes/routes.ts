/** What the clinic learns from all its courses together, read from its copy as it stands. */
import {
  type FoundScale,
  INSTRUMENTS,
  type OutcomesOverview,
  outcomesChange,
  outcomesHarms,
  outcomesRelations,
  outcomesTime,
  PRESSURE_SHOWN,
  protocolShown,
  responseRule,
  scaleFound,
  scalesShown,
} from '@holdspace/care';
import {
  adverseEventsByProtocol,
  adverseEventTerms,
  answeredScales,
  begunCourses,
  measuredCourses,
  measuredMoments,
  pointsAroundDoses,
  readingsOverTime,
  relapseFollowUps,
  timeToNextDose,
} from '@holdspace/outcomes';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { badField, Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import type { KeptCopies } from './kept-copies.ts';
import { knownProtocols } from './known-protocols.ts';
import { changeShape, harmsShape, overviewShape, relationsShape, timeShape } from './shapes.ts';

const ACT = 'see outcomes';
const tags = ['outcomes'];
const idsOf = (ids: readonly string[]) => z.enum(ids as [string, ...string[]]);
const asked = {
  instrument: idsOf(INSTRUMENTS.map(({ id }) => id)),
  scale: idsOf([...new Set(INSTRUMENTS.flatMap(({ scales }) => scales.map(({ id }) => id)))]),
};
const ofScale = z.strictObject(asked);
/** Nobody is given so many that the number means nothing. */
const MOST_DOSES = 99;
const ofTime = z.strictObject({
  ...asked,
  dose: z.coerce
    .number()
    .int()
    .min(1)
    .max(MOST_DOSES)
    .default(1)
    .meta({ description: 'The number of the patient’s dose that the next one is counted from.', example: 6 }),
});
const ofRelations = z.strictObject({
  ...asked,
  experience: z
    .string()
    .optional()
    .meta({ description: 'A scale answered right after sessions, such as cadss:total.', example: 'cadss:total' }),
});

/** Throws 400 where the catalogue has no such scale. */
function demandScale(instrument: string, scale: string, field = 'scale'): FoundScale {
  const found = scaleFound(instrument, scale);
  if (!found) throw badField(field, 'unknown-scale', `No measure here has the scale ${instrument}:${scale}.`);
  return found;
}
const namesOf = ({ instrument, scale }: FoundScale) => ({ instrument: instrument.id, scale: scale.id });

export function outcomesRoutes(app: App, context: Context): void {
  const demandCopies = (): KeptCopies => {
    if (context.outcomes) return context.outcomes;
    throw new Problem('not-found', 'This server was started without a data folder, so it keeps no copy for outcomes.');
  };

  app.get(
    '/api/outcomes',
    {
      config: { act: ACT },
      schema: {
        tags,
        summary: 'What there is to see of outcomes, and when it was copied; the first look has the copy made',
        response: { 200: overviewShape, ...problems(401, 403, 404) },
      },
    },
    async ({ principal: { clinic } }): Promise<OutcomesOverview> => {
      const copies = demandCopies();
      const found = await copies.read(clinic.id, async (ask) => ({
        madeAt: ask.madeAt,
        ...scalesShown(await answeredScales(ask)),
        courses: await begunCourses(ask),
      }));
      const isMaking = copies.isMaking(clinic.id);
      if (!found) return { madeAt: null, isMaking, measures: [], experiences: [], protocols: [] };
      const { courses, ...rest } = found;
      const protocols = (await knownProtocols(context, clinic.id)).flatMap((one) => {
        const begun = courses.find(({ protocolId }) => protocolId === one.id);
        return begun ? [{ ...protocolShown(one), courses: begun.courses }] : [];
      });
      return { ...rest, isMaking, protocols };
    },
  );

  app.post(
    '/api/outcomes/refresh',
    {
      config: { act: ACT },
      schema: {
        tags,
        summary: 'Bring the copy up to date now',
        body: z.strictObject({}),
        response: { 202: z.object({ isMaking: z.literal(true) }), ...problems(400, 401, 403, 404) },
      },
    },
    async ({ principal: { clinic } }, reply) => {
      const copies = demandCopies();
      await copies.lookAt(clinic.id);
      void copies.make(clinic.id);
      reply.code(202);
      return { isMaking: true as const };
    },
  );

  app.get(
    '/api/outcomes/change',
    {
      config: { act: ACT },
      schema: {
        tags,
        summary: 'How courses changed on one scale, by protocol: before and after, response, remission, each moment',
        querystring: ofScale,
        response: { 200: changeShape, ...problems(400, 401, 403, 404) },
      },
    },
    async ({ principal: { clinic }, query }) => {
      const found = demandScale(query.instrument, query.scale);
      const scale = namesOf(found);
      const rows = await demandCopies().read(clinic.id, async (ask) => ({
        courses: await measuredCourses(ask, scale),
        moments: await measuredMoments(ask, { ...scale, zone: clinic.zone, now: ask.madeAt }),
      }));
      const protocols = await knownProtocols(context, clinic.id);
      return outcomesChange(found, protocols, rows?.courses ?? [], rows?.moments ?? []);
    },
  );

  app.get(
    '/api/outcomes/time',
    {
      config: { act: ACT },
      schema: {
        tags,
        summary: 'How long responses last, and how long it is to the next dose',
        querystring: ofTime,
        response: { 200: timeShape, ...problems(400, 401, 403, 404) },
      },
    },
    async ({ principal: { clinic }, query }) => {
      const found = demandScale(query.instrument, query.scale);
      const scale = namesOf(found);
      const rule = responseRule(found);
      const rows = await demandCopies().read(clinic.id, async (ask) => ({
        courses: rule ? await measuredCourses(ask, scale) : [],
        relapses: rule ? await relapseFollowUps(ask, { ...scale, ...rule }) : [],
        nextDoses: (await timeToNextDose(ask, { dose: query.dose })).flatMap(({ protocolId, days, given }) =>
          days.map((each, place) => ({ protocolId, days: Math.floor(each), happened: given[place] === true, n: 1 })),
        ),
      }));
      const { courses, ...followed } = rows ?? { courses: [], relapses: [], nextDoses: [] };
      return outcomesTime(found, await knownProtocols(context, clinic.id), courses, { ...followed, dose: query.dose });
    },
  );

  app.get(
    '/api/outcomes/relations',
    {
      config: { act: ACT },
      schema: {
        tags,
        summary: 'Dose, experience and setting beside the change of a score, over sessions; observed, not tried',
        querystring: ofRelations,
        response: { 200: relationsShape, ...problems(400, 401, 403, 404) },
      },
    },
    async ({ principal: { clinic }, query }) => {
      const found = demandScale(query.instrument, query.scale);
      const [instrument = '', scale = ''] = query.experience?.split(':') ?? [];
      const experience = query.experience === undefined ? undefined : demandScale(instrument, scale, 'experience');
      const rows = await demandCopies().read(clinic.id, (ask) =>
        pointsAroundDoses(ask, { ...namesOf(found), ...(experience && { experience: namesOf(experience) }) }),
      );
      return outcomesRelations(found, experience, rows ?? { points: [], dosed: 0, share: 1, sessions: 0, patients: 0 });
    },
  );

  app.get(
    '/api/outcomes/harms',
    {
      config: { act: ACT },
      schema: {
        tags,
        summary: 'Adverse events per 100 sessions, by protocol and term, and how blood pressure went',
        response: { 200: harmsShape, ...problems(401, 403, 404) },
      },
    },
    async ({ principal: { clinic } }) => {
      const rows = await demandCopies().read(clinic.id, async (ask) => ({
        counted: await adverseEventsByProtocol(ask),
        terms: await adverseEventTerms(ask),
        pressure: await readingsOverTime(ask, PRESSURE_SHOWN),
      }));
      const { counted, terms, pressure } = rows ?? { counted: [], terms: [], pressure: [] };
      return outcomesHarms(await knownProtocols(context, clinic.id), counted, terms, pressure);
    },
  );
}
