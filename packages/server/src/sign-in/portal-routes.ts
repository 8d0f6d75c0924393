/** Patients' accounts: opened by the clinic for an e-mail, and what a signed-in patient sees of their own sign-in. */
import { z } from 'zod';
import { demandAccess } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { badField, notFound } from '../problem.ts';
import { clinicShape, idShape, instantShape, problems } from '../shapes.ts';
import { demandFresh } from './lock.ts';
import { ceremonyOptionsShape, registrationSchema } from './passkeys.ts';
import { patientOf } from './portal-principal.ts';
import { relyingParty } from './relying-party.ts';

const tags = ['portal'];
const passkeyShape = z.object({ id: idShape, name: z.string(), createdAt: instantShape });

/** For the clinic's people. */
export function patientAccountRoutes(app: App, context: Context): void {
  const { store, signIn, report } = context;
  const accountShape = z.object({ email: z.string().nullable() });

  app.get(
    '/api/patients/:id/account',
    {
      config: { act: 'let a patient in' },
      schema: {
        tags: ['patients'],
        summary: 'By which e-mail a patient signs in',
        params: oneId,
        response: { 200: accountShape, ...problems(401, 404) },
      },
    },
    async (request) => {
      const { params } = request;
      const { clinic } = request.principal;
      if (!(await store.patients.find(clinic.id, params.id))) throw notFound('patient');
      await demandAccess(context, request, 'let a patient in', { patientId: params.id });
      return { email: await store.signIn.patientAccounts.emailOf(clinic.id, params.id) };
    },
  );
  app.post(
    '/api/patients/:id/account',
    {
      config: { act: 'let a patient in' },
      schema: {
        tags: ['patients'],
        summary: 'Let a patient sign in, by link to an e-mail that is theirs',
        params: oneId,
        body: z.strictObject({ email: z.email().max(254) }),
        response: { 200: accountShape, ...problems(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { principal, params } = request;
      const { clinic } = principal;
      const patient = await store.patients.find(clinic.id, params.id);
      if (!patient) throw notFound('patient');
      await demandAccess(context, request, 'let a patient in', { patientId: patient.id });
      const email = request.body.email.toLowerCase();
      const { id: userId } = await signIn.addUser({ email, name: patient.name });
      const [works, elsewhere] = await Promise.all([
        store.practitioners.membershipsOf(userId),
        store.signIn.patientAccounts.ofUser(userId),
      ]);
      const isAnother = elsewhere.some((one) => one.clinicId === clinic.id && one.patientId !== patient.id);
      // Said alike for all, so that nobody learns who works or is treated where.
      if (works.length > 0 || isAnother)
        throw badField(
          'email',
          'email-not-usable',
          'This e-mail cannot be used for a patient. Ask for another of theirs.',
        );
      await store.signIn.patientAccounts.open({ userId, clinicId: clinic.id, patientId: patient.id });
      report(request, { what: 'patient-account-opened', userId, clinicId: clinic.id });
      return { email };
    },
  );
}

/** For the patient. */
export function portalAccountRoutes(app: App, context: Context): void {
  const { store, passkeys, now, report } = context;

  app.get(
    '/api/portal/me',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags,
        summary: 'Which patient is signed in',
        response: {
          200: z.object({
            patient: z.object({ name: z.string() }),
            clinic: clinicShape,
            passkeys: z.array(passkeyShape).readonly(),
          }),
          ...problems(401),
        },
      },
    },
    async (request) => {
      const { signIn, patient, clinic } = await patientOf(context, request);
      const keys = await store.signIn.passkeys.ofUser(signIn.userId);
      return {
        patient: { name: patient.name },
        clinic,
        passkeys: keys.map(({ id, name, createdAt }) => ({ id, name, createdAt })),
      };
    },
  );
  app.post(
    '/api/portal/passkeys/options',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags,
        summary: 'What to make a patient’s passkey with',
        response: { 200: ceremonyOptionsShape, ...problems(401, 403) },
      },
    },
    async (request) => {
      const { signIn } = await patientOf(context, request);
      demandFresh(signIn, now());
      const user = await store.signIn.users.find(signIn.userId);
      if (!user) throw new Error('a sign-in of nobody');
      return passkeys.askToAdd(relyingParty(request, context.publicUrl), user);
    },
  );
  app.post(
    '/api/portal/passkeys',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags,
        summary: 'Add a patient’s passkey',
        body: z.strictObject({ name: z.string().trim().min(1).max(80), response: registrationSchema }),
        response: { 201: z.object({ passkey: passkeyShape }), ...problems(400, 401, 403) },
      },
    },
    async (request, reply) => {
      const { signIn } = await patientOf(context, request);
      demandFresh(signIn, now());
      const { name, response } = request.body;
      const { id, createdAt } = await passkeys.add(
        relyingParty(request, context.publicUrl),
        signIn.userId,
        name,
        response,
      );
      report(request, { what: 'passkey-added', userId: signIn.userId });
      reply.code(201);
      return { passkey: { id, name, createdAt } };
    },
  );
  app.delete(
    '/api/portal/passkeys/:id',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags,
        summary: 'Remove a patient’s passkey',
        params: oneId,
        response: { 200: z.object({ done: z.literal(true) }), ...problems(401, 404) },
      },
    },
    async (request) => {
      const { signIn } = await patientOf(context, request);
      if (!(await store.signIn.passkeys.remove(signIn.userId, request.params.id))) throw notFound('passkey');
      report(request, { what: 'passkey-removed', userId: signIn.userId });
      return { done: true as const };
    },
  );
}
