/** A person's course as one picture: what it is drawn from, and the picture on paper. */
import { randomUUID } from 'node:crypto';
import {
  type CourseFacts,
  courseSvg,
  momentOfPast,
  PART_2_IN_PLAIN_WORDS,
  PART_2_NOTICE,
  type PastDose,
  type PastDoseGiven,
  type PastScore,
  type PatientMedicine,
  type Protocol,
  sayQuantity,
  scoreLines,
} from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { demandAccess, demandEver } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { anyId, line, oneId } from '../fields.ts';
import { knownOfPatient } from '../orders/facts.ts';
import { pdfMaker } from '../paper/maker.ts';
import { notFound } from '../problem.ts';
import { dayShape, idShape, instantShape, problems } from '../shapes.ts';
import { demandPart2Basis } from '../sharing/part-2.ts';
import { scoreLineShape } from './score-shapes.ts';

const ACT = 'see the clinical record';
const TREATMENT = { basis: 'treatment', purpose: 'Treatment' } as const;
const factsShape = z.object({
  patient: z.object({ id: idShape, name: z.string() }),
  /** Some of it is about treatment for substance use: it leaves the clinic on a consent that says so. */
  isFlagged: z.boolean(),
  facts: z.object({
    title: z.string(),
    lines: z.array(scoreLineShape).readonly(),
    doses: z
      .array(
        z.object({
          at: instantShape,
          says: z.string(),
          systolicPeak: z.number().optional(),
          /** Brought from elsewhere. */
          isImported: z.literal(true).optional(),
        }),
      )
      .readonly(),
    visits: z.array(z.object({ at: instantShape, outcome: z.string().optional() })).readonly(),
    practices: z.array(z.object({ day: dayShape, isKept: z.boolean() })).readonly(),
    medicines: z.array(z.object({ day: dayShape, says: z.string() })).readonly(),
  }),
});

