/**
 * What holds between somebody here and a patient, looked up for the authority table and believed a few seconds, since
 * every command of a session asks. Only what holds is worth remembering: before anybody is refused it is looked up anew.
 */
import { dayAt, HOUR, type Holding, type Instant, instant, toMilliseconds } from '@holdspace/care';
import type { Standing, Store } from '@holdspace/store';
import { dayBounds } from '../today/day-bounds.ts';

const BELIEVED_MS = 5_000;
const MOST_REMEMBERED = 20_000;

/** Whose conditions are asked for. */
export interface Asker {
  readonly clinic: { readonly id: string; readonly zone: string };
  readonly practitioner: { readonly id: string };
}
export interface StandingsParts {
  readonly store: Pick<Store, 'standings' | 'brokenGlass'>;
  now(): Instant;
}

export const NOTHING_HOLDS: Holding = {};

interface Remembered {
  readonly holding: Holding;
  readonly at: number;
  readonly until: number;
}

export class Standings {
  readonly #parts: StandingsParts;
  readonly #known = new Map<string, Remembered>();
  readonly #listeners = new Set<() => void>();

  constructor(parts: StandingsParts) {
    this.#parts = parts;
  }

  /** What was found within the last seconds, if anything was. */
  remembered(asker: Asker, patientId: string): Holding | undefined {
    const key = keyOf(asker.clinic.id, asker.practitioner.id, patientId);
    const known = this.#known.get(key);
    if (!known) return undefined;
    const age = toMilliseconds(this.#parts.now()) - known.at;
    if (known.until > Date.now() && age >= 0 && age <= BELIEVED_MS) return known.holding;
    this.#known.delete(key);
    return undefined;
  }

  /** Looks it up, and remembers it. */
  async look(asker: Asker, patientId: string): Promise<Holding> {
    return (await this.lookAll(asker, [patientId])).get(patientId) ?? NOTHING_HOLDS;
  }

  /** The same for many patients at once. */
  async lookAll(asker: Asker, patientIds: readonly string[]): Promise<ReadonlyMap<string, Holding>> {
    if (patientIds.length === 0) return new Map();
    const { store, now } = this.#parts;
    const { clinic, practitioner } = asker;
    const moment = now();
    const day = dayBounds(dayAt(moment, clinic.zone), clinic.zone);
    const yesterday = dayAt(instant(toMilliseconds(day.from) - HOUR), clinic.zone);
    const found = await store.standings.of(clinic.id, {
      practitionerId: practitioner.id,
      patientIds,
      day,
      underWaySince: dayBounds(yesterday, clinic.zone).from,
      now: moment,
    });
    const all = new Map<string, Holding>();
    await Promise.all(
      [...found].map(async ([patientId, standing]) => {
        // Broken glass is asked about only where nothing else opens the record.
        const hasGround = standing.inCareTeam || standing.visitToday || standing.presentInSession;
        const isBroken = !hasGround && (await store.brokenGlass.stands(clinic.id, practitioner.id, patientId, moment));
        const holding = holdingOf(standing, isBroken);
        all.set(patientId, holding);
        this.#remember(keyOf(clinic.id, practitioner.id, patientId), holding);
      }),
    );
    return all;
  }

  /** Something that conditions hang on has changed here: all is looked up anew, and open streams are looked at again. */
  forget(): void {
    this.#known.clear();
    for (const listener of this.#listeners) listener();
  }

  /** What was found for one asker is looked up anew; nothing that was open closes by it. */
  forgetOne(asker: Asker, patientId: string): void {
    this.#known.delete(keyOf(asker.clinic.id, asker.practitioner.id, patientId));
  }

  onForgotten(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #remember(key: string, holding: Holding): void {
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    this.#known.set(key, {
      holding,
      at: toMilliseconds(this.#parts.now()),
      until: Date.now() + BELIEVED_MS,
    });
  }
}

const keyOf = (...parts: readonly string[]) => parts.join(' ');

const holdingOf = ({ inCareTeam, visitToday, presentInSession }: Standing, isBroken: boolean): Holding => ({
  'in the care team': inCareTeam,
  'a visit today': visitToday,
  'present in the session': presentInSession,
  'glass broken': isBroken,
});
