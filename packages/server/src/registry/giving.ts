/**
 * Clinics that have joined give each other their summaries, once a day and when they are asked to. The server writes each one
 * into the rows of the clinic that is given it, in a transaction of that clinic: no clinic reads another's.
 */
import { type AuditEntry, DAY, HOUR, type Instant, toMilliseconds } from '@holdspace/care';
import type { RegistryStep } from '@holdspace/store';
import type { Context } from '../context.ts';
import type { Logger } from '../log.ts';
import { makeSummary } from './making.ts';

type Parts = Pick<Context, 'store' | 'protocols' | 'outcomes' | 'audit' | 'now'>;
/** What came of giving. */
export type Given = 'given' | 'under-way' | 'not-joined' | 'no-copy';

export class RegistryGiving {
  readonly #parts: Parts;
  readonly #log: Pick<Logger, 'error'>;
  #round: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(parts: Parts, log: Pick<Logger, 'error'>) {
    this.#parts = parts;
    this.#log = log;
  }

  /**
   * Makes a clinic's summary anew, from a copy of now, and gives it to all who have joined. By one server at a time: two
   * summaries that both follow on the same one could differ in few people.
   */
  async give(clinicId: string): Promise<Given> {
    const { feed } = this.#parts.store;
    return (await feed.exclusively(`registry ${clinicId}`, () => this.#giveAlone(clinicId))) ?? 'under-way';
  }

  async #giveAlone(clinicId: string): Promise<Given> {
    const { store, outcomes, now, audit } = this.#parts;
    const joined = await store.registry.joined(clinicId);
    if (!joined) return 'not-joined';
    if (!outcomes) return 'no-copy';
    await outcomes.make(clinicId);
    const madeAt = now();
    const { giver, name } = joined;
    const made = await makeSummary({ ...this.#parts, outcomes }, clinicId, { giver, name, now: madeAt });
    if (!made) return 'no-copy';
    const { summary, given: cells } = made;
    const others = (await this.#others(clinicId)).map(({ id }) => id);
    // The audit knows of it before anybody is given it.
    await audit.write(clinicId, entry(madeAt, `registry summary given to ${others.length} other clinics`, giver));
    await store.registry.keepGiven(clinicId, { summary, cells, madeAt });
    for (const other of others) {
      await store.registry.removeFrom(other, clinicId, giver);
      await store.registry.receive(other, { summary, madeAt, receivedAt: now(), from: { clinicId } });
    }
    // Who left meanwhile has taken back what had been given until then.
    if (!(await this.#isStill(clinicId, joined))) await this.takeBack(clinicId);
    return 'given';
  }

  /** The same, for whoever does not wait for it: a stop does, and one that fails is made up for within the hour. */
  giveSoon(clinicId: string): void {
    this.#round = this.#round
      .then(async () => {
        if (!this.#isStopped) await this.give(clinicId);
      })
      .catch((error: unknown) => this.#say(clinicId, error));
  }

  /** What a clinic gave to others of this installation is taken away again. Files that were handed out are out of reach. */
  async takeBack(clinicId: string): Promise<void> {
    const { store } = this.#parts;
    for (const { id } of await store.clinics.addresses())
      if (id !== clinicId) await store.registry.removeFrom(id, clinicId);
  }

  /** To a clinic that has just joined, what the others gave last. */
  async bringUp(clinicId: string): Promise<void> {
    const { store, now } = this.#parts;
    for (const { id, joined } of await this.#others(clinicId)) {
      const last = await store.registry.given(id);
      if (last?.summary.giver !== joined.giver) continue;
      const { summary, madeAt } = last;
      await store.registry.receive(clinicId, { summary, madeAt, receivedAt: now(), from: { clinicId: id } });
    }
  }

  /** Every clinic that has joined and has given nothing for a day gives anew; who has left has given nothing. */
  async look(): Promise<void> {
    const { store, now } = this.#parts;
    for (const { id } of await store.clinics.addresses()) {
      if (this.#isStopped) return;
      try {
        const steps = await store.registry.steps(id);
        if (steps.length === 0) continue;
        if (steps.at(-1)?.kind === 'left') {
          await this.takeBack(id);
          continue;
        }
        const last = await store.registry.given(id);
        const isOld = !last || toMilliseconds(now()) - toMilliseconds(last.madeAt) >= DAY;
        if (isOld || last.summary.giver !== steps.at(-1)?.giver) await this.give(id);
      } catch (error) {
        this.#say(id, error);
      }
    }
  }

  /** Looks every hour, until it is stopped. */
  keep(): () => Promise<void> {
    const timer = setInterval(() => {
      this.#round = this.#round
        .then(() => this.look())
        .catch((error: unknown) => this.#log.error({ part: 'registry', err: error }, 'clinics could not be looked at'));
    }, HOUR).unref();
    return async () => {
      this.#isStopped = true;
      clearInterval(timer);
      await this.#round;
    };
  }

  #say(clinicId: string, error: unknown): void {
    this.#log.error({ part: 'registry', clinicId, err: error }, 'a summary could not be given');
  }

  async #others(clinicId: string): Promise<readonly { readonly id: string; readonly joined: RegistryStep }[]> {
    const { store } = this.#parts;
    const found: { id: string; joined: RegistryStep }[] = [];
    for (const { id } of await store.clinics.addresses()) {
      const joined = id === clinicId ? null : await store.registry.joined(id);
      if (joined) found.push({ id, joined });
    }
    return found;
  }

  async #isStill(clinicId: string, { giver }: RegistryStep): Promise<boolean> {
    return (await this.#parts.store.registry.joined(clinicId))?.giver === giver;
  }
}

const entry = (at: Instant, what: string, target: string): AuditEntry => ({
  at,
  act: 'take part in the registry',
  outcome: 'allowed',
  who: { kind: 'system', roles: [], name: 'this installation', by: 'registry' },
  what,
  target,
  from: { address: 'this server' },
});
