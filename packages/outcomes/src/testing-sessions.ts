/** For tests and benchmarks: sessions as rooms make them, kept as a server keeps them. */
import { randomUUID } from 'node:crypto';
import {
  type Instant,
  instant,
  projectionOf,
  type SessionEvent,
  shippedProtocol,
  toMilliseconds,
} from '@holdspace/care';
import type { Store } from '@holdspace/store';
import { MORNING, Room } from '../../care/src/session/making.ts';

/** As it stands when a server makes it: empty. */
const FIRST_PREVIOUS_HASH = '';

export interface KeptSession {
  readonly sessionId: string;
  readonly courseId: string;
  readonly patientId: string;
  readonly events: readonly SessionEvent[];
  /** The hash of its last event. */
  readonly hash: string;
}
export interface SessionWanted {
  readonly clinicId: string;
  readonly patientId: string;
  readonly protocolId?: string;
  readonly courseId?: string;
  readonly at?: Instant;
  /** The first dose otherwise than the protocol's usual one. */
  readonly order?: Parameters<Room['ordered']>[0];
  /** From a room in which everything stands ready. */
  readonly play?: (room: Room) => Room;
}

export const wholeSession = (room: Room): Room =>
  room.dosed().after(15).measured(148, 88).after(15).measured(139, 82).recovered().fitToLeave().discharged();

/** A room's log as that of a session of its own: moved in time, with command ids of its own. */
function ownLog(log: readonly SessionEvent[], { patientId, at }: SessionWanted): readonly SessionEvent[] {
  const shift = at ? toMilliseconds(at) - toMilliseconds(MORNING) : 0;
  const moved = (moment: Instant): Instant => instant(toMilliseconds(moment) + shift);
  const ids = new Map<string, string>();
  return log.map((event) => {
    const commandId = ids.get(event.commandId) ?? randomUUID();
    ids.set(event.commandId, commandId);
    const own = { ...event, commandId, at: moved(event.at), recordedAt: moved(event.recordedAt) };
    return own.type === 'SessionPlanned' ? { ...own, patient: { ...own.patient, id: patientId } } : own;
  });
}

const COMMAND_HASH = 'a'.repeat(64);
export async function appendEvents(
  store: Store,
  clinicId: string,
  session: Pick<KeptSession, 'sessionId' | 'hash'>,
  room: Room,
  events: readonly SessionEvent[],
): Promise<string> {
  const answer = await store.sessions.append({
    clinicId,
    sessionId: session.sessionId,
    expectedSeq: (events[0]?.seq ?? 1) - 1,
    previousHash: session.hash,
    commands: [...new Set(events.map(({ commandId }) => commandId))].map((id) => ({ id, hash: COMMAND_HASH })),
    events,
    summary: projectionOf(room.protocol, room.state, room.now),
  });
  if (!answer.stored) throw new Error(`not stored: ${answer.because}`);
  return answer.events.at(-1)?.hash ?? session.hash;
}

/** Keeps a whole session under a course and a visit of its own, or of a course that is there. */
export async function keepSession(store: Store, wanted: SessionWanted): Promise<KeptSession & { readonly room: Room }> {
  const { clinicId, patientId, play = wholeSession } = wanted;
  const protocol = shippedProtocol(wanted.protocolId ?? 'infusion-iv');
  const ready = new Room(protocol).planned().arrived().peopled().gatesConfirmed().measured().inDosingPhase();
  const room = play(ready.ordered(wanted.order));
  const events = ownLog(room.state.log, wanted);
  const begun = events[0]?.at ?? MORNING;
  const [sessionId, visitId, courseId] = [randomUUID(), randomUUID(), wanted.courseId ?? randomUUID()];
  if (wanted.courseId === undefined)
    await store.courses.create(clinicId, {
      id: courseId,
      patientId,
      protocolId: protocol.id,
      protocolVersion: protocol.version,
      startedOn: begun.slice(0, 10),
    });
  await store.visits.create(clinicId, { id: visitId, courseId, kind: 'dosing', scheduledFor: begun, room: 'Room 1' });
  await store.sessions.create(
    clinicId,
    { sessionId, visitId, patientId, protocolId: protocol.id, protocolVersion: protocol.version },
    begun,
  );
  const hash = await appendEvents(store, clinicId, { sessionId, hash: FIRST_PREVIOUS_HASH }, room, events);
  return { sessionId, courseId, patientId, events, hash, room };
}

/** Strikes an entry out of a session that is kept. */
export async function strikeOut(
  store: Store,
  clinicId: string,
  session: KeptSession & { readonly room: Room },
  struck: number,
): Promise<void> {
  const last = session.events.at(-1) as SessionEvent;
  const { seq, at, recordedAt, author, device } = last;
  const event: SessionEvent = {
    type: 'StruckOut',
    seq: seq + 1,
    at,
    recordedAt,
    author,
    device,
    commandId: randomUUID(),
    part: 0,
    struck,
    reason: 'entered for another patient',
  };
  await appendEvents(store, clinicId, session, session.room.having([event]), [event]);
}
