/** The clinic's consent documents: every version stays readable, and the medical director signs the next. */
import {
  CONSENT_IS_FOR_THE_LAWYER,
  CONSENT_PUBLISHED,
  CONSENT_PURPOSES,
  type ConsentContent,
  consentContentSchema,
  consentDocumentId,
  consentDocumentIdSchema,
} from '@holdspace/care';
import { hashOfContent } from '@holdspace/store';
import { z } from 'zod';
import { demandEver } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { anyId, newId } from '../fields.ts';
import { notFound, Problem } from '../problem.ts';
import { instantShape, problems } from '../shapes.ts';
import { assertionSchema, ceremonyOptionsShape } from '../sign-in/passkeys.ts';
import { pinSchema } from '../sign-in/prove.ts';
import { relyingParty } from '../sign-in/relying-party.ts';
import { proofFor, proofShape } from '../sign-in/sign-here.ts';
import { authorOfAct, boundTo, PROOF_HEADER, type SignedThing } from '../sign-in/signatures.ts';
import { Consents, currentOf } from './consents.ts';
import { GONE, purposeShape } from './shapes.ts';
import { isTaken, repeated } from './signing.ts';

const tags = ['consents'];
const PUBLISH = 'publish consent documents';
const oneDocument = z.strictObject({ document: consentDocumentIdSchema });
const contentShape = z.looseObject({ title: z.object({ en: z.string(), es: z.string() }) }).meta({
  id: 'ConsentContent',
  description: 'A consent document: pieces, questions, what is filled in.',
}) as unknown as z.ZodType<ConsentContent>;

const publishSchema = z.strictObject({
  id: newId,
  document: consentDocumentIdSchema,
  /** The version that was looked at. */
  follows: z.number().int().min(1).max(1_000_000),
  content: consentContentSchema,
});
type Publishing = z.output<typeof publishSchema>;
/** About no thing that has a UUID, so about itself. */
const publishSigned = (publish: Publishing): SignedThing => ({
  about: publish.id,
  id: publish.id,
  hash: hashOfContent({ publish }),
});

