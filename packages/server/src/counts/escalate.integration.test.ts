/** A discrepancy whose deadline has passed: who is told, when that counts as told, and what does not hold it up. */
import type { AddressInfo } from 'node:net';
import { DAY, HOUR, instant } from '@holdspace/care';
import { testClinic } from '@holdspace/store/testing';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogger } from '../log.ts';
import { type Mailer, smtpMailer } from '../sign-in/mailer.ts';
import { type Escalating, escalateAll, keepEscalating } from './escalate.ts';
import { type CountedClinic, countedClinic, halves, left } from './testing-counts.ts';

let post: SMTPServer;
let mailer: Mailer;
let counted: CountedClinic;
const received: string[] = [];
/** Whose mail is not taken now. */
let isShutTo = (_: string): boolean => false;
const log = createLogger('silent');

beforeAll(async () => {
  post = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
        if (isShutTo(to?.text ?? '')) return done(new Error('the post is shut'));
        received.push(to?.text ?? '');
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => post.listen(0, '127.0.0.1', resolve));
  const { port } = post.server.address() as AddressInfo;
  mailer = smtpMailer({ url: `smtp://127.0.0.1:${port}`, from: 'no-reply@clinic.test', requireTls: false });
  counted = await countedClinic();
});
afterAll(async () => {
  await counted?.running.close();
  await new Promise<void>((resolve) => post.close(() => resolve()));
});

const escalating = (more: Partial<Escalating> = {}): Escalating => ({
  store: counted.running.store,
  mailer,
  now: () => counted.running.clock.now,
  ...more,
});
/** A vial is missing, and nobody has found out a day later. */
async function overdue(): Promise<void> {
  const id = await counted.begin('nurse');
  for (const role of ['nurse', 'prescriber'] as const)
    expect((await counted.running.as(role).post(halves(id), counted.half(2, [left(7.4)]))).status).toBe(201);
  counted.running.clock.pass(24 * 60);
  received.length = 0;
}
const untold = () =>
  counted.running.store.discrepancies.untold(
    counted.running.clinic.clinicId,
    instant(counted.running.clock.read() - DAY),
  );

test('is told to all who answer for it, again until all of them were reached, and then no more', async () => {
  await overdue();
  isShutTo = (to) => to.startsWith('clinic_admin');
  await escalateAll(escalating(), log);
  expect(received).toEqual([expect.stringMatching(/^medical_director/)]);
  expect(await untold()).toHaveLength(1);
  isShutTo = () => false;
  received.length = 0;
  await escalateAll(escalating(), log);
  // Who took it the first time is not told again.
  expect(received).toEqual([expect.stringMatching(/^clinic_admin/)]);
  expect(await untold()).toEqual([]);
  await escalateAll(escalating(), log);
  expect(received).toHaveLength(1);
});

test('is told although another clinic cannot be looked into', async () => {
  const { store } = counted.running;
  await testClinic(store);
  await overdue();
  const tried: string[] = [];
  const escalate: Escalating['store']['discrepancies']['escalate'] = (id, ...given) => {
    tried.push(id);
    if (id === counted.running.clinic.clinicId) return store.discrepancies.escalate(id, ...given);
    return Promise.reject(new Error('away'));
  };
  // What fails comes first.
  const clinics = {
    ...store.clinics,
    addresses: async () =>
      (await store.clinics.addresses()).toSorted(
        (one, other) =>
          Number(one.id === counted.running.clinic.clinicId) - Number(other.id === counted.running.clinic.clinicId),
      ),
  };
  await escalateAll(
    escalating({ store: { ...store, clinics, discrepancies: { ...store.discrepancies, escalate } } }),
    log,
  );
  expect(tried.length).toBeGreaterThan(1);
  expect(tried.at(-1)).toBe(counted.running.clinic.clinicId);
  expect(received).toHaveLength(2);
});

test('is looked for when the server starts, and not an hour later', async () => {
  await overdue();
  counted.running.clock.pass(HOUR / 60_000);
  const { stop } = keepEscalating(escalating(), log);
  await expect.poll(() => received.length, { timeout: 20_000 }).toBe(2);
  await expect.poll(untold, { timeout: 20_000 }).toEqual([]);
  stop();
});
