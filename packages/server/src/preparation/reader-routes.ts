/** A patient’s own part: what is next, and their preparation, which they begin at home. */
import { beforeDose, dayAt, hasPreparation, progressOf, publicService, sectionSavingSchema } from '@holdspace/care';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { notFound } from '../problem.ts';
import { demandPatient, type PatientReader } from '../readers/reader.ts';
import { idShape, instantShape, problems, serviceLabelShape, visitKindShape } from '../shapes.ts';
import { writtenBefore, writtenShape } from './before-dose-routes.ts';
import { Preparations } from './preparation.ts';
import { preparationShape, sectionShape } from './shapes.ts';

export function preparationReaderRoutes(app: App, context: Context): void {
  const { store, protocols, now } = context;
  const preparations = new Preparations(context);
  const ownCourse = async ({ clinic, patient }: PatientReader, courseId: string) => {
    const course = await store.courses.find(clinic.id, courseId);
    // Another patient’s is not told from one that is not there.
    if (course?.patientId !== patient.id) throw notFound('course');
    return { clinic, course, patient };
  };

  app.get(
    '/api/reader/next',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags: ['portal'],
        summary: 'What is next for a patient: their visits to come, and what they can prepare',
        response: {
          200: z.object({
            patient: z.object({ name: z.string() }),
            clinic: z.object({ name: z.string(), zone: z.string() }),
            visits: z
              .array(z.object({ id: idShape, courseId: idShape, kind: visitKindShape, scheduledFor: instantShape }))
              .readonly(),
            before: z
              .object({
                visitId: idShape,
                todo: z.array(z.object({ kind: z.string(), at: instantShape.optional() })).readonly(),
                written: writtenShape,
              })
              .optional()
              .describe('What to do before the next dosing visit: by its protocol, and as the prescriber wrote it'),
            preparing: z
              .array(
                z.object({
                  courseId: idShape,
                  label: serviceLabelShape,
                  done: z.number().int(),
                  of: z.number().int(),
                  firstDosing: instantShape.optional(),
                }),
              )
              .readonly(),
          }),
          ...problems(401, 404),
        },
      },
    },
    async (request) => {
      const { clinic, patient } = demandPatient(request);
      const [courses, visits] = await Promise.all([
        store.courses.ofPatient(clinic.id, patient.id),
        store.visits.ofPatient(clinic.id, patient.id),
      ]);
      // Today’s is still next when its hour has come.
      const today = dayAt(now(), clinic.zone);
      const toCome = visits.filter(({ scheduledFor }) => dayAt(scheduledFor, clinic.zone) >= today);
      const dosing = toCome.find(({ kind }) => kind === 'dosing');
      const course = courses.find(({ id }) => id === dosing?.courseId);
      const shelved = course && (await protocols.find(clinic.id, course.protocolId, course.protocolVersion));
      const before = dosing &&
        shelved && {
          visitId: dosing.id,
          todo: beforeDose(shelved.protocol, dosing.scheduledFor),
          written: await writtenBefore(context, clinic.id, dosing.courseId),
        };
      const preparing = [];
      for (const course of courses) {
        const shelved = await protocols.find(clinic.id, course.protocolId, course.protocolVersion);
        if (!shelved || !hasPreparation(shelved.protocol)) continue;
        const standing = await preparations.standing({ clinic, course }, shelved.protocol);
        const dosing = toCome.find(({ courseId, kind }) => courseId === course.id && kind === 'dosing');
        preparing.push({
          courseId: course.id,
          label: publicService(shelved.protocol).label,
          ...progressOf(standing, 'patient'),
          ...(dosing && { firstDosing: dosing.scheduledFor }),
        });
      }
      return {
        patient: { name: patient.name },
        clinic: { name: clinic.name, zone: clinic.zone },
        visits: toCome.map(({ id, courseId, kind, scheduledFor }) => ({ id, courseId, kind, scheduledFor })),
        ...(before && { before }),
        preparing,
      };
    },
  );

  app.get(
    '/api/reader/draft-key',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags: ['portal'],
        summary: 'The key of one’s own under which a device keeps what is written until it is sent',
        response: { 200: z.object({ key: z.string() }), ...problems(401) },
      },
    },
    async ({ reader }) => ({
      key: await store.draftKey(reader.clinic.id, reader.kind === 'patient' ? reader.patient.id : reader.member.id),
    }),
  );

  app.get(
    '/api/reader/courses/:id/preparation',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags: ['portal', 'preparation'],
        summary: 'One’s own preparation: every section, and who said what when',
        params: oneId,
        response: { 200: z.object({ preparation: preparationShape }), ...problems(401, 404) },
      },
    },
    async (request) => {
      const about = await ownCourse(demandPatient(request), request.params.id);
      return { preparation: await preparations.show(about) };
    },
  );

  app.post(
    '/api/reader/courses/:id/preparation',
    {
      config: { act: 'write in one’s own record' },
      schema: {
        tags: ['portal', 'preparation'],
        summary: 'Save a section of one’s own preparation',
        params: oneId,
        body: sectionSavingSchema,
        response: { 201: z.object({ section: sectionShape }), ...problems(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const reader = demandPatient(request);
      const about = await ownCourse(reader, request.params.id);
      const section = await preparations.save(about, request.body, { kind: 'patient', id: reader.patient.id });
      reply.code(201);
      return { section };
    },
  );
}