export function consentDocumentRoutes(app: App, context: Context): void {
  const { store, now, passkeys } = context;
  const consents = new Consents(context);
  const documentOf = async (clinicId: string, id: string) => {
    const document = await consents.document(clinicId, id);
    if (!document) throw notFound('consent document');
    return document;
  };
  const shown = async (clinicId: string, id: string) => {
    const { versions, purpose } = await documentOf(clinicId, id);
    const names = new Map((await store.practitioners.list(clinicId)).map(({ id, name }) => [id, name]));
    return {
      document: id,
      purpose,
      lawyer: CONSENT_IS_FOR_THE_LAWYER,
      versions: versions.map(({ version, content, hash, published }) => ({
        version,
        content,
        hash,
        ...(published && { published: { at: published.at, by: names.get(published.by) ?? GONE } }),
      })),
    };
  };
  const documentShape = z.object({
    document: z.string(),
    purpose: purposeShape,
    lawyer: z.string(),
    versions: z
      .array(
        z.object({
          version: z.number().int(),
          content: contentShape,
          hash: z.string(),
          published: z.object({ at: instantShape, by: z.string() }).optional(),
        }),
      )
      .readonly(),
  });

  app.get(
    '/api/consent-documents',
    {
      config: { act: 'read protocols' },
      schema: {
        tags,
        summary: 'What the clinic asks its patients to sign, by document',
        response: {
          200: z.object({
            documents: z
              .array(
                z.object({
                  document: z.string(),
                  purpose: purposeShape,
                  title: z.string(),
                  version: z.number().int(),
                  isShipped: z.boolean(),
                }),
              )
              .readonly(),
            lawyer: z.string(),
          }),
          ...problems(401),
        },
      },
    },
    async ({ principal: { clinic } }) => {
      const protocolIds = [...new Set((await store.protocols.list(clinic.id)).map(({ id }) => id))];
      const ids = CONSENT_PURPOSES.flatMap((purpose) =>
        purpose === 'treatment' ? protocolIds.map((id) => consentDocumentId(purpose, id)) : [purpose],
      );
      const documents = [];
      for (const id of ids) {
        const document = await consents.document(clinic.id, id);
        if (!document) continue;
        const { version, content, published } = currentOf(document);
        documents.push({
          document: id,
          purpose: document.purpose,
          title: content.title.en,
          version,
          isShipped: published === undefined,
        });
      }
      return { documents, lawyer: CONSENT_IS_FOR_THE_LAWYER };
    },
  );

  app.get(
    '/api/consent-documents/:document',
    {
      config: { act: 'read protocols' },
      schema: {
        tags,
        summary: 'A consent document in all its versions',
        params: oneDocument,
        response: { 200: documentShape, ...problems(401, 404) },
      },
    },
    async ({ principal: { clinic }, params }) => shown(clinic.id, params.document),
  );

  app.post(
    '/api/consent-documents/signature-challenge',
    {
      config: { act: PUBLISH },
      schema: {
        tags,
        summary: 'What to ask a passkey with, to publish a consent document',
        body: z.strictObject({ publish: publishSchema }),
        response: { 200: ceremonyOptionsShape, ...problems(400, 401, 403) },
      },
    },
    async (request) =>
      passkeys.ask(
        relyingParty(request, context.publicUrl),
        boundTo(request.principal.clinic.id, publishSigned(request.body.publish)),
      ),
  );

  app.post(
    '/api/consent-documents/signatures',
    {
      config: { act: PUBLISH },
      schema: {
        tags,
        summary: 'Sign a version of a consent document, as oneself or beside who is signed in',
        body: z.union([
          z.strictObject({ publish: publishSchema, practitioner: anyId, pin: pinSchema }),
          z.strictObject({ publish: publishSchema, practitioner: anyId.optional(), passkey: assertionSchema }),
        ]),
        response: { 201: proofShape, ...problems(400, 401, 403, 429) },
      },
    },
    async (request, reply) => {
      const { publish, ...by } = request.body;
      const given = await proofFor(context, request, publishSigned(publish), by, (signer) =>
        demandEver({ principal: { ...request.principal, practitioner: signer } } as typeof request, PUBLISH),
      );
      reply.code(201);
      return given;
    },
  );

  app.post(
    '/api/consent-documents',
    {
      config: { act: PUBLISH },
      schema: {
        tags,
        summary: 'Publish the clinic’s own version of a consent document',
        description:
          'It takes the place of the one before at once; that one stays readable. `follows` is the version that was looked at. On a shared or locked screen it needs a signature of its own (`/signatures`), sent in the header `Holdspace-Proof`.',
        body: publishSchema,
        response: { 201: documentShape, ...problems(400, 401, 403, 404, 409, 428) },
      },
    },
    async (request, reply) => {
      const { body, principal } = request;
      const { clinic } = principal;
      const document = await documentOf(clinic.id, body.document);
      const contentHash = hashOfContent(body.content);
      const same = (await store.consents.versions(clinic.id)).find(({ id }) => id === body.id);
      const act = { signed: publishSigned(body), says: CONSENT_PUBLISHED };
      const author = await authorOfAct(
        context,
        principal,
        {
          ...act,
          authorBefore: async () =>
            (await store.practitioners.list(clinic.id)).find(({ id }) => id === same?.publishedBy),
        },
        request.headers[PROOF_HEADER],
      );
      demandEver({ principal: { ...principal, practitioner: author } } as typeof request, PUBLISH);
      reply.code(201);
      if (same) {
        if (same.documentId !== body.document || same.contentHash !== contentHash) throw repeated();
        return shown(clinic.id, body.document);
      }
      const stale = () =>
        new Problem('stale', 'Somebody has published a version meanwhile. Look at it, then publish yours.');
      const { version } = currentOf(document);
      if (version !== body.follows) throw stale();
      const given = {
        id: body.id,
        documentId: body.document,
        version: version + 1,
        content: body.content,
        contentHash,
        publishedAt: now(),
        publishedBy: author.id,
      };
      await store.consents.publish(clinic.id, given).catch((error: unknown) => {
        throw isTaken(error) ? stale() : error;
      });
      return shown(clinic.id, body.document);
    },
  );
}
