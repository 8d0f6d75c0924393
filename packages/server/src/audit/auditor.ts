/**
 * Writes the audit for this server: durably, before what it tells of is answered. Where it cannot, reading fails closed,
 * and what has happened already is kept in memory, said aloud, and written as soon as it can be.
 */
import { type AuditEntry, type Instant, MINUTE, toMilliseconds } from '@holdspace/care';
import type { Store } from '@holdspace/store';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { Problem } from '../problem.ts';

/** Within this, the like of an entry is not written again where it may be folded. */
const FOLD_MS = MINUTE;
const MOST_FOLDED = 20_000;
/** What is kept while the audit cannot be written; each entry is in the server's log besides. */
const MOST_KEPT = 20_000;
const TRY_AGAIN_MS = 2_000;

interface Kept {
  readonly clinicId: string;
  readonly entry: AuditEntry;
}
export interface AuditorParts {
  readonly store: Pick<Store, 'audit'>;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

export class Auditor {
  readonly #parts: AuditorParts;
  readonly #folded = new Map<string, { readonly at: Instant; readonly written: Promise<unknown> }>();
  #kept: Kept[] = [];
  #flushing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: AuditorParts) {
    this.#parts = parts;
  }

  /** Resolves when the entry is flushed; throws where it cannot be written. */
  async write(clinicId: string, entry: AuditEntry): Promise<void> {
    const { store, metrics, logger } = this.#parts;
    try {
      await store.audit.append(clinicId, entry);
      metrics.audited.inc({ outcome: entry.outcome });
    } catch (error) {
      metrics.auditFailures.inc();
      logger.error({ part: 'audit', err: error }, 'the audit could not be written');
      throw error;
    }
  }

  /** The same, where one entry within a minute stands for all its like. */
  writeFolded(clinicId: string, entry: AuditEntry): Promise<unknown> {
    const key = likeOf(clinicId, entry);
    const last = this.#folded.get(key);
    if (last && Math.abs(toMilliseconds(entry.at) - toMilliseconds(last.at)) < FOLD_MS) return last.written;
    if (this.#folded.size >= MOST_FOLDED) this.#folded.clear();
    const written = this.write(clinicId, entry);
    this.#folded.set(key, { at: entry.at, written });
    written.catch(() => this.#folded.delete(key));
    return written;
  }

  /** Keeps an entry of what cannot be undone, until it is written. Never throws. */
  keep(clinicId: string, entry: AuditEntry): void {
    const { metrics, logger } = this.#parts;
    // An entry without its names, so that it is not lost even where this process is.
    const { who, ...rest } = entry;
    logger.error({ part: 'audit', clinicId, by: who.practitionerId, ...rest }, 'kept until the audit can be written');
    this.#kept.push({ clinicId, entry: { ...entry, isLate: true } });
    if (this.#kept.length > MOST_KEPT) this.#kept.shift();
    metrics.auditWaiting.set(this.#kept.length);
    this.#timer ??= setInterval(() => void this.#flush(), TRY_AGAIN_MS).unref();
  }

  /** Writes, or keeps where that fails. Never throws. */
  async writeOrKeep(clinicId: string, entry: AuditEntry, isFolded = false): Promise<void> {
    try {
      await (isFolded ? this.writeFolded(clinicId, entry) : this.write(clinicId, entry));
    } catch {
      this.keep(clinicId, entry);
    }
  }

  /** Throws 503 while entries wait that cannot be written: before something is done that cannot be undone. */
  async demandWorking(): Promise<void> {
    if (this.#kept.length === 0) return;
    await this.#flush();
    if (this.#kept.length > 0) throw auditAway();
  }

  /** Tries once more to write what is kept, and tries no longer. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#flush();
  }

  #flush(): Promise<void> {
    this.#flushing ??= this.#writeKept().finally(() => {
      this.#flushing = undefined;
    });
    return this.#flushing;
  }

  async #writeKept(): Promise<void> {
    const { metrics } = this.#parts;
    for (let next = this.#kept[0]; next; next = this.#kept[0]) {
      try {
        await this.write(next.clinicId, next.entry);
      } catch {
        break;
      }
      this.#kept = this.#kept.filter((one) => one !== next);
    }
    metrics.auditWaiting.set(this.#kept.length);
    if (this.#kept.length > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

export const auditAway = () =>
  new Problem(
    'unavailable',
    'What you look at must be written to the audit first, and that is not possible now. In a session you can go on recording. Try again in a moment.',
  );

/** What makes two entries alike: who, what, whose, from where and what came of it. */
function likeOf(
  clinicId: string,
  { who, act, outcome, patientId, sessionId, what, commands, from }: AuditEntry,
): string {
  const person = who.practitionerId ?? who.memberId ?? who.userId ?? who.kind;
  return [clinicId, person, act, outcome, patientId, sessionId, what, commands?.join(), from.address].join('|');
}
