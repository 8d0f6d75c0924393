/**
 * The watch over every clinic: each minute, and at once where something is raised, rules are read against what is known,
 * and what is promised is kept: owners who are gone are replaced, times that pass are told of, crises are paged. Of many
 * servers one looks at a clinic at a time; what a stop missed is found by the next look.
 */
import { randomUUID } from 'node:crypto';
import {
  DAY,
  evaluate,
  type Instant,
  later,
  MINUTE,
  onCallAt,
  ownerFor,
  PAGE_AGAIN_AFTER,
  pagedAt,
  type Role,
  rulesWith,
  type Signal,
  type SignalRule,
  taskDue,
  taskEscalates,
} from '@holdspace/care';
import type { Clinic, PractitionerRecord, Task } from '@holdspace/store';
import type { Context } from '../context.ts';
import type { Logger } from '../log.ts';
import { tellOutside } from '../outside/tell.ts';
import { factsOfPatient } from './facts.ts';
import { asPerson, mayAnswer } from './people.ts';
import { mailPeople, type Telling, tellTask } from './tell.ts';

export type Watching = Telling & Pick<Context, 'protocols' | 'standings' | 'now'>;

/** What became so within this is raised, however long nobody looked; what is older has been, or is too late to act on. */
export const LOOK_BACK = 14 * DAY;
/** The longest that a check-in or a visit follows its session. */
const LONGEST_FOLLOWED_DAYS = 42;
const LOOK_EVERY = MINUTE;
/** Another server was looking when something was raised: it may have passed that patient by. */
const LOOK_AGAIN_MS = 2_000;

/** From when on patients must have had something to be looked at, so that no rule misses what it looks for. */
export function watchedSince(rules: readonly SignalRule[], from: Instant): Instant {
  const days = rules.map(({ looksFor }) => (looksFor.kind === 'no_integration_visit' ? looksFor.days : 0));
  return later(from, -Math.max(LONGEST_FOLLOWED_DAYS, ...days) * DAY);
}

interface Seen {
  readonly clinic: Clinic;
  readonly staff: readonly PractitionerRecord[];
}

export class Watch {
  readonly #parts: Watching;
  readonly #log: Pick<Logger, 'error' | 'warn'>;
  readonly #looking = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();
  #stopped = false;

  constructor(parts: Watching, log: Pick<Logger, 'error' | 'warn'>) {
    this.#parts = parts;
    this.#log = log;
  }

  /** Looks at a clinic, unless another server does; answers whether it did. What fails of it is logged and tried again. */
  async look(clinicId: string): Promise<boolean> {
    const { store } = this.#parts;
    return store.signalRules.alone(clinicId, async () => {
      const clinic = await store.clinics.find(clinicId);
      if (!clinic) return;
      const seen: Seen = { clinic, staff: await store.practitioners.list(clinicId) };
      // Each for itself: a rule that cannot be read does not keep a crisis from being paged.
      await this.#tried('what is known could not be read by the rules', () => this.#raise(seen));
      await this.#tried('owners could not be looked after', () => this.#replaceOwners(seen));
      await this.#tried('what is overdue could not be told of', () => this.#escalate(seen));
      await this.#tried('a crisis could not be paged', () => this.#page(seen));
    });
  }

