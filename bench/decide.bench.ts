/**
 * The core alone: a 200-event session is folded, then a million vitals commands are decided against it.
 * Limit: 50 us a command once the state is held, and memory flat over the million.
 */
import {
  type Command,
  commandSchema,
  decide,
  evolve,
  fold,
  quantity,
  type Session,
  SHIPPED_PROTOCOLS,
} from '@holdspace/care';
import { idOf, PEOPLE, Room } from '../packages/care/src/session/making.ts';
import { report } from './report.ts';

const COMMANDS = 1_000_000;
const LIMIT_MICROSECONDS = 50;

const protocol = SHIPPED_PROTOCOLS.find((one) => one.id === 'infusion-iv');
if (!protocol) throw new Error('infusion-iv is not shipped');
let room = new Room(protocol).readyForDose().dosed();
while (room.state.seq < 200) room = room.after(0.1).measured(120 + (room.state.seq % 20));
const state: Session = room.state;
const circumstances = { now: room.now, author: PEOPLE.nurse };
const command: Command = commandSchema.parse({
  id: idOf(9999),
  type: 'RecordVitalSigns',
  at: room.now,
  vitalSigns: {
    bloodPressure: { systolic: quantity(128, 'mm[Hg]'), diastolic: quantity(80, 'mm[Hg]') },
    heartRate: quantity(76, '/min'),
    oxygenSaturation: quantity(98, '%'),
  },
});

const foldStart = performance.now();
for (let round = 0; round < 100; round += 1) fold(state.log);
const foldMicroseconds = ((performance.now() - foldStart) * 1000) / 100;

const decideAndEvolve = (count: number) => {
  const begin = performance.now();
  let events = 0;
  for (let index = 0; index < count; index += 1) {
    const decision = decide(protocol, state, command, circumstances);
    if (!decision.accepted) throw new Error('refused');
    // The next state is made as the server makes it, and let go, so that every command meets 200 events.
    for (const event of decision.events) events += evolve(state, event).seq > 0 ? 1 : 0;
  }
  return { microseconds: ((performance.now() - begin) * 1000) / count, events };
};
const heapMegabytes = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
};

decideAndEvolve(50_000);
const heapBefore = heapMegabytes();
const { microseconds } = decideAndEvolve(COMMANDS);
const heapAfter = heapMegabytes();

report(
  'decide: one vitals command against a session of 200 events',
  [
    { name: 'fold of 200 events', value: foldMicroseconds, unit: 'us' },
    { name: 'decide and evolve, each of 1,000,000', value: microseconds, unit: 'us' },
    { name: 'heap before', value: heapBefore, unit: 'MB' },
    { name: 'heap after', value: heapAfter, unit: 'MB' },
  ],
  [
    { name: 'time a command / 50 us', value: microseconds / LIMIT_MICROSECONDS, limit: 1, bound: 'at_most' },
    { name: 'heap after / before', value: heapAfter / heapBefore, limit: 1.1, bound: 'at_most' },
  ],
);
