/** Patients: found, registered, and seen with their courses, sessions and documents. */
import { daySchema } from '@holdspace/care';
import { z } from 'zod';
import { demand } from '../authority.ts';
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
import { patientPage } from './page.ts';

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
  visits: z.array(visitOfCourse).readonly(),
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
        response: { 200: z.object({ patients: z.array(patientShape).readonly() }), ...problems(401) },
      },
    },
    async ({ principal }) => ({ patients: await store.patients.list(principal.clinic.id) }),
  );

  app.post(
    '/api/patients',
    {
      config: { act: 'register patients' },
      schema: {
        tags: ['patients'],
        summary: 'Register a patient',
        body: z.strictObject({ id: newId, name: line, dateOfBirth: daySchema, recordNumber: line }),
        response: { 201: z.object({ patient: patientShape }), ...problems(400, 401, 403, 409) },
      },
    },
    async ({ principal, body }, reply) => {
      demand(principal, 'register patients');
      if (body.dateOfBirth > now().slice(0, 10) || body.dateOfBirth < EARLIEST_BIRTH)
        throw badField(
          'dateOfBirth',
          'cannot-be',
          `Date of birth: nobody who comes here was born on ${body.dateOfBirth}.`,
        );
      const { clinic } = principal;
      const { thing: patient } = await storedOnce({
        given: body,
        create: () => store.patients.create(clinic.id, body, now()),
        find: () => store.patients.find(clinic.id, body.id),
        taken: () => badField('recordNumber', 'taken', 'Record number: another patient of this clinic has it.'),
      });
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
        params: oneId,
        response: {
          200: z.object({
            patient: patientShape,
            courses: z.array(courseShape).readonly(),
            sessions: z.array(sessionOfPatient).readonly(),
            documents: z.array(documentShape).readonly(),
          }),
          ...problems(401, 404),
        },
      },
    },
    async ({ principal, params }) => {
      const page = await patientPage(context, principal.clinic.id, params.id);
      if (!page) throw notFound('patient');
      return page;
    },
  );
}
