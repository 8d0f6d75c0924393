/** The registry across clinics: whether this one takes part, what it gives, and where it stands beside the others. */
import { randomUUID } from 'node:crypto';
import {
  harmForests,
  INSTRUMENTS,
  type Instant,
  instant,
  labelOf,
  measureShown,
  type OutcomeProtocol,
  REGISTRY_MOMENTS,
  type RegistryForest,
  type RegistryOverview,
  type RegistryPools,
  type RegistrySummary,
  registryForests,
  registrySummarySchema,
  SHIPPED_PROTOCOLS,
  scaleFound,
  uuid,
  whyNoSummary,
} from '@holdspace/care';
import { readSignedSummary, registryKeyId, signSummary, summarySignatureHolds } from '@holdspace/store';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { line } from '../fields.ts';
import { inPlainWords } from '../plain-words.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { makeSummary } from './making.ts';
import { overviewShape, poolsShape, signedShape } from './shapes.ts';

const SEE = 'see the registry';
const TAKE_PART = 'take part in the registry';
const tags = ['registry'];
const nothing = z.strictObject({});
/** Before a clinic joins, nobody gives under an id of its own. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
/** A summary says days; a file from a clock that is ahead would stand above all that follow. */
const AHEAD_MS = 24 * 60 * 60 * 1000;

const idsOf = (ids: readonly string[]) => z.enum(ids as [string, ...string[]]);
const ofScale = z.strictObject({
  instrument: idsOf(INSTRUMENTS.map(({ id }) => id)),
  scale: idsOf([...new Set(INSTRUMENTS.flatMap(({ scales }) => scales.map(({ id }) => id)))]),
});
const PROTOCOLS: readonly OutcomeProtocol[] = SHIPPED_PROTOCOLS.map((one) => ({
  id: one.id,
  title: one.name,
  way: labelOf(one).kind,
}));

