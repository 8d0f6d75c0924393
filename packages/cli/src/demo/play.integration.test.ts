import { dayAt, type Instant, instant, MINUTE, type Protocol, SHIPPED_DOCUMENTS } from '@holdspace/care';
import { createApp, createLogger } from '@holdspace/server';
import type { Store } from '@holdspace/store';
import { testClinic, testStore } from '@holdspace/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arrange, begin, enrol, type Send, signWhatAwaits, staffOf } from './driver.ts';
import { faster } from './faster.ts';
import { carers, play } from './play.ts';

const ZONE = 'America/New_York';
let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await testStore());
});
afterAll(() => close());

/** Plays a protocol that many times faster on a clock that is moved, and answers what was stored of it. */
async function show(speed: number, shipped: (typeof SHIPPED_DOCUMENTS)[number], seed: number) {
  let clock = Date.UTC(2026, 2, 2, 15);
  const { clinicId } = await testClinic(store);
  const { document, protocol } = faster(shipped, speed);
  const { id, version }: Protocol = protocol;
  await store.protocols.install(clinicId, { id, version, document, installedAt: instant(clock) });
  const { app } = await createApp({
    store,
    secret: 'a secret for tests, of no use anywhere',
    logger: createLogger('silent'),
    secure: false,
    demo: false,
    clock: () => clock,
  });
  const send: Send = async ({ token, method, path, body }) => {
    const response = await app.inject({
      method,
      url: path,
      headers: { authorization: `Bearer ${token}` },
      ...(body !== undefined && { payload: body as object }),
    });
    return { status: response.statusCode, body: response.body ? JSON.parse(response.body) : undefined };
  };
  const staff = await staffOf(store, clinicId, clock);
  await signWhatAwaits(send, staff, [protocol]);
  const { courseId } = await enrol(
    send,
    staff,
    { name: 'Lark Showing', dateOfBirth: '1985-05-05', recordNumber: 'L-1' },
    { id, version },
    { startedOn: dayAt(instant(clock), ZONE), focus: 'To show how a session goes' },
    carers(protocol, staff),
  );
  const scheduledFor: Instant = instant(clock);
  const visitId = await arrange(send, staff, courseId, { kind: 'dosing', scheduledFor, room: 'Showroom' });
  const session = await begin(send, staff, visitId, () => clock);
  await play({
    session,
    protocol,
    staff,
    until: 'discharged',
    seed,
    kilograms: 75,
    speed,
    pass: async (minutes) => {
      clock += (minutes * MINUTE) / speed;
    },
  });
  const events = await store.sessions.events(clinicId, session.id);
  await app.close();
  return events;
}

describe('every shipped protocol plays from arrival to a signed record, with every rule in force', () => {
  const speeds = [2, 30, 60, 120];
  test.each(SHIPPED_DOCUMENTS.map((document) => [document.id, document] as const))('%s', async (_id, document) => {
    for (const speed of speeds) {
      const events = await show(speed, document, 1);
      const types = events.map((event) => event.type);
      expect(types, `at ${speed}`).toContain('DischargeSigned');
      expect(types.at(-1), `at ${speed}`).toBe('RecordSigned');
    }
  });
});

test('the same seed draws the same vital signs, another seed others', async () => {
  const [document] = SHIPPED_DOCUMENTS;
  if (!document) throw new Error('no protocol is shipped');
  const readings = async (seed: number) =>
    (await show(60, document, seed)).flatMap((event) =>
      event.type === 'VitalSignsRecorded' ? [event.vitalSigns] : [],
    );
  const first = await readings(7);
  expect(first.length).toBeGreaterThan(6);
  expect(await readings(7)).toEqual(first);
  expect(await readings(8)).not.toEqual(first);
});