  /** Looks soon, without anybody waiting for it: something has just been raised there. */
  soon(clinicId: string): void {
    if (this.#stopped) return;
    if (this.#looking.has(clinicId)) {
      this.#again.add(clinicId);
      return;
    }
    const looking = this.look(clinicId)
      .catch((error: unknown) => {
        this.#log.error({ part: 'signals', err: error }, 'a clinic could not be looked at');
        return true;
      })
      .then((hasLooked) => {
        this.#looking.delete(clinicId);
        if (this.#again.delete(clinicId)) this.soon(clinicId);
        else if (!hasLooked) setTimeout(() => this.soon(clinicId), LOOK_AGAIN_MS).unref();
      });
    this.#looking.set(clinicId, looking);
  }

  /** Looks at every clinic, each minute, and where something is raised. Answers how to stop. */
  keep(): () => Promise<void> {
    const lookAtAll = async () => {
      try {
        for (const { id } of await this.#parts.store.clinics.addresses()) if (!this.#stopped) this.soon(id);
      } catch (error) {
        this.#log.error({ part: 'signals', err: error }, 'clinics could not be looked at');
      }
    };
    const timer = setInterval(() => void lookAtAll(), LOOK_EVERY);
    const deaf = this.#parts.store.concerns.observe((clinicId) => this.soon(clinicId));
    return async () => {
      this.#stopped = true;
      clearInterval(timer);
      deaf();
      this.#again.clear();
      await Promise.all(this.#looking.values());
    };
  }

  async #raise({ clinic, staff }: Seen): Promise<void> {
    const { store, now } = this.#parts;
    const moment = now();
    const since = later(moment, -LOOK_BACK);
    const changes = await store.signalRules.changes(clinic.id);
    const rules = rulesWith(new Map(changes.map((change) => [change.ruleId, change])));
    const patients = await store.signalRules.watched(clinic.id, watchedSince(rules, since));
    for (const patientId of patients)
      await this.#tried('one patient could not be looked at', async () => {
        const facts = await factsOfPatient(this.#parts, clinic, patientId, moment);
        const fired = evaluate(rules, facts, moment).filter(({ at }) => at >= since);
        const known = await store.tasks.raised(
          clinic.id,
          fired.map(({ key }) => key),
        );
        for (const signal of fired)
          if (!known.has(signal.key)) await this.#raiseOne({ clinic, staff }, rules, signal, moment);
      });
  }

  async #raiseOne(seen: Seen, rules: readonly SignalRule[], signal: Signal, moment: Instant): Promise<void> {
    const { store } = this.#parts;
    const { clinic, staff } = seen;
    const rule = rules.find(({ id }) => id === signal.ruleId);
    if (!rule) return;
    const team = (await store.careTeam.ofPatient(clinic.id, signal.patientId))
      .filter(({ ended }) => !ended)
      .flatMap(({ person }) => staff.filter(({ id }) => id === person.id).map(asPerson));
    const owner = ownerFor(rule.owner, team, staff.map(asPerson));
    const dueAt = taskDue(moment, rule);
    const id = randomUUID();
    const isNew = await store.tasks.raise(clinic.id, {
      id,
      patientId: signal.patientId,
      ...(signal.courseId !== '' && { courseId: signal.courseId }),
      ruleId: rule.id,
      ruleVersion: rule.version,
      signalKey: signal.key,
      severity: rule.severity,
      at: signal.at,
      raisedAt: moment,
      ...(owner && { ownerId: owner.id }),
      dueAt,
      escalatesTo: rule.escalatesTo,
      escalatesAt: taskEscalates(dueAt, rule),
      facts: signal.because,
    });
    if (!isNew) return;
    await tellTask(this.#parts, this.#log, clinic.id, id);
    // A crisis is paged, and its owner with it; what is only to be looked at waits to be looked at.
    if (rule.severity === 'today') await this.#mail(seen, owner ? [owner.id] : [], 'yours');
  }

  /** A promise whose owner cannot keep it goes to a medical director at once. */
  async #replaceOwners(seen: Seen): Promise<void> {
    const { store, now } = this.#parts;
    const { clinic, staff } = seen;
    const directors = this.#whoIs(seen, 'medical_director');
    for (const task of await store.tasks.waiting(clinic.id)) {
      const owner = staff.find(({ id }) => id === task.ownerId);
      if (owner && (await mayAnswer(this.#parts, clinic, owner, task.patientId))) continue;
      const [next] = directors;
      if (!next) continue;
      const because =
        task.ownerId === undefined
          ? 'It had nobody.'
          : owner
            ? `${owner.name} may not see this patient’s record any longer.`
            : 'Its owner does not work here any longer.';
      if (!(await store.tasks.reassign(clinic.id, task, next.id, because, now()))) continue;
      await tellTask(this.#parts, this.#log, clinic.id, task.id);
      await this.#mail(seen, [next.id], 'yours');
    }
  }

  async #escalate(seen: Seen): Promise<void> {
    const { store, now } = this.#parts;
    const told = ({ escalatesTo }: Task) => this.#next(seen, escalatesTo).map(({ id }) => id);
    const escalated = await store.tasks.escalate(seen.clinic.id, now(), told);
    for (const task of escalated) await tellTask(this.#parts, this.#log, seen.clinic.id, task.id);
    await this.#mail(seen, [...new Set(escalated.flatMap(told))], 'overdue');
  }

  async #page(seen: Seen): Promise<void> {
    const { store, now } = this.#parts;
    const { clinic, staff } = seen;
    const people = staff.map(asPerson);
    const onCall = onCallAt(await store.onCall.standing(clinic.id, now()), people, now());
    const told = ({ pages, escalatesTo, ownerId }: Task) =>
      pagedAt(
        pages,
        onCall,
        this.#next(seen, escalatesTo).map(asPerson),
        people.find(({ id }) => id === ownerId),
      ).map(({ id }) => id);
    const paged = await store.tasks.takePages(clinic.id, now(), later(now(), -PAGE_AGAIN_AFTER), told);
    for (const task of paged) {
      await tellTask(this.#parts, this.#log, clinic.id, task.id);
      const failed = await this.#mail(seen, told(task), 'paged');
      if (failed.length > 0) await store.tasks.pageFailed(clinic.id, task.id, failed, now());
      // Those outside hear of it only where the patient chose so.
      const outside = await tellOutside(this.#parts, clinic.id, task.patientId, task.id);
      if (outside.failed.length > 0)
        this.#log.error({ part: 'signals', task: task.id }, 'a crisis could not be told to the care team outside');
    }
  }

  /** Those of a role; where there is none, the medical directors. */
  #next(seen: Seen, role: Role): readonly PractitionerRecord[] {
    const found = this.#whoIs(seen, role);
    return found.length > 0 ? found : this.#whoIs(seen, 'medical_director');
  }
  #whoIs({ staff }: Seen, role: Role): readonly PractitionerRecord[] {
    return staff.filter(({ roles }) => roles.includes(role));
  }
  #mail({ clinic, staff }: Seen, ids: readonly string[], what: Parameters<typeof mailPeople>[4]) {
    const people = staff.filter(({ id }) => ids.includes(id));
    return mailPeople(this.#parts, this.#log, clinic, people, what);
  }
  async #tried(says: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#log.error({ part: 'signals', err: error }, says);
    }
  }
}
