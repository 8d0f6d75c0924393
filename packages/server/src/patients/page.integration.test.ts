/** A patient's page, as the clinic reads it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningClinic, runningClinic } from '../testing.ts';

let running: RunningClinic;
beforeAll(async () => {
  running = await runningClinic();
});
afterAll(() => running?.close());

test.each([
  ['kap-im', { prepares: true, integrates: true }],
  ['infusion-iv', { prepares: false, integrates: false }],
] as const)(
  'a course of %s is prepared and integrated as its protocol promises, and not otherwise',
  async (protocol, promised) => {
    const session = await running.plannedSession(protocol);
    const head = await running.store.sessions.head(running.clinic.clinicId, session);
    const { status, body } = await running.as('medical_director').get(`/api/patients/${head?.patientId}`);
    expect(status).toBe(200);
    const course = body.courses.find((one: { protocol: { id: string } }) => one.protocol.id === protocol);
    expect(course).toMatchObject(promised);
  },
);
