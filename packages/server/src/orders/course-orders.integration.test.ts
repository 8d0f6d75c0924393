import { randomUUID } from 'node:crypto';
import { DAY, instant, type Protocol, SHIPPED_PROTOCOLS } from '@holdspace/care';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findingFor } from '../../../care/src/session/making.ts';
import { type Caller, type RunningClinic, runningClinic } from '../testing.ts';

let running: RunningClinic;
beforeAll(async () => {
  running = await runningClinic();
});
afterAll(() => running.close());

const kap = SHIPPED_PROTOCOLS.find(({ id }) => id === 'kap-im') as Protocol;
const TERMS = {
  products: ['ketamine-50'],
  prescribed: { by: 'weight', perKilogram: { value: 0.75, unit: 'mg/kg' } },
  booster: { amount: { value: 20, unit: 'mg' }, most: 1 },
  sessions: 2,
  validFrom: '2026-03-01',
  validUntil: '2026-05-31',
} as const;

/** A planned session with the course that it belongs to, and who the patient is. */
async function planned() {
  const session = await running.plannedSession('kap-im');
  const { body } = await running.as('nurse').get(`/api/sessions/${session}`);
  const patientId: string = body.session.patientId;
  await running.takeIntoTeam(patientId, 'prescriber', 'nurse', 'therapist');
  return { session, patientId, courseId: body.courseOrders.courseId as string };
}
const sign = (courseId: string, more: object = {}, id = randomUUID()) =>
  running.as('prescriber').post(`/api/courses/${courseId}/orders`, { id, terms: { ...TERMS, ...more } });

async function readyToOrder(session: string): Promise<void> {
  const nurse = running.as('nurse');
  await running.as('front_desk').does(session, { type: 'RecordArrival' });
  for (const role of ['nurse', 'prescriber', 'anesthesia', 'therapist', 'guide'] as const) {
    const { id, name } = running.clinic.practitioners[role];
    await nurse.does(session, { type: 'JoinSession', person: { id, name, roles: [role] }, attendance: 'in_room' });
  }
  for (const { gate } of kap.gates) {
    const finding = findingFor(kap, gate, running.clock.now);
    if (finding) await nurse.does(session, { type: 'ConfirmGate', finding });
  }
  await nurse.does(session, {
    type: 'RecordVitalSigns',
    vitalSigns: {
      bloodPressure: { systolic: { value: 122, unit: 'mm[Hg]' }, diastolic: { value: 78, unit: 'mm[Hg]' } },
      heartRate: { value: 72, unit: '/min' },
      oxygenSaturation: { value: 98, unit: '%' },
    },
  });
  const dosing = kap.phases.findIndex((phase) => phase.doseAllowed);
  for (const { id } of kap.phases.slice(0, dosing + 1)) await nurse.does(session, { type: 'EnterPhase', phase: id });
}
const placed = (order: string, courseOrder: { id: string; version: number }, more: object = {}) =>
  ({
    type: 'OrderDose',
    order,
    purpose: 'first',
    product: 'ketamine-50',
    prescribed: TERMS.prescribed,
    underCourseOrder: courseOrder,
    ...more,
  }) as unknown as Parameters<Caller['send']>[1];
const rulesOf = (answer: { body: { refusals?: { rule: string }[] } }) =>
  (answer.body.refusals ?? []).map(({ rule }) => rule);