export function coursePictureRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const patientOf = async (request: FastifyRequest, id: string) => {
    demandEver(request, ACT);
    const { clinic } = request.principal;
    const patient = await store.patients.find(clinic.id, id);
    if (!patient) throw notFound('patient');
    await demandAccess(context, request, ACT, { patientId: id });
    const flags = await store.part2.ofPatient(clinic.id, id);
    // It is of the whole patient, and so is what is said of any part of it.
    return { patient, isFlagged: flags.length > 0 };
  };
  const reading = async (request: FastifyRequest, id: string) => {
    const { patient, isFlagged } = await patientOf(request, id);
    return { patient, isFlagged, facts: await factsOf(context, request.principal.clinic, patient) };
  };

  /** What leaves the clinic as a file stands on the patient's list. */
  const taken = (
    request: FastifyRequest,
    patientId: string,
    basis: { basis: 'treatment' | 'authorization' | 'emergency'; purpose: string; recipient?: string },
  ) => {
    const { clinic, practitioner } = request.principal;
    return store.disclosures.write(clinic.id, {
      id: randomUUID(),
      patientId,
      at: now(),
      what: 'record_pdf',
      aboutId: patientId,
      byPractitioner: practitioner.id,
      recipient: `A file taken by ${practitioner.name}`,
      ...basis,
    });
  };

  app.get(
    '/api/patients/:id/course-picture',
    {
      config: { act: ACT },
      schema: {
        tags: ['measures'],
        summary: 'What a picture of a patient’s whole course is drawn from',
        params: oneId,
        response: { 200: factsShape, ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const { patient, facts, isFlagged } = await reading(request, request.params.id);
      return { patient: { id: patient.id, name: patient.name }, facts, isFlagged };
    },
  );

  app.post(
    '/api/patients/:id/course-picture/taken',
    {
      config: { act: ACT },
      schema: {
        tags: ['measures'],
        summary: 'Say that the picture is taken as a file, for the accounting of disclosures; before it is made',
        params: oneId,
        body: z.strictObject({}),
        response: { 201: z.object({ written: z.literal(true) }), ...problems(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { patient, isFlagged } = await patientOf(request, request.params.id);
      if (isFlagged) await demandPart2Basis(context, request.principal.clinic.id, patient.id, {});
      await taken(request, patient.id, TREATMENT);
      reply.code(201);
      return { written: true as const };
    },
  );

  app.get(
    '/api/patients/:id/course-picture.pdf',
    {
      config: { act: ACT },
      schema: {
        tags: ['measures'],
        summary: 'The picture of a patient’s course as a PDF',
        params: oneId,
        querystring: z.strictObject({ consent: anyId.optional(), emergency: line.optional() }),
        produces: ['application/pdf'],
      },
    },
    async (request, reply) => {
      const { patient, facts, isFlagged } = await reading(request, request.params.id);
      const { clinic } = request.principal;
      const basis = isFlagged ? await demandPart2Basis(context, clinic.id, patient.id, request.query) : TREATMENT;
      await taken(request, patient.id, basis);
      const pdf = await picturePdf(facts, clinic.zone, isFlagged);
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', 'inline; filename="course.pdf"')
        .send(Buffer.from(pdf));
    },
  );
}

async function factsOf(
  context: Context,
  { id: clinicId, zone }: { readonly id: string; readonly zone: string },
  patient: { readonly id: string; readonly name: string },
): Promise<CourseFacts> {
  const { store, protocols } = context;
  const [scores, { doses }, visits, courses, marks, medicines, pastScores, pastDoses] = await Promise.all([
    store.measures.scores.ofPatient(clinicId, patient.id),
    // The whole course, and not its latest sessions alone.
    knownOfPatient(context, clinicId, patient.id, Number.POSITIVE_INFINITY),
    store.visits.ofPatient(clinicId, patient.id),
    store.courses.ofPatient(clinicId, patient.id),
    store.integration.threads.marksOf(clinicId, patient.id),
    store.medicines.ofPatient(clinicId, patient.id),
    store.imports.past.scoresOf(clinicId, patient.id),
    store.imports.past.dosesOf(clinicId, patient.id),
  ]);
  const outcomes = new Map<string, string>();
  for (const course of courses)
    for (const one of await store.integration.checkIns.outcomesOf(clinicId, course.id))
      outcomes.set(one.visitId, one.outcome);
  const drawn = [];
  for (const dose of doses) {
    const shelved = await protocols.find(clinicId, dose.protocolId, dose.protocolVersion);
    drawn.push({
      at: dose.at,
      says: sayDose(dose, shelved?.protocol),
      ...(dose.systolicPeak && { systolicPeak: dose.systolicPeak.value }),
    });
  }
  return {
    title: `${patient.name}: the course`,
    lines: scoreLines([...scores, ...pastScores.map((one) => takenBefore(one, zone))], doses[0]?.at),
    doses: [...pastDoses.map((one) => givenBefore(one, zone)), ...drawn].sort((one, other) =>
      one.at.localeCompare(other.at),
    ),
    visits: visits
      .filter(({ kind }) => kind === 'integration')
      .map(({ id, scheduledFor }) => {
        const outcome = outcomes.get(id);
        return { at: scheduledFor, ...(outcome && { outcome }) };
      })
      .sort((one, other) => one.at.localeCompare(other.at)),
    practices: marks.flatMap(({ day, mark }) => (mark === 'let_go' ? [] : [{ day, isKept: mark === 'kept' }])),
    medicines: medicines.flatMap(changesOf).sort((one, other) => one.day.localeCompare(other.day)),
  };
}

const takenBefore = ({ instrument, instrumentVersion, scores, when }: PastScore, zone: string) => ({
  instrument,
  instrumentVersion,
  scores,
  answeredAt: momentOfPast(when, zone),
  isImported: true as const,
});
const givenBefore = ({ amount, route, substance, when }: PastDoseGiven, zone: string) => ({
  at: momentOfPast(when, zone),
  says: `${substance === 'ketamine' ? '' : `${substance} `}${sayQuantity(amount)}, ${route}`,
  isImported: true as const,
});

const WAYS: Readonly<Record<Protocol['delivery']['kind'], string>> = {
  infusion: 'infusion',
  injection: 'injection',
  lozenge: 'lozenge',
  nasal_device: 'nasal spray',
};
/** "0.5 mg/kg, infusion"; the amount itself where nobody was weighed. */
const sayDose = ({ amount, perKilogram }: PastDose, protocol: Protocol | undefined): string =>
  [sayQuantity(perKilogram ?? amount), protocol && WAYS[protocol.delivery.kind]].filter(Boolean).join(', ');

const changesOf = ({ name, since, ended }: PatientMedicine): { day: string; says: string }[] => [
  ...(since ? [{ day: since, says: `${name} begun` }] : []),
  ...(ended ? [{ day: ended.on, says: `${name} ended` }] : []),
];

/** A page on its side, which the picture fills. */
async function picturePdf(facts: CourseFacts, zone: string, isFlagged: boolean): Promise<Uint8Array> {
  const maker = await pdfMaker();
  return maker
    .createPdf({
      pageSize: 'A4',
      pageOrientation: 'landscape',
      pageMargins: [30, 30, 30, 30],
      info: { title: 'The course of a patient' },
      content: [
        ...(isFlagged ? [{ text: `${PART_2_NOTICE} ${PART_2_IN_PLAIN_WORDS}`, fontSize: 8 }] : []),
        { svg: courseSvg(facts, zone), fit: [780, 520] },
      ],
    })
    .getBuffer();
}
