/** A patient's own consents: read in pieces, answered, signed, withdrawn, and taken home as a copy. */
import {
  answerConsentSchema,
  consentDocumentIdSchema,
  signConsentSchema,
  withdrawConsentSchema,
} from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fromOf } from '../audit/request-entry.ts';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { badField, notFound } from '../problem.ts';
import { demandPatient } from '../readers/reader.ts';
import { problems } from '../shapes.ts';
import { Consents, currentOf } from './consents.ts';
import { sendCopy } from './copy.ts';
import { consentShape, readingShape, showConsent, showReading } from './shapes.ts';
import { isTaken, repeated, retired, sign, withdraw } from './signing.ts';

const oneDocument = z.strictObject({ document: consentDocumentIdSchema });
const tags = ['portal', 'consents'];

export function consentReaderRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const consents = new Consents(context);
  const namesOf = async (clinicId: string) =>
    new Map((await store.practitioners.list(clinicId)).map(({ id, name }) => [id, name]));
  /** One of the patient's own; what is not asked of them is not there. */
  const ownDocument = async (request: FastifyRequest, id: string) => {
    const { clinic, patient } = demandPatient(request);
    const { known, consents: all } = await consents.ofPatient(clinic.id, patient.id);
    const found = all.find(({ document }) => document.id === id);
    if (!found) throw notFound('consent');
    return { clinic, patient, known, found };
  };
  const shownNow = async (request: FastifyRequest, id: string) => {
    const { clinic, known, found } = await ownDocument(request, id);
    return { consent: showConsent(found, known, await namesOf(clinic.id)) };
  };

  app.get(
    '/api/reader/consents',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags,
        summary: 'One’s own consents: what is asked, and what was signed or withdrawn',
        response: {
          200: z.object({
            clinic: z.object({ name: z.string(), zone: z.string() }),
            consents: z.array(consentShape).readonly(),
          }),
          ...problems(401, 404),
        },
      },
    },
    async (request) => {
      const { clinic, patient } = demandPatient(request);
      const { known, consents: all } = await consents.ofPatient(clinic.id, patient.id);
      const names = await namesOf(clinic.id);
      return {
        clinic: { name: clinic.name, zone: clinic.zone },
        consents: all.map((one) => showConsent(one, known, names)),
      };
    },
  );

  app.get(
    '/api/reader/consents/:document',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags,
        summary: 'A consent document to read, piece by piece',
        params: oneDocument,
        response: {
          200: z.object({
            clinic: z.object({ name: z.string(), zone: z.string() }),
            consent: consentShape,
            reading: readingShape,
          }),
          ...problems(401, 404),
        },
      },
    },
    async (request) => {
      const { clinic, known, found } = await ownDocument(request, request.params.document);
      return {
        clinic: { name: clinic.name, zone: clinic.zone },
        consent: showConsent(found, known, await namesOf(clinic.id)),
        reading: showReading(currentOf(found.document).content),
      };
    },
  );

  app.post(
    '/api/reader/consents/:document/answers',
    {
      config: { act: 'write in one’s own record' },
      schema: {
        tags,
        summary: 'Answer the question of a piece; how often it was answered wrongly is kept',
        params: oneDocument,
        body: answerConsentSchema,
        response: {
          201: z.object({ isRight: z.boolean(), reply: z.object({ en: z.string(), es: z.string() }) }),
          ...problems(400, 401, 404, 409),
        },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const { clinic, patient, known, found } = await ownDocument(request, params.document);
      const { version, content } = currentOf(found.document);
      if (body.version !== version) throw retired(version);
      const question = content.pieces.find(({ id }) => id === body.piece)?.question;
      if (!question) throw badField('piece', 'unknown', 'This piece asks nothing.');
      const choice = question.choices.find(({ id }) => id === body.choice);
      if (!choice) throw badField('choice', 'unknown', 'Choose one of the answers.');
      const answer = {
        id: body.id,
        patientId: patient.id,
        documentId: found.document.id,
        version,
        piece: body.piece,
        choice: choice.id,
        isRight: choice.isRight,
        at: now(),
      };
      await store.consents.answer(clinic.id, answer).catch((error: unknown) => {
        if (!isTaken(error)) throw error;
        const same = known.answers.find(({ id }) => id === body.id);
        if (same?.piece !== answer.piece || same.choice !== answer.choice) throw repeated();
      });
      reply.code(201);
      return { isRight: choice.isRight, reply: choice.reply };
    },
  );

  app.post(
    '/api/reader/consents/:document/signatures',
    {
      config: { act: 'write in one’s own record' },
      schema: {
        tags,
        summary: 'Sign a consent, by name and drawing, or by name alone where drawing is impossible',
        params: oneDocument,
        body: signConsentSchema,
        response: { 201: z.object({ consent: consentShape }), ...problems(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const { clinic, patient, found } = await ownDocument(request, params.document);
      await sign(store, {
        clinicId: clinic.id,
        patientId: patient.id,
        document: found.document,
        signing: body,
        from: fromOf(request),
        at: now(),
      });
      reply.code(201);
      return shownNow(request, params.document);
    },
  );

  app.post(
    '/api/reader/consents/:document/withdrawals',
    {
      config: { act: 'write in one’s own record' },
      schema: {
        tags,
        summary: 'Withdraw a consent of one’s own, at once',
        params: oneDocument,
        body: withdrawConsentSchema,
        response: { 201: z.object({ consent: consentShape }), ...problems(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const { clinic, patient } = await ownDocument(request, params.document);
      const of = { patientId: patient.id, documentId: params.document };
      await withdraw(store, clinic.id, of, {
        id: body.id,
        signatureId: body.signature,
        at: now(),
        how: 'portal',
        ...(body.words && { words: body.words }),
        from: fromOf(request),
      });
      reply.code(201);
      return shownNow(request, params.document);
    },
  );

  app.get(
    '/api/reader/consent-signatures/:id/copy.pdf',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags,
        summary: 'A copy of what one has signed, as a PDF',
        params: oneId,
        produces: ['application/pdf'],
      },
    },
    async (request, reply) => {
      const { clinic, patient } = demandPatient(request);
      const signature = await store.consents.open(clinic.id, request.params.id);
      if (signature?.patientId !== patient.id) throw notFound('signature');
      return sendCopy(reply, { clinic, patient, signature, names: await namesOf(clinic.id) });
    },
  );
}