describe('an order of a course', () => {
  test('is signed once, placed by a nurse with the day’s weight, checked by another, given, and stopped', async () => {
    const { session, courseId, patientId } = await planned();
    const signed = await sign(courseId);
    expect(signed.status).toBe(201);
    expect(signed.body).toMatchObject({ order: { version: 1 }, standing: { stands: true, sessionsLeft: 2 } });
    const { id } = signed.body.order;
    const nurse = running.as('nurse');
    await readyToOrder(session);
    const order = randomUUID();
    const [ordered] = await nurse.does(session, placed(order, { id, version: 1 }));
    expect(ordered).toMatchObject({
      type: 'DoseOrdered',
      amount: { value: 60_000, unit: 'ug' },
      underCourseOrder: {
        id,
        version: 1,
        signedBy: { id: running.clinic.practitioners.prescriber.id },
        // The site's midnight after the last day, in summer time.
        expiresAt: '2026-06-01T04:00:00.000Z',
      },
    });
    expect(rulesOf(await nurse.send(session, { type: 'CheckOrder', order }))).toEqual(['checker-is-another-person']);
    await running.as('therapist').send(session, { type: 'CheckOrder', order });
    await running.as('anesthesia').send(session, { type: 'CheckOrder', order });

    const seen = await nurse.get(`/api/courses/${courseId}/orders`);
    expect(seen.body.orders[0]).toMatchObject({ sessionsUsed: 1, standing: { stands: true, sessionsLeft: 1 } });

    const stopped = await nurse.post(`/api/courses/${courseId}/orders/${id}/stop`, {
      id: randomUUID(),
      reason: 'Blood pressure at home too high',
    });
    expect(stopped.body.standing).toMatchObject({ stands: false, why: 'stopped' });
    // What was placed before it was stopped is not given any more; that it was given could still be recorded.
    const site = kap.delivery.kind === 'injection' ? kap.delivery.sites[0] : '';
    const give = { type: 'AdministerDose', order, amount: { value: 60, unit: 'mg' }, site } as const;
    expect(rulesOf(await nurse.send(session, give))).toEqual(['course-order-stands']);
    expect((await nurse.get(`/api/patients/${patientId}`)).body.sessions[0].summary.courseOrders).toEqual([id]);
    expect((await nurse.send(session, { ...give, happened: { reason: 'Given before the call came.' } })).status).toBe(
      200,
    );
    const after = await nurse.get(`/api/courses/${courseId}/orders`);
    expect(after.body.doses).toMatchObject([{ sessionId: session, amount: { value: 60_000 }, nausea: 0 }]);
    expect(after.body.weight).toEqual({ weight: { value: 80, unit: 'kg' }, measuredOn: '2026-03-02' });
  });

  test('shows beside an earlier dose how measures stood before it and after it', async () => {
    const { session, courseId, patientId } = await planned();
    const answered = (total: number) =>
      running.store.measures.responses.keep(
        running.clinic.clinicId,
        {
          id: randomUUID(),
          patientId,
          courseId,
          instrument: 'phq-9',
          instrumentVersion: '1.0.0',
          moment: 'at_will',
          answeredAt: running.clock.now,
          recordedAt: running.clock.now,
          way: 'staff',
          by: { kind: 'practitioner', id: running.clinic.practitioners.nurse.id },
          language: 'en',
          crisis: false,
          scores: { total },
          unscored: {},
          answers: {},
        },
        [],
      );
    await answered(18);
    await readyToOrder(session);
    const site = kap.delivery.kind === 'injection' ? kap.delivery.sites[0] : '';
    const amount = { value: 60, unit: 'mg' } as const;
    const nurse = running.as('nurse');
    await nurse.send(session, {
      type: 'AdministerDose',
      amount,
      site,
      happened: { reason: 'Written down afterwards' },
    });
    const dosesSeen = async () => (await nurse.get(`/api/courses/${courseId}/orders`)).body.doses;
    expect(await dosesSeen()).toMatchObject([{ response: [] }]);
    running.clock.pass(60);
    await answered(9);
    expect(await dosesSeen()).toMatchObject([
      { response: [{ title: 'PHQ-9', from: 18, to: 9, isResponse: true, isReliable: true }] },
    ]);

    // The same course as a picture, and on paper; what was taken away is on the patient's list.
    const picture = await nurse.get(`/api/patients/${patientId}/course-picture`);
    expect(picture.body.facts).toMatchObject({
      lines: [{ title: 'PHQ-9', points: [{ value: 18 }, { value: 9, isReliable: true }] }],
      doses: [{ says: '0.75 mg/kg, injection' }],
    });
    const paper = await nurse.ask('GET', `/api/patients/${patientId}/course-picture.pdf`);
    expect(paper.headers.get('content-type')).toBe('application/pdf');
    const taken = await running.store.disclosures.ofPatient(
      running.clinic.clinicId,
      patientId,
      instant(Date.UTC(2020, 0, 1)),
    );
    expect(taken).toContainEqual(expect.objectContaining({ what: 'record_pdf', aboutId: patientId }));
    // PNG and SVG are made on the screen, and said first.
    expect((await nurse.post(`/api/patients/${patientId}/course-picture/taken`, {})).status).toBe(201);
    const all = await running.store.disclosures.ofPatient(
      running.clinic.clinicId,
      patientId,
      instant(Date.UTC(2020, 0, 1)),
    );
    expect(all.filter(({ what }) => what === 'record_pdf')).toHaveLength(2);
    expect((await running.as('front_desk').get(`/api/patients/${patientId}/course-picture`)).status).toBe(403);

    // Flagged as a whole, it leaves on a consent alone, whatever there is of courses.
    const director = running.as('medical_director');
    const flag = { id: randomUUID() };
    expect((await director.post(`/api/patients/${patientId}/part-2`, flag)).status).toBe(201);
    for (const answer of [
      await nurse.ask('GET', `/api/patients/${patientId}/course-picture.pdf`),
      await nurse.post(`/api/patients/${patientId}/course-picture/taken`, {}),
    ])
      expect(answer).toMatchObject({ status: 403, problem: { type: '/problems/consent-needed' } });
  });

  test('sent again is the same order; another under its id is refused', async () => {
    const { courseId } = await planned();
    const id = randomUUID();
    const first = await sign(courseId, {}, id);
    const again = await sign(courseId, {}, id);
    expect(again.body).toEqual(first.body);
    expect((await sign(courseId, { sessions: 3 }, id)).status).toBe(409);
    const { courseId: other } = await planned();
    expect((await sign(other, {}, id)).status).toBe(409);
  });

  test('two signed in the same moment leave one that stands', async () => {
    const { courseId } = await planned();
    const both = await Promise.all([sign(courseId), sign(courseId)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
    const refusal = both.find(({ status }) => status === 422);
    expect(refusal && rulesOf(refusal)).toEqual(['one-order-at-a-time']);
  });

  test('its last session is taken once, though two place a dose in the same moment', async () => {
    const { session, courseId } = await planned();
    const { body } = await sign(courseId, { sessions: 1 });
    const visit = { id: randomUUID(), kind: 'dosing', scheduledFor: running.clock.now, room: 'Willow' };
    await running.as('front_desk').post(`/api/courses/${courseId}/visits`, visit);
    const other = randomUUID();
    expect((await running.as('nurse').post(`/api/visits/${visit.id}/session`, { id: other })).status).toBeLessThan(300);
    for (const one of [session, other]) await readyToOrder(one);
    const place = (one: string) =>
      running.as('nurse').send(one, placed(randomUUID(), { id: body.order.id, version: 1 }));
    const answers = await Promise.all([place(session), place(other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(answers.flatMap(rulesOf)).toEqual(['course-order-stands']);
    const seen = await running.as('nurse').get(`/api/courses/${courseId}/orders`);
    expect(seen.body.orders[0]).toMatchObject({ sessionsUsed: 1, standing: { stands: false } });
  });

  test('amended is a new version; what was placed under the old one is not given, and the old one stays readable', async () => {
    const { session, courseId } = await planned();
    const { id } = (await sign(courseId)).body.order;
    await readyToOrder(session);
    const nurse = running.as('nurse');
    const amend = (version: number, by: 'nurse' | 'prescriber' = 'prescriber') =>
      running.as(by).post(`/api/courses/${courseId}/orders/${id}/amendments`, {
        id: randomUUID(),
        version,
        terms: { ...TERMS, prescribed: { by: 'weight', perKilogram: { value: 0.5, unit: 'mg/kg' } } },
        reason: 'Strong effect last time',
      });
    expect((await amend(1, 'nurse')).status).toBe(403);
    const amended = await amend(1);
    expect(amended.body.order).toMatchObject({ version: 2, because: 'Strong effect last time' });
    expect(amended.body.order.versions).toHaveLength(2);
    expect(rulesOf(await amend(1))).toEqual(['course-order-as-seen']);
    const old = await nurse.send(session, placed(randomUUID(), { id, version: 1 }));
    expect(rulesOf(old)).toContain('course-order-stands');
    const another = await nurse.send(session, placed(randomUUID(), { id, version: 2 }));
    expect(rulesOf(another)).toContain('dose-as-course-order');
    const prescribed = { by: 'weight', perKilogram: { value: 0.5, unit: 'mg/kg' } };
    expect((await nurse.send(session, placed(randomUUID(), { id, version: 2 }, { prescribed }))).status).toBe(200);
  });

  test('of another patient, or none, is not there to place a dose under', async () => {
    const { session } = await planned();
    await readyToOrder(session);
    const { courseId } = await planned();
    const { id } = (await sign(courseId)).body.order;
    for (const one of [id, randomUUID()])
      expect(rulesOf(await running.as('nurse').send(session, placed(randomUUID(), { id: one, version: 1 })))).toContain(
        'course-order-stands',
      );
  });

  test('needs a prescriber of the patient’s, with papers in order', async () => {
    const { courseId } = await planned();
    const body = () => ({ id: randomUUID(), terms: TERMS });
    expect((await running.as('nurse').post(`/api/courses/${courseId}/orders`, body())).status).toBe(403);
    expect((await running.as('therapist').post(`/api/courses/${courseId}/orders`, body())).status).toBe(403);
    const { id: doctorId } = running.clinic.practitioners.medical_director;
    const doctor = await running.callerAt(running.server.url, running.clinic.clinicId, doctorId);
    expect((await doctor.post(`/api/courses/${courseId}/orders`, body())).status).toBe(201);
  });

  test('is not signed on the strength of another role, which asks for no papers', async () => {
    const { clinicId, slug } = running.clinic;
    const { patientId, courseId } = await planned();
    const [id, email] = [randomUUID(), `unlicensed@${slug}`];
    const { rows } = await running.store.pool.query<{ id: string }>(
      'insert into auth."user" (name, email, "emailVerified") values ($1, $2, true) returning id',
      ['Uma Unlicensed', email],
    );
    const roles = ['prescriber', 'clinic_admin'] as const;
    await running.store.practitioners.create(clinicId, {
      ...{ id, email, roles, name: 'Uma Unlicensed' },
      userId: rows[0]?.id ?? '',
    });
    await running.takeIntoTeam(patientId, { id });
    const uma = await running.callerAt(running.server.url, clinicId, id);
    expect((await uma.post(`/api/courses/${courseId}/orders`, { id: randomUUID(), terms: TERMS })).status).toBe(403);
  });

  test('is stopped in need by who broke the glass, and may give medicine', async () => {
    const { patientId, courseId } = await planned();
    const { id } = (await sign(courseId)).body.order;
    const who = running.as('anesthesia');
    const stop = () => who.post(`/api/courses/${courseId}/orders/${id}/stop`, { id: randomUUID(), reason: 'Reacted' });
    // On the day of the visit whoever may stop orders at all is let to the patient; the day after, no more.
    running.clock.pass(36 * 60);
    expect((await stop()).status).toBe(403);
    const words = 'The patient collapsed in the corridor';
    await who.post(`/api/patients/${patientId}/break-glass`, { id: randomUUID(), kind: 'emergency', words });
    expect((await stop()).body.standing).toMatchObject({ stands: false, why: 'stopped' });
  });

  test('with a comma for a point, a wrong unit, a number that is none or an unknown field is refused by name', async () => {
    const { courseId } = await planned();
    for (const [prescribed, field] of [
      [{ by: 'weight', perKilogram: { value: '0,5', unit: 'mg/kg' } }, 'terms.prescribed.perKilogram.value'],
      [{ by: 'weight', perKilogram: { value: 0.5, unit: 'mg/lb' } }, 'terms.prescribed.perKilogram.unit'],
      [{ by: 'fixed', amount: { value: 1e308, unit: 'mg' } }, 'terms.prescribed.amount.value'],
    ] as const) {
      const answer = await sign(courseId, { prescribed });
      expect([answer.status, answer.problem.errors?.map((one) => one.field)]).toEqual([400, [field]]);
    }
    expect((await sign(courseId, { strength: 50 })).status).toBe(400);
  });
});

describe('a medicine list', () => {
  test('says what is known of each, and of what it does not know that; an entry ends and stays', async () => {
    const { patientId } = await planned();
    const therapist = running.as('therapist');
    const at = `/api/patients/${patientId}/medicines`;
    const id = randomUUID();
    const added = await therapist.post(at, { id, name: 'Lamictal 100mg', dose: '1 at night', source: 'patient' });
    expect(added.status).toBe(201);
    expect(added.body.medicine.cautions).toMatchObject({
      known: true,
      found: [{ ingredient: 'lamotrigine', caution: { id: 'lamotrigine' } }],
    });
    const unknown = await therapist.post(at, { id: randomUUID(), name: 'Grandmother’s drops', source: 'relative' });
    expect(unknown.body.medicine.cautions).toMatchObject({ known: false, says: expect.stringContaining('Not known') });
    expect(
      (await therapist.post(at, { id, name: 'Lamictal 100mg', dose: '1 at night', source: 'patient' })).status,
    ).toBe(201);
    expect((await therapist.post(at, { id, name: 'Another', source: 'patient' })).status).toBe(409);
    const ended = await therapist.post(`${at}/${id}/end`, { on: '2026-03-01', because: 'Rash' });
    expect(ended.body.medicine.ended).toMatchObject({ on: '2026-03-01', because: 'Rash' });
    expect((await therapist.post(`${at}/${id}/end`, { on: '2026-02-01', because: 'Other' })).status).toBe(409);
    expect((await therapist.get(at)).body.medicines).toHaveLength(2);
    expect((await running.as('front_desk').post(at, { id: randomUUID(), name: 'X', source: 'patient' })).status).toBe(
      403,
    );
  });
});

test('an order that has run out is not placed under', async () => {
  const { session, courseId } = await planned();
  const { id } = (await sign(courseId, { validUntil: '2026-03-03' })).body.order;
  await readyToOrder(session);
  running.clock.pass((3 * DAY) / 60_000);
  const answer = await running.as('nurse').send(session, placed(randomUUID(), { id, version: 1 }));
  expect(rulesOf(answer)).toContain('course-order-stands');
  const { body } = await running.as('nurse').get(`/api/courses/${courseId}/orders`);
  expect(body.orders[0].standing).toMatchObject({ stands: false, why: 'expired' });
});
