/** A course's consents for the clinic: where each stands, what is asked besides, who saw it signed, and a withdrawal told. */
import { ASKABLE_CONSENTS, CONSENT_IS_FOR_THE_LAWYER, CONSENT_WITNESSED, withdrawConsentSchema } from '@holdspace/care';
import { type Course, hashOfContent } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { demandAccess, demandEver, hasAccess } from '../access/access.ts';
import { fromOf } from '../audit/request-entry.ts';
import type { App, Context } from '../context.ts';
import { anyId, newId, oneId } from '../fields.ts';
import { notFound, Problem } from '../problem.ts';
import { idShape, instantShape, problems } from '../shapes.ts';
import { assertionSchema, ceremonyOptionsShape } from '../sign-in/passkeys.ts';
import { pinSchema } from '../sign-in/prove.ts';
import { relyingParty } from '../sign-in/relying-party.ts';
import { proofFor, proofShape } from '../sign-in/sign-here.ts';
import { authorOfAct, boundTo, PROOF_HEADER, type SignedThing } from '../sign-in/signatures.ts';
import { Consents, signaturesOf } from './consents.ts';
import { sendCopy } from './copy.ts';
import { consentShape, GONE, purposeShape, showConsent } from './shapes.ts';
import { isTaken, repeated, withdraw } from './signing.ts';

const tags = ['consents'];
/** A witness's own act: that this very signature was seen. */
const witnessSchema = z.strictObject({ id: newId, signature: anyId });
type Witnessing = z.output<typeof witnessSchema>;
const witnessSigned = (courseId: string, witness: Witnessing): SignedThing => ({
  about: courseId,
  id: witness.id,
  hash: hashOfContent({ witness }),
});

