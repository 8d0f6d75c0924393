/** Discrepancies: found, owned, found out, settled; and what goes to the authorities about a theft or loss. */
import {
  DISCREPANCY_STATES,
  type Discrepancy,
  discrepancyNoteSchema,
  handingOnSchema,
  mayEver,
  refuseHandingOn,
  settlementSchema,
} from '@holdspace/care';
import type { KeptDiscrepancy } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { anyId, oneId } from '../fields.ts';
import { notFound, Problem, refused } from '../problem.ts';
import { problems } from '../shapes.ts';
import { isRefusals, repeated } from './count-routes.ts';
import { escalate } from './escalate.ts';
import { form106Of } from './form-106.ts';
import { form106Shape } from './form-shapes.ts';
import { type DiscrepancyNames, discrepancyShape, showDiscrepancy } from './shapes.ts';

const SEES = 'see discrepancies';
const SETTLES = 'settle a discrepancy';
const tags = ['discrepancies'];
const MOST_LISTED = 200;
const answer = z.object({ discrepancy: discrepancyShape });

export function discrepancyRoutes(app: App, context: Context): void {
  const { store, now } = context;

  const namesFor = async (clinicId: string, all: readonly Discrepancy[]): Promise<DiscrepancyNames> => {
    const ids = [...new Set(all.flatMap(({ container }) => container ?? []))];
    const [people, safes, containers] = await Promise.all([
      store.people.list(clinicId),
      store.inventory.safes(clinicId),
      ids.length > 0 ? store.inventory.containers(clinicId, { ids }) : [],
    ]);
    return {
      people: new Map(people.map(({ id, name }) => [id, name])),
      safes: new Map(safes.map(({ id, name }) => [id, name])),
      labels: new Map(containers.map(({ id, label }) => [id, label])),
    };
  };
  const show = async (clinicId: string, one: KeptDiscrepancy) => ({
    discrepancy: showDiscrepancy(one, await namesFor(clinicId, [one]), now()),
  });
  const signed = ({ principal: { practitioner } }: Pick<FastifyRequest, 'principal'>) => ({
    id: practitioner.id,
    name: practitioner.name,
  });

  app.get(
    '/api/inventory/discrepancies',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'Discrepancies: the open ones by their deadline, or those that were settled',
        description: `\`state=open\` are all that wait; \`state=settled\` the ${MOST_LISTED} found last.`,
        querystring: z.strictObject({
          state: z.enum(['open', 'settled']).default('open'),
          count: anyId.optional(),
        }),
        response: {
          200: z.object({ discrepancies: z.array(discrepancyShape).readonly() }),
          ...problems(400, 401, 403),
        },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const { id: clinicId } = principal.clinic;
      await escalate(context, clinicId, request.log);
      const settled = DISCREPANCY_STATES.filter((state) => state !== 'open');
      const found = await store.discrepancies.list(clinicId, {
        ...(query.count ? { count: query.count } : { states: query.state === 'open' ? (['open'] as const) : settled }),
        most: MOST_LISTED,
      });
      const names = await namesFor(clinicId, found);
      return { discrepancies: found.map((one) => showDiscrepancy(one, names, now())) };
    },
  );

  app.get(
    '/api/inventory/discrepancies/:id',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'A discrepancy with all that was done about it',
        params: oneId,
        response: { 200: answer, ...problems(401, 403, 404) },
      },
    },
    async ({ principal: { clinic }, params }) => {
      const found = await store.discrepancies.find(clinic.id, params.id);
      if (!found) throw notFound('discrepancy');
      return show(clinic.id, found);
    },
  );

  app.post(
    '/api/inventory/discrepancies/:id/notes',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'Write down what one knows or has found out; also after it was settled',
        params: oneId,
        body: discrepancyNoteSchema,
        response: { 201: answer, ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const noted = await store.discrepancies.note(principal.clinic.id, params.id, body, signed(request), now());
      if (noted === null) throw notFound('discrepancy');
      if (noted === 'differs') throw repeated();
      reply.code(201);
      return show(principal.clinic.id, noted);
    },
  );

  app.post(
    '/api/inventory/discrepancies/:id/owner',
    {
      config: { act: SETTLES },
      schema: {
        tags,
        summary: 'Give it to another owner, or another deadline, with the reason',
        params: oneId,
        body: handingOnSchema,
        response: { 200: answer, ...problems(400, 401, 403, 404, 422) },
      },
    },
    async (request) => {
      const { principal, params, body } = request;
      const { id: clinicId } = principal.clinic;
      const moment = now();
      const owner = (await store.practitioners.list(clinicId)).find(({ id }) => id === body.owner);
      const refusals = (discrepancy: Discrepancy) =>
        refuseHandingOn({
          discrepancy,
          dueAt: body.dueAt,
          now: moment,
          ownerWorksHere: owner !== undefined,
          ownerSees: owner !== undefined && mayEver(SEES, owner.roles),
        });
      const handed = await store.discrepancies.handOn(
        clinicId,
        params.id,
        { ...body, refusals },
        signed(request),
        moment,
      );
      if (handed === null) throw notFound('discrepancy');
      if (isRefusals(handed)) throw refused(handed);
      return show(clinicId, handed);
    },
  );

  app.post(
    '/api/inventory/discrepancies/:id/settlement',
    {
      config: { act: SETTLES },
      schema: {
        tags,
        summary: 'Settle it, once: explained, adjusted to what was counted, or reported as theft or loss',
        description:
          'What is adjusted or lost is moved in the ledger with it: all of it, or nothing. A settled discrepancy stays as it is.',
        params: oneId,
        body: settlementSchema,
        response: { 200: answer, ...problems(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request) => {
      const { principal, params, body } = request;
      const { id: clinicId } = principal.clinic;
      const settled = await store.discrepancies.settle(clinicId, params.id, body, signed(request), now());
      switch (settled.outcome) {
        case 'unknown':
          throw notFound('discrepancy');
        case 'differs':
          throw repeated();
        case 'refused':
          throw refused(settled.refusals);
        case 'not_posted': {
          const movements = body.how === 'explained' ? [] : body.movements;
          const index = movements.findIndex(({ id }) => id === settled.movement);
          throw notPosted(index, settled.because, settled.held);
        }
        default:
          return show(clinicId, settled.discrepancy);
      }
    },
  );

  app.get(
    '/api/inventory/discrepancies/:id/form-106',
    {
      config: { act: SETTLES },
      schema: {
        tags,
        summary: 'What Form 106 asks of a theft or loss, ready to hand in',
        params: oneId,
        response: { 200: z.object({ form: form106Shape }), ...problems(401, 403, 404, 409) },
      },
    },
    async ({ principal: { clinic }, params }) => {
      const found = await store.discrepancies.find(clinic.id, params.id);
      if (!found) throw notFound('discrepancy');
      const form = await form106Of(store, clinic, found);
      if (!form) throw new Problem('stale', 'This has not been reported as theft or loss, so there is no form of it.');
      return { form };
    },
  );
}

function notPosted(index: number, because: string, held: number): Problem {
  const says: Readonly<Record<string, string>> = {
    short: `This safe holds ${held / 1000} mg of it by the ledger: no more can be taken off.`,
    unknown_container: 'There is no such container in the ledger.',
    unknown_safe: 'There is no such safe in this clinic.',
  };
  const message = `${says[because] ?? 'The ledger holds another movement under this id.'} Nothing was stored; look at the amounts again.`;
  const field = `movements.${Math.max(0, index)}.${because === 'short' ? 'amount' : because === 'unknown_safe' ? 'safe' : 'container'}`;
  return new Problem('bad-input', message, {
    errors: [{ field, rule: `ledger-${because.replace('_', '-')}`, message }],
  });
}
