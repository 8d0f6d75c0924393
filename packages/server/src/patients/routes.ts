/** Patients: found, registered, and seen with their courses, sessions and documents. */
import { randomUUID } from 'node:crypto';
import { daySchema, LANGUAGES, mayEver } from '@holdspace/care';
import type { Patient } from '@holdspace/store';
import { z } from 'zod';
import { demandAccess, demandEver, hasAccess, thoseAccessible } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { line, newId, oneId } from '../fields.ts';
import { badField, notFound } from '../problem.ts';
import {
  dayShape,
  idShape,
  instantShape,
  patientShape,
  problems,
  protocolShape,
  summaryShape,
  visitKindShape,
} from '../shapes.ts';
import { storedOnce } from '../stored-once.ts';
import { patientForSchedule, patientPage } from './page.ts';

const visitOfCourse = z.object({
  id: idShape,
  kind: visitKindShape,
  scheduledFor: instantShape,
  room: z.string(),
  sessionId: idShape.optional(),
});
const courseShape = z.object({
  id: idShape,
  startedOn: dayShape,
  protocol: protocolShape,
  focus: z.string().optional(),
  intention: z.string().optional(),
  prepares: z.boolean(),
  /** Whether the protocol promises integration: there is nothing to integrate where it does not. */
  integrates: z.boolean(),
  visits: z.array(visitOfCourse).readonly(),
});
const scheduleShape = z.object({
  courseId: idShape,
  protocolId: z.string(),
  visits: z.array(visitOfCourse.omit({ sessionId: true })).readonly(),
});
const sessionOfPatient = z.object({
  id: idShape,
  visitId: idShape.optional(),
  scheduledFor: instantShape.optional(),
  protocol: protocolShape,
  summary: summaryShape,
});
const documentShape = z.object({
  id: z.string(),
  kind: z.enum(['record', 'consent']),
  title: z.string(),
  at: instantShape,
  href: z.string().optional(),
});

const patientBody = z.strictObject({
  id: newId,
  name: line,
  dateOfBirth: daySchema,
  recordNumber: line,
  telephone: line.optional(),
  email: z.email({ error: 'must be an e-mail address' }).max(300).optional(),
  address: line.optional(),
  language: z.enum(LANGUAGES).optional(),
});
type PatientBody = z.output<typeof patientBody>;

/** The oldest person alive is younger; an earlier birth is a slip of the keys. */
const EARLIEST_BIRTH = '1895-01-01';

export function patientsRoutes(app: App, context: Context): void {
  const { store, now } = context;

  app.get(
    '/api/patients',
    {
      config: { act: 'see demographics' },
      schema: {
        tags: ['patients'],
        summary: 'The clinic’s patients, by name',
        description: 'To a guide, those of their own sessions and care teams.',
        response: { 200: z.object({ patients: z.array(patientShape).readonly() }), ...problems(401, 403) },
      },
    },
    async (request) => {
      const all = await store.patients.list(request.principal.clinic.id);
      const ids = all.map(({ id }) => id);
      const seen = await thoseAccessible(context, request, 'see demographics', ids);
      request.access ??= { act: 'see demographics', grounds: [] };
      return { patients: all.filter(({ id }) => seen.has(id)) };
    },
  );

  app.post(
    '/api/patients',
    {
      config: { act: 'register patients' },
      schema: {
        tags: ['patients'],
        summary: 'Register a patient',
        body: patientBody,
        response: { 201: z.object({ patient: patientShape }), ...problems(400, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      await demandAccess(context, request, 'register patients', { patientId: body.id });
      if (body.dateOfBirth > now().slice(0, 10) || body.dateOfBirth < EARLIEST_BIRTH)
        throw badField(
          'dateOfBirth',
          'cannot-be',
          `Date of birth: nobody who comes here was born on ${body.dateOfBirth}.`,
        );
      const { clinic, practitioner } = principal;
      const { thing: patient, isNew } = await storedOnce({
        given: patientOf(body),
        create: () => store.patients.create(clinic.id, patientOf(body), now()),
        find: () => store.patients.find(clinic.id, body.id),
        taken: () => badField('recordNumber', 'taken', 'Record number: another patient of this clinic has it.'),
      });
      // A clinician who receives a patient treats them; the front desk does not.
      if (isNew && mayEver('see the clinical record', practitioner.roles))
        await store.careTeam.add(
          clinic.id,
          { id: randomUUID(), patientId: patient.id, personId: practitioner.id, why: 'Registered the patient.' },
          { by: practitioner.id, at: now() },
        );
      reply.code(201);
      return { patient };
    },
  );

  app.get(
    '/api/patients/:id',
    {
      config: { act: 'see demographics' },
      schema: {
        tags: ['patients'],
        summary: 'A patient’s page',
        description:
          'Courses, sessions and documents are for those who may see the clinical record (`seesRecord`); `schedule` is for all who may see who the patient is.',
        params: oneId,
        response: {
          200: z.object({
            patient: patientShape,
            seesRecord: z.boolean(),
            schedule: z.array(scheduleShape).readonly(),
            courses: z.array(courseShape).readonly(),
            sessions: z.array(sessionOfPatient).readonly(),
            documents: z.array(documentShape).readonly(),
          }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      demandEver(request, 'see demographics');
      const patient = await store.patients.find(clinic.id, request.params.id);
      if (!patient) throw notFound('patient');
      const subject = { patientId: patient.id };
      if (!(await hasAccess(context, request, 'see the clinical record', subject))) {
        await demandAccess(context, request, 'see demographics', subject);
        return patientForSchedule(context, clinic.id, patient);
      }
      await demandAccess(context, request, 'see the clinical record', subject);
      return patientPage(context, clinic.id, patient);
    },
  );
}

/** What was said, without the members that were left out. */
const patientOf = ({ telephone, email, address, language, ...patient }: PatientBody): Patient => ({
  ...patient,
  ...(telephone !== undefined && { telephone }),
  ...(email !== undefined && { email }),
  ...(address !== undefined && { address }),
  ...(language !== undefined && { language }),
});
