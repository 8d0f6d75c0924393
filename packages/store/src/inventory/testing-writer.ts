/**
 * For the test of the ledger under kills: a server's worth of writers in a process of its own, that may be ended at any
 * moment. What is sent is written down before, and what was answered after, so that the next process sends again what
 * nobody answered, as a tablet does.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { type Account, instant, type Movement } from '@holdspace/care';
import { openStore } from '../store.ts';
import { TEST_ROOT_KEYS, type TestClinic } from '../testing.ts';
import type { PostOutcome } from './post.ts';
import { testMovement } from './testing-stock.ts';

export interface WriterSettings {
  readonly databaseUrl: string;
  readonly clinic: TestClinic;
  readonly safes: readonly [string, string];
  /** Vials that everybody wants, which run dry, and the others. */
  readonly wanted: readonly string[];
  readonly others: readonly string[];
  readonly writers: number;
  /** How many movements are to be stored, over all processes. */
  readonly until: number;
  readonly sentFile: string;
  readonly answeredFile: string;
  readonly seed: number;
}
/** As the two files hold them. */
export type Answered = readonly [id: string, outcome: PostOutcome];
export const readLines = <Line>(file: string): Line[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        // A kill may leave half of the last.
        .filter((line) => line.endsWith(']') || line.endsWith('}'))
        .map((line) => JSON.parse(line) as Line)
    : [];

const ADMINISTERED: Account = { kind: 'administered' };
const WASTED: Account = { kind: 'wasted' };
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One nurse: what they hold, what they did last, and what they do next. */
class Writer {
  readonly #settings: WriterSettings;
  readonly #random: () => number;
  #session = randomUUID() as string;
  #held: { readonly container: string; readonly session: string; left: number }[] = [];
  readonly #done: Movement[] = [];

  constructor(settings: WriterSettings, seed: number) {
    this.#settings = settings;
    this.#random = randomOf(seed);
  }
  #one<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T;
  }
  #upTo(most: number): number {
    return 1 + Math.floor(this.#random() * most);
  }

  next(): Movement {
    const { clinic, safes, wanted, others } = this.#settings;
    const dice = this.#random();
    const [here, there] = this.#random() < 0.5 ? safes : ([safes[1], safes[0]] as const);
    const safe: Account = { kind: 'safe', safe: here };
    const isWanted = this.#random() < 0.1;
    const vial = this.#one(isWanted ? wanted : others);
    const undone = this.#done.length > 0 && dice < 0.05 ? this.#one(this.#done) : undefined;
    if (undone)
      return testMovement(clinic, 'reversed', undone.container, undone.amount.value, undone.into, undone.from, {
        reverses: undone.id,
      });
    if (dice < 0.12) {
      const other: Account = { kind: 'safe', safe: there };
      return testMovement(clinic, 'moved', vial, this.#upTo(5_000), safe, other);
    }
    if (dice < 0.14) return testMovement(clinic, 'lost', vial, this.#upTo(50), safe, { kind: 'lost' });
    if (dice < 0.15) return testMovement(clinic, 'destroyed', vial, this.#upTo(50), safe, { kind: 'destroyed' });
    if (dice < 0.16) return testMovement(clinic, 'count_adjusted', vial, this.#upTo(9), safe, { kind: 'unexplained' });
    const held = this.#held.length > 0 && dice < 0.66 ? this.#one(this.#held) : undefined;
    if (!held) {
      if (this.#random() < 0.2) this.#session = randomUUID();
      const hand: Account = { kind: 'in_hand', session: this.#session };
      return testMovement(clinic, 'drawn', vial, this.#upTo(isWanted ? 100_000 : 3_000), safe, hand);
    }
    const hand: Account = { kind: 'in_hand', session: held.session };
    // Now and then more than is in hand.
    const amount = dice < 0.18 ? held.left + 1 : this.#upTo(held.left);
    if (dice < 0.46) return testMovement(clinic, 'administered', held.container, amount, hand, ADMINISTERED);
    if (dice < 0.56) return testMovement(clinic, 'wasted', held.container, amount, hand, WASTED);
    return testMovement(clinic, 'put_back', held.container, amount, hand, safe);
  }

  learn(movement: Movement, outcome: PostOutcome): void {
    if (outcome !== 'posted' && outcome !== 'repeated') return;
    const { kind, container, amount, from, into } = movement;
    if (kind !== 'moved' && kind !== 'reversed') this.#done.push(movement);
    if (this.#done.length > 8) this.#done.shift();
    if (from.kind === 'in_hand')
      for (const one of this.#held)
        if (one.container === container && one.session === from.session) one.left -= amount.value;
    if (into.kind === 'in_hand') this.#held.push({ container, session: into.session, left: amount.value });
    this.#held = this.#held.filter(({ left }) => left > 0);
  }
}

async function run(settings: WriterSettings): Promise<void> {
  const store = openStore({ databaseUrl: settings.databaseUrl, rootKeys: TEST_ROOT_KEYS });
  const answers = readLines<Answered>(settings.answeredFile);
  const known = new Set(answers.map(([id]) => id));
  const isStored = (outcome: PostOutcome) => outcome === 'posted' || outcome === 'repeated';
  // By id: what was sent twice is answered twice.
  let stored = new Set(answers.filter(([, outcome]) => isStored(outcome)).map(([id]) => id)).size;
  const again = readLines<Movement>(settings.sentFile).filter(({ id }) => !known.has(id));
  const [sentFile, answeredFile] = [openSync(settings.sentFile, 'a'), openSync(settings.answeredFile, 'a')];
  // After half a line that a kill left.
  writeSync(sentFile, '\n');
  writeSync(answeredFile, '\n');

  /** Until it is answered, however often PostgreSQL goes away meanwhile. */
  async function send(movement: Movement): Promise<PostOutcome> {
    for (;;) {
      try {
        const [answer] = await store.inventory.post(settings.clinic.clinicId, [movement]);
        if (!answer) throw new Error('no answer');
        writeSync(answeredFile, `${JSON.stringify([movement.id, answer.outcome] satisfies Answered)}\n`);
        return answer.outcome;
      } catch {
        await wait(100);
      }
    }
  }
  for (const outcome of await Promise.all(again.map(send))) if (isStored(outcome)) stored += 1;
  await Promise.all(
    Array.from({ length: settings.writers }, async (_, index) => {
      const writer = new Writer(settings, settings.seed * 1_000 + index);
      while (stored < settings.until) {
        const movement = { ...writer.next(), recordedAt: instant(Date.now()) };
        writeSync(sentFile, `${JSON.stringify(movement)}\n`);
        // Some are sent twice at once, as by a hand that taps twice.
        const outcomes = await Promise.all(index % 16 === 0 ? [send(movement), send(movement)] : [send(movement)]);
        const outcome = outcomes.find((one) => one === 'posted') ?? (outcomes[0] as PostOutcome);
        if (isStored(outcome)) stored += 1;
        writer.learn(movement, outcome);
      }
    }),
  );
  closeSync(sentFile);
  closeSync(answeredFile);
  await store.close();
}

const [settingsFile] = process.argv.slice(2);
if (settingsFile?.endsWith('writer-settings.json'))
  await run(JSON.parse(readFileSync(settingsFile, 'utf8')) as WriterSettings);
