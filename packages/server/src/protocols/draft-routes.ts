/** Drafts of protocol versions: made from a version or a file, saved as they are written, proposed for signature. */
import { isDeepStrictEqual } from 'node:util';
import { inForce, parseProtocol, propose } from '@holdspace/care';
import type { ProtocolDraft, SeenDraft } from '@holdspace/store';
import { z } from 'zod';
import { demand } from '../authority.ts';
import type { App, Context } from '../context.ts';
import { newId, oneId } from '../fields.ts';
import { badField, notFound, Problem, refused } from '../problem.ts';
import { idShape, instantShape, problems } from '../shapes.ts';
import type { Principal } from '../sign-in/principal.ts';
import { draftShape, slug } from './shapes.ts';

const document = z.looseObject({});
const revision = z.number().int().min(1);
const UNIQUE_VIOLATION = '23505';

export function draftRoutes(app: App, { store, protocols, now }: Context): void {
  /** A draft with the names of those who wrote it. */
  const show = async (clinicId: string, draft: ProtocolDraft) => {
    const people = new Map((await store.practitioners.list(clinicId)).map(({ id, name }) => [id, name]));
    const nameOf = (id: string) => people.get(id) ?? 'Somebody who no longer works here';
    return { ...draft, document: { ...draft.document }, madeBy: nameOf(draft.madeBy), savedBy: nameOf(draft.savedBy) };
  };
  const find = async (clinicId: string, id: string): Promise<ProtocolDraft> => {
    const draft = await store.drafts.find(clinicId, id);
    if (!draft) throw notFound('draft');
    return draft;
  };
  const seenBy = ({ practitioner }: Principal, id: string, revision: number): SeenDraft => ({
    id,
    revision,
    by: practitioner.id,
    at: now(),
  });
  /** Why a draft is not as it was seen. */
  const moved = async (clinicId: string, id: string): Promise<Problem> => {
    const draft = await show(clinicId, await find(clinicId, id));
    if (draft.status === 'open')
      return new Problem('stale', `${draft.savedBy} saved this draft since you looked. Look again before you go on.`, {
        seq: draft.revision,
      });
    return new Problem(
      'stale',
      `This draft was ${draft.status === 'proposed' ? 'proposed' : 'put aside'} since you looked.`,
      {
        seq: draft.revision,
      },
    );
  };

  app.get(
    '/api/protocol-drafts',
    {
      config: { act: 'read protocols' },
      schema: {
        tags: ['protocols'],
        summary: 'The drafts that are being worked on',
        response: {
          200: z.object({
            drafts: z
              .array(
                z.object({
                  id: idShape,
                  protocolId: z.string(),
                  name: z.string(),
                  madeFrom: z.string().optional(),
                  savedBy: z.string(),
                  savedAt: instantShape,
                }),
              )
              .readonly(),
          }),
          ...problems(401),
        },
      },
    },
    async ({ principal: { clinic } }) => {
      const drafts = await store.drafts.open(clinic.id);
      return {
        drafts: await Promise.all(
          drafts.map(async (draft) => {
            const { id, protocolId, madeFrom, savedBy, savedAt, document } = await show(clinic.id, draft);
            const named: unknown = Reflect.get(document, 'name');
            const name = typeof named === 'string' && named ? named : protocolId;
            return { id, protocolId, name, ...(madeFrom !== undefined && { madeFrom }), savedBy, savedAt };
          }),
        ),
      };
    },
  );

  app.post(
    '/api/protocol-drafts',
    {
      config: { act: 'draft protocols' },
      schema: {
        tags: ['protocols'],
        summary: 'Begin a draft',
        description:
          'From a version that is here (`from`), or from a document of your own (`document`), holding or not.',
        body: z.union([
          z.strictObject({ id: newId, from: z.strictObject({ id: slug, version: slug }) }),
          z.strictObject({ id: newId, document }),
        ]),
        response: { 201: z.object({ draft: draftShape }), ...problems(400, 401, 403, 404, 409, 413) },
      },
    },
    async ({ principal, body }, reply) => {
      demand(principal, 'draft protocols');
      const { clinic, practitioner } = principal;
      const begun = await store.drafts.find(clinic.id, body.id);
      const origin =
        'from' in body ? await fromVersion(clinic.id, body.from) : await fromDocument(clinic.id, body.document);
      if (begun && (begun.madeBy !== practitioner.id || begun.protocolId !== origin.protocolId))
        throw new Problem('repeated-id', 'This id was used for another draft.');
      const at = now();
      const draft =
        begun ??
        (await store.drafts.create(clinic.id, {
          id: body.id,
          ...origin,
          revision: 1,
          status: 'open',
          madeBy: practitioner.id,
          madeAt: at,
          savedBy: practitioner.id,
          savedAt: at,
        }));
      reply.code(201);
      return { draft: await show(clinic.id, draft) };
    },
  );

  type Origin = Pick<ProtocolDraft, 'protocolId' | 'madeFrom' | 'document'>;
  async function fromVersion(clinicId: string, { id, version }: { id: string; version: string }): Promise<Origin> {
    const installed = await store.protocols.find(clinicId, id, version);
    if (!installed) throw notFound('protocol version');
    return { protocolId: id, madeFrom: version, document: installed.document as object };
  }
  async function fromDocument(clinicId: string, given: Record<string, unknown>): Promise<Origin> {
    const protocolId = z
      .string()
      .regex(/^[a-z][a-z0-9_-]{0,63}$/)
      .safeParse(given.id).data;
    if (protocolId === undefined)
      throw badField('document.id', 'wrong-form', 'Id: it must be lower-case letters, digits, - or _, such as kap-im.');
    const all = await store.signOffs.versions(clinicId, protocolId);
    const madeFrom = (inForce(protocolId, all, now()) ?? all.at(-1))?.version;
    return { protocolId, ...(madeFrom !== undefined && { madeFrom }), document: given };
  }

  app.get(
    '/api/protocol-drafts/:id',
    {
      config: { act: 'read protocols' },
      schema: {
        tags: ['protocols'],
        summary: 'A draft, whole',
        params: oneId,
        response: { 200: z.object({ draft: draftShape }), ...problems(401, 404) },
      },
    },
    async ({ principal: { clinic }, params }) => ({
      draft: await show(clinic.id, await find(clinic.id, params.id)),
    }),
  );

  app.put(
    '/api/protocol-drafts/:id',
    {
      config: { act: 'draft protocols' },
      schema: {
        tags: ['protocols'],
        summary: 'Save a draft',
        description: 'Takes any document, holding or not; `revision` is the one that you saw. Answers with the next.',
        params: oneId,
        body: z.strictObject({ revision, document }),
        response: { 200: z.object({ draft: draftShape }), ...problems(400, 401, 403, 404, 409, 413) },
      },
    },
    async ({ principal, params, body }) => {
      demand(principal, 'draft protocols');
      const { clinic, practitioner } = principal;
      const saved = await store.drafts.save(clinic.id, seenBy(principal, params.id, body.revision), body.document);
      if (saved) return { draft: await show(clinic.id, saved) };
      const draft = await find(clinic.id, params.id);
      // Sent again after an answer that was lost.
      const isSentAgain =
        draft.status === 'open' &&
        draft.revision === body.revision + 1 &&
        draft.savedBy === practitioner.id &&
        isDeepStrictEqual(draft.document, JSON.parse(JSON.stringify(body.document)));
      if (!isSentAgain) throw await moved(clinic.id, params.id);
      return { draft: await show(clinic.id, draft) };
    },
  );

  app.post(
    '/api/protocol-drafts/:id/proposal',
    {
      config: { act: 'draft protocols' },
      schema: {
        tags: ['protocols'],
        summary: 'Propose a draft for signature',
        description: 'Makes it a version, which never changes. Refused while it does not hold or a reason is missing.',
        params: oneId,
        body: z.strictObject({ revision }),
        response: {
          201: z.object({ id: z.string(), version: z.string() }),
          ...problems(400, 401, 403, 404, 409, 422),
        },
      },
    },
    async ({ principal, params, body }, reply) => {
      demand(principal, 'draft protocols');
      const { clinic, practitioner } = principal;
      const draft = await find(clinic.id, params.id);
      reply.code(201);
      if (draft.status === 'proposed' && draft.savedBy === practitioner.id) {
        const parsed = parseProtocol(draft.document);
        if (parsed.ok) return { id: parsed.protocol.id, version: parsed.protocol.version };
      }
      if (draft.status !== 'open' || draft.revision !== body.revision) throw await moved(clinic.id, draft.id);
      const versions = await store.signOffs.versions(clinic.id, draft.protocolId);
      const before = draft.madeFrom && (await protocols.find(clinic.id, draft.protocolId, draft.madeFrom));
      const asked = propose({
        document: draft.document,
        protocolId: draft.protocolId,
        taken: versions.map(({ version }) => version),
        before: before ? before.protocol : undefined,
      });
      if (!asked.ok) throw refused(asked.refusals);
      const { id, version } = asked.protocol;
      const proposed = await store.drafts
        .propose(clinic.id, seenBy(principal, draft.id, body.revision), asked.protocol)
        .catch((error: { code?: unknown }) => {
          if (error.code !== UNIQUE_VIOLATION) throw error;
          throw new Problem(
            'stale',
            `Somebody proposed a version ${version} since you looked. Give yours another number.`,
          );
        });
      if (!proposed) throw await moved(clinic.id, draft.id);
      return { id, version };
    },
  );

  app.post(
    '/api/protocol-drafts/:id/put-aside',
    {
      config: { act: 'draft protocols' },
      schema: {
        tags: ['protocols'],
        summary: 'Put a draft aside',
        params: oneId,
        body: z.strictObject({ revision }),
        response: { 200: z.object({ draft: draftShape }), ...problems(400, 401, 403, 404, 409) },
      },
    },
    async ({ principal, params, body }) => {
      demand(principal, 'draft protocols');
      const { clinic } = principal;
      const aside = await store.drafts.putAside(clinic.id, seenBy(principal, params.id, body.revision));
      if (!aside) throw await moved(clinic.id, params.id);
      return { draft: await show(clinic.id, aside) };
    },
  );
}
