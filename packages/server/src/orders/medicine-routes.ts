/** A patient's medicine list: what was told, with what is known of each beside ketamine. An entry ends; it is not removed. */
import { endMedicineSchema, lookUpMedicine, newMedicineSchema, type PatientMedicine } from '@holdspace/care';
import { z } from 'zod';
import { demandAccess, demandEver } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { anyId, oneId } from '../fields.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { storedOnce } from '../stored-once.ts';
import { medicineShape } from './shapes.ts';

const tags = ['orders'];
const shown = (medicine: PatientMedicine) => ({ ...medicine, cautions: lookUpMedicine(medicine) });

export function medicineRoutes(app: App, context: Context): void {
  const { store, now } = context;

  app.get(
    '/api/patients/:id/medicines',
    {
      config: { act: 'see the clinical record' },
      schema: {
        tags,
        summary: 'What a patient takes, and what is known of it beside ketamine',
        description:
          'Those that have ended too. `cautions` is advice with its source, matched by the names that this version knows; what it does not know, it says.',
        params: oneId,
        response: { 200: z.object({ medicines: z.array(medicineShape).readonly() }), ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      const { id } = request.params;
      demandEver(request, 'see the clinical record');
      if (!(await store.patients.find(clinic.id, id))) throw notFound('patient');
      await demandAccess(context, request, 'see the clinical record', { patientId: id });
      return { medicines: (await store.medicines.ofPatient(clinic.id, id)).map(shown) };
    },
  );

  app.post(
    '/api/patients/:id/medicines',
    {
      config: { act: 'keep the medicine list' },
      schema: {
        tags,
        summary: 'Write down a medicine that a patient takes',
        params: oneId,
        body: newMedicineSchema,
        response: { 201: z.object({ medicine: medicineShape }), ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { params, body, principal } = request;
      const { clinic, practitioner } = principal;
      if (!(await store.patients.find(clinic.id, params.id))) throw notFound('patient');
      await demandAccess(context, request, 'keep the medicine list', { patientId: params.id });
      const recording = { by: { id: practitioner.id, name: practitioner.name }, at: now() };
      const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as typeof body;
      await storedOnce({
        given,
        create: async () => {
          await store.medicines.add(clinic.id, params.id, given, recording);
          return given;
        },
        find: async () => {
          const found = await store.medicines.find(clinic.id, params.id, body.id);
          if (!found) return null;
          const { recordedAt, recordedBy, ended, ...before } = found;
          return before;
        },
        taken: () => new Problem('repeated-id', 'This id was used for something else.'),
      });
      reply.code(201);
      const medicine = await store.medicines.find(clinic.id, params.id, body.id);
      if (!medicine) throw new Error('a medicine that was just written is not there');
      return { medicine: shown(medicine) };
    },
  );

  app.post(
    '/api/patients/:id/medicines/:medicineId/end',
    {
      config: { act: 'keep the medicine list' },
      schema: {
        tags,
        summary: 'Say that a patient does not take a medicine any more',
        params: z.strictObject({ id: anyId, medicineId: anyId }),
        body: endMedicineSchema,
        response: { 200: z.object({ medicine: medicineShape }), ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request) => {
      const { params, body, principal } = request;
      const { clinic, practitioner } = principal;
      if (!(await store.patients.find(clinic.id, params.id))) throw notFound('patient');
      await demandAccess(context, request, 'keep the medicine list', { patientId: params.id });
      const before = await store.medicines.find(clinic.id, params.id, params.medicineId);
      if (!before) throw notFound('medicine');
      if (before.since !== undefined && body.on < before.since)
        throw badField('on', 'before-it-began', `On: it was begun on ${before.since}; it cannot have ended before.`);
      const by = { id: practitioner.id, name: practitioner.name };
      const isEnded = await store.medicines.end(clinic.id, params.id, params.medicineId, body, { by, at: now() });
      const medicine = await store.medicines.find(clinic.id, params.id, params.medicineId);
      if (!medicine) throw notFound('medicine');
      const { ended } = medicine;
      if (!isEnded && (ended?.on !== body.on || ended.because !== body.because))
        throw new Problem('stale', `It ended on ${ended?.on} already: ${ended?.because}`);
      return { medicine: shown(medicine) };
    },
  );
}