export function registryRoutes(app: App, context: Context): void {
  const { store, now, registry, checkpointKeys } = context;

  /** Who gives what, as this clinic has it: nothing, where it takes no part. */
  async function summariesOf(
    clinicId: string,
  ): Promise<{ readonly own: string; readonly all: readonly RegistrySummary[] }> {
    const joined = await store.registry.joined(clinicId);
    if (!joined) return { own: NOBODY, all: [] };
    const given = await store.registry.given(clinicId);
    const received = await store.registry.received(clinicId);
    const own = given && given.summary.giver === joined.giver ? [given.summary] : [];
    return { own: joined.giver, all: [...own, ...received.map(({ summary }) => summary)] };
  }
  const pools = (forests: readonly RegistryForest[]): RegistryPools => ({
    protocols: PROTOCOLS.filter(({ id }) => forests.some(({ protocol }) => protocol === id)),
    forests,
  });

  app.get(
    '/api/registry',
    {
      config: { act: SEE },
      schema: {
        tags,
        summary: 'Whether this clinic takes part, what it would give now and gave last, and who else gives',
        response: { 200: overviewShape, ...problems(401, 403) },
      },
    },
    async ({ principal: { clinic } }): Promise<RegistryOverview> => {
      const steps = await store.registry.steps(clinic.id);
      const last = steps.at(-1);
      const joined = last?.kind === 'joined' ? last : null;
      const names = new Map((await store.practitioners.list(clinic.id)).map(({ id, name }) => [id, name]));
      const nameOf = (id: string) => names.get(id) ?? 'somebody who has left';
      const { outcomes } = context;
      const next = outcomes
        ? await makeSummary({ ...context, outcomes }, clinic.id, {
            giver: joined?.giver ?? NOBODY,
            name: joined ? joined.name : clinic.name,
            now: now(),
          })
        : null;
      const given = await store.registry.given(clinic.id);
      const isGiven = given && joined?.giver === given.summary.giver;
      const received = await store.registry.received(clinic.id);
      const summaries = [...(isGiven ? [given.summary] : []), ...received.map(({ summary }) => summary)];
      return {
        steps: steps.map(({ kind, at, by, reason, name }) => ({ kind, at, by: nameOf(by), reason, name })),
        isJoined: joined !== null,
        clinicName: clinic.name,
        isMaking: outcomes?.isMaking(clinic.id) ?? false,
        next: next && {
          summary: next.summary,
          consenting: next.consenting,
          treated: next.treated,
          heldBack: next.heldBack,
        },
        given: isGiven ? { summary: given.summary, madeAt: given.madeAt } : null,
        others: received.map(({ summary, madeAt, receivedAt, from }) => ({
          ...{ giver: summary.giver, name: summary.name, madeAt, receivedAt },
          ...('keyId' in from && { file: { keyId: from.keyId, takenBy: nameOf(from.receivedBy) } }),
        })),
        protocols: PROTOCOLS,
        measures: measuresIn(summaries),
        canSign: checkpointKeys !== undefined,
      };
    },
  );

  app.get(
    '/api/registry/pools',
    {
      config: { act: SEE },
      schema: {
        tags,
        summary: 'One scale over all clinics that give it: each clinic, the pool, and where this one stands',
        querystring: ofScale,
        response: { 200: poolsShape, ...problems(400, 401, 403) },
      },
    },
    async ({ principal: { clinic }, query }) => {
      if (!scaleFound(query.instrument, query.scale))
        throw badField('scale', 'unknown-scale', `No measure here has the scale ${query.instrument}:${query.scale}.`);
      const { own, all } = await summariesOf(clinic.id);
      return pools(registryForests(all, own, query, REGISTRY_MOMENTS.toReversed()));
    },
  );

  app.get(
    '/api/registry/harms',
    {
      config: { act: SEE },
      schema: {
        tags,
        summary: 'Adverse events per 100 sessions over all clinics, by protocol',
        response: { 200: poolsShape, ...problems(400, 401, 403) },
      },
    },
    async ({ principal: { clinic } }) => {
      const { own, all } = await summariesOf(clinic.id);
      return pools(harmForests(all, own));
    },
  );

  app.post(
    '/api/registry/joining',
    {
      config: { act: TAKE_PART },
      schema: {
        tags,
        summary: 'Take part: give this clinic’s summary to the others, and be given theirs',
        body: z.strictObject({ reason: line, isNamed: z.boolean() }),
        response: { 201: z.object({ isJoined: z.literal(true) }), ...problems(400, 401, 403) },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      const { reason, isNamed } = request.body;
      request.auditWhy = reason;
      const step = { kind: 'joined', giver: randomUUID(), name: isNamed ? clinic.name : null, reason } as const;
      if (!(await store.registry.step(clinic.id, { ...step, at: now(), by: practitioner.id })))
        throw badField('', 'joined-already', 'This clinic takes part in the registry already.');
      await registry.bringUp(clinic.id);
      // Nobody waits for a copy of all records.
      registry.giveSoon(clinic.id);
      reply.code(201);
      return { isJoined: true as const };
    },
  );

  app.post(
    '/api/registry/leaving',
    {
      config: { act: TAKE_PART },
      schema: {
        tags,
        summary: 'Take no part any more: what was given is taken back within this installation',
        body: z.strictObject({ reason: line }),
        response: { 201: z.object({ isJoined: z.literal(false) }), ...problems(400, 401, 403) },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      const { reason } = request.body;
      request.auditWhy = reason;
      const joined = await store.registry.joined(clinic.id);
      const left = joined && { ...joined, kind: 'left' as const, reason, at: now(), by: practitioner.id };
      if (!left || !(await store.registry.step(clinic.id, left))) throw notJoined();
      await registry.takeBack(clinic.id);
      reply.code(201);
      return { isJoined: false as const };
    },
  );

  app.post(
    '/api/registry/giving',
    {
      config: { act: TAKE_PART },
      schema: {
        tags,
        summary: 'Make this clinic’s summary anew and give it now; otherwise it is given once a day',
        body: nothing,
        response: { 202: z.object({ isGiven: z.literal(true) }), ...problems(400, 401, 403, 404) },
      },
    },
    async ({ principal: { clinic } }, reply) => {
      const given = await registry.give(clinic.id);
      if (given === 'not-joined') throw notJoined();
      if (given === 'no-copy')
        throw new Problem(
          'not-found',
          'There is no copy of the records to make a summary from. The server’s log says why.',
        );
      reply.code(202);
      return { isGiven: true as const };
    },
  );

  app.get(
    '/api/registry/file',
    {
      config: { act: TAKE_PART },
      schema: {
        tags,
        summary: 'The summary that was given last as a signed file, for a clinic of another installation',
        response: { 200: signedShape, ...problems(400, 401, 403, 404) },
      },
    },
    async ({ principal: { clinic } }, reply) => {
      if (!checkpointKeys) throw new Problem('not-found', 'This server has no key to sign a file with.');
      const joined = await store.registry.joined(clinic.id);
      if (!joined) throw notJoined();
      const given = await store.registry.given(clinic.id);
      if (given?.summary.giver !== joined.giver)
        throw new Problem('not-found', 'This clinic has given nothing yet. Give its summary first.');
      reply.header('content-disposition', 'attachment; filename="registry-summary.json"');
      return signSummary(checkpointKeys, given.summary, given.madeAt);
    },
  );

  app.post(
    '/api/registry/files',
    {
      config: { act: TAKE_PART },
      schema: {
        tags,
        summary: 'Take in a signed summary of a clinic of another installation',
        body: z.strictObject({ file: z.unknown() }),
        response: { 201: z.object({ giver: z.string(), keyId: z.string() }), ...problems(400, 401, 403) },
      },
    },
    async ({ principal: { clinic, practitioner }, body }, reply) => {
      const { summary, madeAt, keyId } = readFile(body.file, now());
      const from = { keyId, receivedBy: practitioner.id };
      const received = await store.registry.receive(clinic.id, { summary, madeAt, receivedAt: now(), from });
      if (received !== 'kept')
        throw received === 'not-joined' ? notJoined() : badField('file', received, NOT_TAKEN[received]);
      reply.code(201);
      return { giver: summary.giver, keyId };
    },
  );

  app.post(
    '/api/registry/removals',
    {
      config: { act: TAKE_PART },
      schema: {
        tags,
        summary:
          'Take a summary out of this clinic’s pools; one of the same installation comes again with its next giving',
        body: z.strictObject({ giver: uuid }),
        response: { 201: z.object({ giver: z.string() }), ...problems(400, 401, 403, 404) },
      },
    },
    async ({ principal: { clinic }, body: { giver } }, reply) => {
      if (!(await store.registry.remove(clinic.id, giver))) throw notFound('summary');
      reply.code(201);
      return { giver };
    },
  );
}

const notJoined = () =>
  badField('', 'not-joined', 'This clinic takes no part in the registry. The medical director can join.');

const NOT_TAKEN = {
  own: 'This is this clinic’s own summary.',
  'not-newer': 'This clinic has this summary already, or a newer one. Ask the other clinic for its latest file.',
  'another-source':
    'Earlier summaries of this clinic came from elsewhere, under another key. Ask the other clinic whether its key has changed; if so, remove the earlier summary first.',
} as const;

function readFile(given: unknown, at: Instant): { summary: RegistrySummary; madeAt: Instant; keyId: string } {
  const file = readSignedSummary(given);
  if (!file) throw badField('file', 'not-a-summary', 'This file is no signed summary of a registry.');
  const why = whyNoSummary(file.summary);
  if (why) throw badField('file', why.is, why.says);
  if (!summarySignatureHolds(file))
    throw badField(
      'file',
      'altered',
      'The signature does not hold: the file was altered since it was signed. Ask for it again.',
    );
  const read = registrySummarySchema.safeParse(file.summary);
  if (!read.success) {
    const errors = inPlainWords(read.error.issues, file.summary).map((one) => ({
      ...one,
      field: `file.summary.${one.field}`,
    }));
    throw new Problem('bad-input', errors.map(({ message }) => message).join(' '), { errors });
  }
  if (Date.parse(file.madeAt) > Date.parse(at) + AHEAD_MS)
    throw badField(
      'file',
      'from-tomorrow',
      'This file says that it was made later than now. Ask the other clinic to set its clock.',
    );
  return { summary: read.data, madeAt: instant(Date.parse(file.madeAt)), keyId: registryKeyId(file.publicKey) };
}

function measuresIn(summaries: readonly RegistrySummary[]) {
  const given = new Set(
    summaries.flatMap(({ changes }) => changes.map(({ instrument, scale }) => `${instrument} ${scale}`)),
  );
  return INSTRUMENTS.flatMap(({ id, scales }) =>
    scales.flatMap((scale) => {
      const found = given.has(`${id} ${scale.id}`) ? scaleFound(id, scale.id) : undefined;
      return found ? [measureShown(found)] : [];
    }),
  );
}
