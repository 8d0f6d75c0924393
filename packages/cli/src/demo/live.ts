/** Plays one session on the running demo, in real time under a faster protocol, so that a newcomer sees the room move. */
import { dayAt, instant, MINUTE, SHIPPED_DOCUMENTS } from '@holdspace/care';
import type { Store } from '@holdspace/store';
import { CannotError, UsageError } from '../settings.ts';
import { arrange, begin, enrol, type Send, signWhatAwaits, staffOf } from './driver.ts';
import { faster } from './faster.ts';
import { carers, play } from './play.ts';

export interface LiveOptions {
  readonly url: string;
  readonly speed: number;
  readonly protocolId: string;
  /** The vital signs are drawn from it; the same seed, the same session. */
  readonly seed: number;
  say(line: string): void;
}

const HARBOR = 'harbor.test';

export async function playLive(
  store: Store,
  { url, speed, protocolId, seed, say }: LiveOptions,
): Promise<{ sessionId: string; url: string }> {
  if (!Number.isInteger(speed) || speed < 1 || speed > 120)
    throw new UsageError('--speed takes a whole number from 1 to 120.');
  if (!Number.isInteger(seed) || seed < 0) throw new UsageError('--seed takes a whole number.');
  const shipped = SHIPPED_DOCUMENTS.find((document) => document.id === protocolId);
  if (!shipped)
    throw new UsageError(`--protocol is one of ${SHIPPED_DOCUMENTS.map((document) => document.id).join(', ')}.`);
  const clinic = await store.clinics.bySlug(HARBOR);
  if (!clinic?.isDemo) throw new CannotError('There is no demo here. Start it first: npm start');
  const send: Send = async ({ token, method, path, body }) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((cause) => {
      throw new CannotError(`No server answers at ${url}. Start it first: npm start`, { cause });
    });
    if (response.status === 401)
      throw new CannotError(`The server at ${url} does not run on this data folder. Name its folder: --data FOLDER`);
    return { status: response.status, body: await response.json() };
  };
  const { document, protocol } = faster(shipped, speed);
  if (!(await store.protocols.find(clinic.id, protocol.id, protocol.version)))
    await store.protocols.install(clinic.id, {
      id: protocol.id,
      version: protocol.version,
      document,
      installedAt: instant(Date.now()),
    });
  const staff = await staffOf(store, clinic.id, Date.now());
  await signWhatAwaits(send, staff, [protocol]);
  const number = String(Date.now() % 100_000).padStart(5, '0');
  const { courseId } = await enrol(
    send,
    staff,
    { name: `Lark Showing ${number}`, dateOfBirth: '1985-05-05', recordNumber: `L-${number}` },
    { id: protocol.id, version: protocol.version },
    { startedOn: dayAt(instant(Date.now()), clinic.zone), focus: 'To show how a session goes' },
    carers(protocol, staff),
  );
  const visitId = await arrange(send, staff, courseId, {
    kind: 'dosing',
    scheduledFor: instant(Date.now()),
    room: 'Showroom',
  });
  const session = await begin(send, staff, visitId, Date.now);
  const address = `${url}/sessions/${session.id}`;
  say(
    `Open ${address} as nurse@${HARBOR} and watch. It takes about ${Math.ceil(160 / speed)} min at ${speed} times life’s speed.`,
  );
  await play({
    session,
    protocol,
    staff,
    until: 'discharged',
    seed,
    kilograms: 75,
    speed,
    pass: (minutes) => new Promise((resolve) => setTimeout(resolve, (minutes * MINUTE) / speed)),
  });
  return { sessionId: session.id, url: address };
}
