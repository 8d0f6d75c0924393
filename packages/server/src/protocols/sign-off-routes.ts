/** Signatures under protocol versions: approve with an effective date, decline, retire. */
import {
  type Instant,
  momentOfClock,
  type Refusal,
  refuseDecline,
  refuseRetirement,
  refuseSigning,
  statementFor,
} from '@holdspace/care';
import type { ProtocolSignOff } from '@holdspace/store';
import { z } from 'zod';
import { demand } from '../authority.ts';
import type { App, Context } from '../context.ts';
import { newId, words } from '../fields.ts';
import { badField, Problem, refused } from '../problem.ts';
import { problems } from '../shapes.ts';
import type { Principal } from '../sign-in/principal.ts';
import { oneVersion, signOffShape } from './shapes.ts';

const UNIQUE_VIOLATION = '23505';
/** A time on the clinic's clocks. */
const clock = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'must be a time on the clinic’s clocks, such as 2026-03-01T06:00');
const answer = { 201: z.object({ signOff: signOffShape }), ...problems(400, 401, 403, 404, 409, 422) };

export function signOffRoutes(app: App, { store, governed, now }: Context): void {
  const momentOf = (field: string, { clinic }: Principal, text: string): Instant => {
    const found = momentOfClock(text, clinic.zone);
    if (!found.known) throw badField(field, 'no-such-time', `${field}: ${found.because}.`);
    return found.at;
  };

  /** Stores a signature once; sent again by the same person, it answers what is stored. */
  async function keep(
    { clinic, practitioner }: Principal,
    given: Omit<ProtocolSignOff, 'signedBy' | 'signedAt'>,
    at: Instant,
    refusals: () => readonly Refusal[],
  ): Promise<{ signOff: ProtocolSignOff }> {
    const before = await store.signOffs.find(clinic.id, given.id);
    if (before) {
      const isSame =
        before.kind === given.kind &&
        before.protocolId === given.protocolId &&
        before.version === given.version &&
        before.documentHash === given.documentHash &&
        before.signedBy.id === practitioner.id;
      if (isSame) return { signOff: before };
      throw new Problem('repeated-id', 'This id was used for another signature.');
    }
    const said = refusals();
    if (said.length > 0) throw refused(said);
    const signedBy = { id: practitioner.id, name: practitioner.name };
    const signOff = await store.signOffs
      .add(clinic.id, { ...given, signedBy, signedAt: at })
      .catch((error: { code?: unknown }) => {
        if (error.code !== UNIQUE_VIOLATION) throw error;
        throw new Problem('stale', 'Somebody decided about this version at this very moment. Look again.');
      });
    return { signOff };
  }

  app.post(
    '/api/protocols/:id/versions/:version/sign-off',
    {
      config: { act: 'sign protocols' },
      schema: {
        tags: ['protocols'],
        summary: 'Sign a protocol version',
        description:
          'The signature is over `hash` and `statement`, as they were shown. In force from `effectiveFrom`, a time on the clinic’s clocks, or at once; never in the past.',
        params: oneVersion,
        body: z.strictObject({
          id: newId,
          hash: z.string().max(128),
          statement: z.string().max(2000),
          effectiveFrom: clock.optional(),
          retiresFrom: clock.optional(),
          acknowledgesLabelChange: z.boolean().optional(),
        }),
        response: answer,
      },
    },
    async ({ principal, params, body }, reply) => {
      demand(principal, 'sign protocols');
      const { clinic } = principal;
      const version = await governed.find(clinic.id, params.id, params.version);
      const { facts, protocol } = version;
      const at = now();
      const effectiveFrom =
        body.effectiveFrom === undefined ? at : momentOf('effectiveFrom', principal, body.effectiveFrom);
      const retiresFrom =
        body.retiresFrom === undefined ? undefined : momentOf('retiresFrom', principal, body.retiresFrom);
      const before = await governed.before(clinic.id, version, effectiveFrom);
      const statement = statementFor(protocol, clinic.name);
      // Another statement than was shown is as much another paper as another document.
      const shownHash = body.statement === statement ? body.hash : '';
      reply.code(201);
      return keep(
        principal,
        {
          id: body.id,
          protocolId: params.id,
          version: params.version,
          kind: 'approved',
          documentHash: facts.documentHash,
          statement,
          takesEffectAt: effectiveFrom,
          ...(retiresFrom !== undefined && { retiresAt: retiresFrom }),
        },
        at,
        () =>
          refuseSigning({
            facts,
            protocol,
            before,
            shownHash,
            effectiveFrom,
            retiresFrom,
            acknowledgesLabelChange: body.acknowledgesLabelChange ?? false,
            now: at,
          }),
      );
    },
  );

  app.post(
    '/api/protocols/:id/versions/:version/decline',
    {
      config: { act: 'sign protocols' },
      schema: {
        tags: ['protocols'],
        summary: 'Decline a proposed version',
        params: oneVersion,
        body: z.strictObject({ id: newId, reason: words }),
        response: answer,
      },
    },
    async ({ principal, params, body }, reply) => {
      demand(principal, 'sign protocols');
      const { facts } = await governed.find(principal.clinic.id, params.id, params.version);
      const at = now();
      reply.code(201);
      return keep(
        principal,
        {
          id: body.id,
          protocolId: params.id,
          version: params.version,
          kind: 'declined',
          documentHash: facts.documentHash,
          statement: body.reason,
          takesEffectAt: at,
        },
        at,
        () => refuseDecline(facts),
      );
    },
  );

  app.post(
    '/api/protocols/:id/versions/:version/retirement',
    {
      config: { act: 'sign protocols' },
      schema: {
        tags: ['protocols'],
        summary: 'Retire a signed version',
        description:
          'From `from` on no session is planned under it, and its courses wait to be moved. At once without it.',
        params: oneVersion,
        body: z.strictObject({ id: newId, reason: words, from: clock.optional() }),
        response: answer,
      },
    },
    async ({ principal, params, body }, reply) => {
      demand(principal, 'sign protocols');
      const { facts, all } = await governed.find(principal.clinic.id, params.id, params.version);
      const at = now();
      const from = body.from === undefined ? at : momentOf('from', principal, body.from);
      reply.code(201);
      return keep(
        principal,
        {
          id: body.id,
          protocolId: params.id,
          version: params.version,
          kind: 'retired',
          documentHash: facts.documentHash,
          statement: body.reason,
          takesEffectAt: from,
        },
        at,
        () => refuseRetirement(facts, all, from, at),
      );
    },
  );
}