export function consentCourseRoutes(app: App, context: Context): void {
  const { store, now, passkeys } = context;
  const consents = new Consents(context);
  const namesOf = async (clinicId: string) =>
    new Map((await store.practitioners.list(clinicId)).map(({ id, name }) => [id, name]));

  const demandCourse = async (
    request: FastifyRequest,
    act: 'see the clinical record' | 'keep consents',
    courseId: string,
  ): Promise<Course> => {
    demandEver(request, act);
    const course = await store.courses.find(request.principal.clinic.id, courseId);
    if (!course) throw notFound('course');
    await demandAccess(context, request, act, { patientId: course.patientId });
    return course;
  };
  /** Another patient's, or another clinic's, is as none. */
  const demandSignature = async (clinicId: string, course: Course, signatureId: string) => {
    const signature = await store.consents.find(clinicId, signatureId);
    if (signature?.patientId !== course.patientId) throw notFound('signature');
    return signature;
  };
  const shown = async (request: FastifyRequest, course: Course) => {
    const { clinic } = request.principal;
    const [known, needed, patient, names, asked, shelved] = await Promise.all([
      store.consents.ofPatient(clinic.id, course.patientId),
      consents.needed(clinic.id, course),
      store.patients.find(clinic.id, course.patientId),
      namesOf(clinic.id),
      store.consents.asked(clinic.id, course.id),
      context.protocols.show(clinic.id, course.protocolId, course.protocolVersion),
    ]);
    const isNeeded = new Set(needed.map(({ document }) => document.id));
    const earlier = [];
    for (const id of new Set(known.signatures.map(({ documentId }) => documentId))) {
      const document = isNeeded.has(id) ? null : await consents.document(clinic.id, id);
      if (document && signaturesOf(document, known).length > 0) earlier.push({ document });
    }
    return {
      course: { id: course.id, protocol: shelved.name },
      patient: { id: course.patientId, name: patient?.name ?? '' },
      consents: [...needed, ...earlier].map((one) => showConsent(one, known, names)),
      askable: ASKABLE_CONSENTS,
      asked: asked.map(({ purpose, asks, at, by }) => ({ purpose, asks, at, by: names.get(by) ?? GONE })),
      lawyer: CONSENT_IS_FOR_THE_LAWYER,
    };
  };
  const consentsShape = z.object({
    course: z.object({ id: idShape, protocol: z.string() }),
    patient: z.object({ id: idShape, name: z.string() }),
    consents: z.array(consentShape).readonly(),
    askable: z.array(purposeShape).readonly(),
    asked: z.array(z.object({ purpose: purposeShape, asks: z.boolean(), at: instantShape, by: z.string() })).readonly(),
    lawyer: z.string(),
  });

  app.get(
    '/api/courses/:id/consents',
    {
      config: { act: 'see the clinical record' },
      schema: {
        tags,
        summary: 'The consents that a course needs, and where each stands',
        params: oneId,
        response: { 200: consentsShape, ...problems(401, 403, 404) },
      },
    },
    async (request) => shown(request, await demandCourse(request, 'see the clinical record', request.params.id)),
  );

  app.post(
    '/api/courses/:id/consents',
    {
      config: { act: 'keep consents' },
      schema: {
        tags,
        summary: 'Ask a course’s patient for one more consent, or ask for it no longer',
        params: oneId,
        body: z.strictObject({ id: newId, purpose: z.enum(ASKABLE_CONSENTS), asks: z.boolean() }),
        response: { 201: consentsShape, ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { body, principal } = request;
      const course = await demandCourse(request, 'keep consents', request.params.id);
      const { id, purpose, asks } = body;
      const given = { id, courseId: course.id, purpose, asks, at: now(), by: principal.practitioner.id };
      await store.consents.ask(principal.clinic.id, given).catch(async (error: unknown) => {
        if (!isTaken(error)) throw error;
        const same = (await store.consents.asked(principal.clinic.id, course.id)).find(({ id }) => id === given.id);
        if (same?.purpose !== given.purpose || same.asks !== given.asks) throw repeated();
      });
      reply.code(201);
      return shown(request, course);
    },
  );

  app.post(
    '/api/courses/:id/consents/withdrawals',
    {
      config: { act: 'keep consents' },
      schema: {
        tags,
        summary: 'Record that the patient has withdrawn a consent, by word or by telephone',
        params: oneId,
        body: withdrawConsentSchema,
        response: { 201: consentsShape, ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { body, principal } = request;
      const course = await demandCourse(request, 'keep consents', request.params.id);
      await withdraw(store, principal.clinic.id, course, {
        id: body.id,
        signatureId: body.signature,
        at: now(),
        how: 'clinic',
        recordedBy: principal.practitioner.id,
        ...(body.words && { words: body.words }),
        from: fromOf(request),
      });
      reply.code(201);
      return shown(request, course);
    },
  );

  app.post(
    '/api/courses/:id/consents/signature-challenge',
    {
      config: { act: 'keep consents' },
      schema: {
        tags,
        summary: 'What to ask a witness’s passkey with',
        params: oneId,
        body: z.strictObject({ witness: witnessSchema }),
        response: { 200: ceremonyOptionsShape, ...problems(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { params, body, principal } = request;
      const course = await demandCourse(request, 'keep consents', params.id);
      await demandSignature(principal.clinic.id, course, body.witness.signature);
      const bound = boundTo(principal.clinic.id, witnessSigned(params.id, body.witness));
      return passkeys.ask(relyingParty(request, context.publicUrl), bound);
    },
  );

  app.post(
    '/api/courses/:id/consents/signatures',
    {
      config: { act: 'keep consents' },
      schema: {
        tags,
        summary: 'Sign as the witness of a consent, as oneself or beside who is signed in',
        description:
          'The answer’s `proof` goes with the witnessing in the header `Holdspace-Proof`, within two minutes, once.',
        params: oneId,
        body: z.union([
          z.strictObject({ witness: witnessSchema, practitioner: anyId, pin: pinSchema }),
          z.strictObject({ witness: witnessSchema, practitioner: anyId.optional(), passkey: assertionSchema }),
        ]),
        response: { 201: proofShape, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      const { witness, ...by } = request.body;
      const course = await demandCourse(request, 'keep consents', request.params.id);
      await demandSignature(request.principal.clinic.id, course, witness.signature);
      const given = await proofFor(context, request, witnessSigned(request.params.id, witness), by);
      reply.code(201);
      return given;
    },
  );

  app.post(
    '/api/courses/:id/consents/witnessed',
    {
      config: { act: 'keep consents' },
      schema: {
        tags,
        summary: 'Say that one has seen the patient sign',
        description:
          'On a shared or locked screen it needs a signature of its own (`/signatures`), sent in the header `Holdspace-Proof`; the witness is then who signed.',
        params: oneId,
        body: witnessSchema,
        response: { 201: consentsShape, ...problems(400, 401, 403, 404, 409, 428) },
      },
    },
    async (request, reply) => {
      const { body, principal } = request;
      const { clinic } = principal;
      const course = await demandCourse(request, 'keep consents', request.params.id);
      const signature = await demandSignature(clinic.id, course, body.signature);
      const before = await store.consents.witnessOf(clinic.id, body.id);
      const people = await store.practitioners.list(clinic.id);
      const act = {
        signed: witnessSigned(course.id, body),
        says: CONSENT_WITNESSED,
        authorBefore: async () => people.find(({ id }) => id === before?.practitionerId),
      };
      const witness = await authorOfAct(context, principal, act, request.headers[PROOF_HEADER]);
      if (witness.id !== principal.practitioner.id) {
        const asWitness = { principal: { ...principal, practitioner: witness } };
        if (!(await hasAccess(context, asWitness, 'keep consents', { patientId: course.patientId })))
          throw new Problem('not-allowed', `${witness.name} has no part in this patient’s care.`, {
            rule: 'condition: keep consents',
            satisfy: 'Somebody of the care team, or who sees the patient today, signs as the witness.',
          });
      }
      if (signature.withdrawal)
        throw new Problem('stale', 'The patient has withdrawn this meanwhile; there is nothing to witness.');
      const given = { id: body.id, signatureId: signature.id, practitionerId: witness.id, at: now() };
      await store.consents.witness(clinic.id, given).catch((error: unknown) => {
        if (!isTaken(error)) throw error;
        if (before?.signatureId === signature.id) return;
        throw before
          ? repeated()
          : new Problem('stale', 'Somebody has signed as the witness already.', { rule: 'witnessed-already' });
      });
      reply.code(201);
      return shown(request, course);
    },
  );

  app.get(
    '/api/courses/:id/consents/:signatureId/copy.pdf',
    {
      config: { act: 'see the clinical record' },
      schema: {
        tags,
        summary: 'What the patient has signed, as the copy that they have of it',
        params: z.strictObject({ id: anyId, signatureId: anyId }),
        produces: ['application/pdf'],
      },
    },
    async (request, reply) => {
      const { params, principal } = request;
      const course = await demandCourse(request, 'see the clinical record', params.id);
      const [signature, patient] = await Promise.all([
        store.consents.open(principal.clinic.id, params.signatureId),
        store.patients.find(principal.clinic.id, course.patientId),
      ]);
      if (!patient || signature?.patientId !== course.patientId) throw notFound('signature');
      const { clinic } = principal;
      return sendCopy(reply, { clinic, patient, signature, names: await namesOf(clinic.id) });
    },
  );
}
