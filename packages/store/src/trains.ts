/**
 * Trains: what is to be stored for one clinic and arrives while a statement is under way waits, and goes together in the
 * next, one call and one commit for all.
 */

export interface TrainRules {
  /** A train's length; beyond it a single transaction grows without gain. */
  readonly longest: number;
  /**
   * Statements under way at once for one clinic. While the first is being flushed, a second keeps PostgreSQL at work; it
   * leaves only when it is long enough, since two short trains cost more than they gain.
   */
  readonly atOnce: number;
  readonly longEnoughForASecond: number;
}

/** One clinic's queue. `depart` answers everybody of its train and never throws. */
export class Trains<Waiting> {
  readonly #rules: TrainRules;
  readonly #depart: (train: readonly Waiting[]) => Promise<void>;
  readonly #waiting: Waiting[] = [];
  #underWay = 0;

  constructor(rules: TrainRules, depart: (train: readonly Waiting[]) => Promise<void>) {
    this.#rules = rules;
    this.#depart = depart;
  }

  get isIdle(): boolean {
    return this.#underWay === 0 && this.#waiting.length === 0;
  }

  add(waiting: Waiting): void {
    this.#waiting.push(waiting);
    if (!this.#mayLeave()) return;
    this.#underWay += 1;
    // Begun after this turn of the event loop, so that whoever comes in the same turn rides along.
    setImmediate(() => void this.#run());
  }

  /** Whether one more train may leave beside those under way. */
  #mayLeave(): boolean {
    if (this.#underWay >= this.#rules.atOnce) return false;
    return this.#waiting.length >= (this.#underWay === 0 ? 1 : this.#rules.longEnoughForASecond);
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#depart(this.#waiting.splice(0, this.#rules.longest));
      // The few that wait now ride with the train that is still under way.
      if (this.#underWay > 1 && this.#waiting.length < this.#rules.longEnoughForASecond) break;
    }
    this.#underWay -= 1;
  }
}

/** The trains of each clinic, made when first asked for; each clinic's transaction sees only its own rows. */
export function trainsByClinic<Kept extends { readonly isIdle: boolean }>(
  make: (clinicId: string) => Kept,
): (clinicId: string) => Kept {
  const clinics = new Map<string, Kept>();
  return (clinicId) => {
    let trains = clinics.get(clinicId);
    if (!trains) {
      for (const [id, other] of clinics) if (other.isIdle) clinics.delete(id);
      trains = make(clinicId);
      clinics.set(clinicId, trains);
    }
    return trains;
  };
}

/** A lock was lost to another server's train; the same again will get it. */
export const MOST_ATTEMPTS = 5;
const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? '');
/** SQLSTATE classes 22 and 23 (this data cannot be stored) and 40 (rolled back for others' sake). */
export const wasRolledBack = (error: unknown): boolean => /^(22|23|40)...$/.test(codeOf(error));
export const lostALock = (error: unknown): boolean => /^40...$/.test(codeOf(error));
