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
import { crisesOfPatient, factsOfPatient } from './facts.ts';
import { asPerson, mayAnswer } from './people.ts';
import { mailPeople, type Telling, tellTask } from './tell.ts';

export type Watching = Telling & Pick<Context, 'protocols' | 'standings' | 'now'>;

/** What became so within this is raised, however long nobody looked; what is older has been, or is too late to act on. */
export const LOOK_BACK = 14 * DAY;
/** The longest that a check-in or a visit follows its session. */
const LONGEST_FOLLOWED_DAYS = 42;
const LOOK_EVERY = MINUTE;
const LOOK_AT_MOST = MINUTE / 2;
/** Who waits for help to be called waits no longer than this for the machine. */
const WAITS_AT_MOST = 5_000;
/** Another server was looking when something was raised: it may have passed that patient by. */
const LOOK_AGAIN_MS = 2_000;
/** Who waits for a page waits for no more than the other server’s look, and a little. */
const WAITING_LOOKS_AGAIN_MS = 250;
/** Each look holds a connection while it lasts, and the clinics' own work needs the others. */
const CLINICS_AT_ONCE = 3;
/** The care team outside is asked to call while it may still help; after that the clinic has had a day to telephone. */
const OUTSIDE_IS_TOLD_WITHIN = DAY;

/** From when on patients must have had something to be looked at, so that no rule misses what it looks for. */
export function watchedSince(rules: readonly SignalRule[], from: Instant): Instant {
  const days = rules.map(({ looksFor }) => (looksFor.kind === 'no_integration_visit' ? looksFor.days : 0));
  return later(from, -Math.max(LONGEST_FOLLOWED_DAYS, ...days) * DAY);
}

/** `elsewhere`: another server was looking. */
type Looked = 'looked' | 'elsewhere' | 'failed';
interface Seen {
  readonly clinic: Clinic;
  readonly staff: readonly PractitionerRecord[];
}

export class Watch {
  readonly #parts: Watching;
  readonly #log: Pick<Logger, 'error' | 'warn'>;
  readonly #looking = new Map<string, Promise<Looked>>();
  readonly #again = new Set<string>();
  readonly #later = new Set<string>();
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
      await this.#tried('crises could not be paged', () => this.#page(seen));
      await this.#tried('the care team outside could not be told', () => this.#tellOutside(seen));
    });
  }

  /** Looks soon, without anybody waiting for it: something has just been raised there. */
  soon(clinicId: string): void {
    void this.#lookSoon(clinicId);
  }

  /**
   * Looks now, and waits until that is done, or a little while: so somebody is paged before an answer leaves. Where another
   * server is looking, which may have passed the patient by, or a look fails, it looks again meanwhile. What takes longer is
   * tried again by itself: nothing that was kept is lost by it.
   */
  async atOnce(clinicId: string): Promise<void> {
    let isLate = false;
    const looking = async () => {
      // One that is under way here may have passed the patient by as well.
      await this.#looking.get(clinicId);
      while (!isLate && (await this.#lookSoon(clinicId)) !== 'looked')
        await new Promise((resolve) => setTimeout(resolve, WAITING_LOOKS_AGAIN_MS));
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, WAITS_AT_MOST);
    });
    await Promise.race([looking(), late]);
    isLate = true;
    clearTimeout(timer);
  }

  #lookSoon(clinicId: string): Promise<Looked> {
    if (this.#stopped) return Promise.resolve('looked');
    const already = this.#looking.get(clinicId);
    if (already) {
      this.#again.add(clinicId);
      return already;
    }
    const looking = this.look(clinicId)
      .then(
        (hasLooked): Looked => (hasLooked ? 'looked' : 'elsewhere'),
        (error: unknown): Looked => {
          this.#log.error({ part: 'signals', err: error }, 'a clinic could not be looked at');
          return 'failed';
        },
      )
      .then((how) => {
        this.#looking.delete(clinicId);
        if (this.#again.delete(clinicId)) this.soon(clinicId);
        else if (how === 'elsewhere') this.#lookLater(clinicId);
        return how;
      });
    this.#looking.set(clinicId, looking);
    return looking;
  }

  /** Once, however often it was told meanwhile that another server looks. */
  #lookLater(clinicId: string): void {
    if (this.#later.has(clinicId)) return;
    this.#later.add(clinicId);
    setTimeout(() => {
      this.#later.delete(clinicId);
      this.soon(clinicId);
    }, LOOK_AGAIN_MS).unref();
  }

  /** As long as a look may keep others waiting: one that hangs, as on a lock, keeps no other clinic from being paged. */
  async #waitFor(looking: Promise<unknown>): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), LOOK_AT_MOST);
    });
    if ((await Promise.race([looking, late])) === 'late')
      this.#log.warn({ part: 'signals' }, 'a look at a clinic takes long; the others go on without it');
    clearTimeout(timer);
  }

  /** Looks at every clinic, now, each minute, and where something is raised. Answers how to stop. */
  keep(): () => Promise<void> {
    let isGoingRound = false;
    const lookAtAll = async () => {
      if (isGoingRound) return;
      isGoingRound = true;
      try {
        const left = (await this.#parts.store.clinics.addresses()).values();
        const lookAtSome = async () => {
          for (const { id } of left) await this.#waitFor(this.#lookSoon(id));
        };
        await Promise.all(Array.from({ length: CLINICS_AT_ONCE }, lookAtSome));
      } catch (error) {
        this.#log.error({ part: 'signals', err: error }, 'clinics could not be looked at');
      } finally {
        isGoingRound = false;
      }
    };
    // What a stop left between a crisis and its page is paged as soon as there is a server again.
    void lookAtAll();
    const timer = setInterval(() => void lookAtAll(), LOOK_EVERY);
    const deaf = this.#parts.store.concerns.observe((clinicId) => this.soon(clinicId));
    return async () => {
      this.#stopped = true;
      clearInterval(timer);
      deaf();
      this.#again.clear();
      await this.#waitFor(Promise.all(this.#looking.values()));
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
        const facts = await factsOfPatient(this.#parts, clinic, patientId, moment).catch((error: unknown) => {
          this.#log.error({ part: 'signals', err: error }, 'one patient could be looked at for a crisis alone');
          const pages = rules.filter(({ severity }) => severity === 'now');
          return crisesOfPatient(this.#parts, clinic.id, patientId, pages);
        });
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

  /** A promise whose owner cannot keep it goes to a medical director at once; where there is none, it is anybody's to take. */
  async #replaceOwners(seen: Seen): Promise<void> {
    const { store, now } = this.#parts;
    const { clinic, staff } = seen;
    const [next] = this.#whoIs(seen, 'medical_director');
    for (const task of await store.tasks.waiting(clinic.id))
      await this.#tried('an owner could not be looked after', async () => {
        if (!next && task.ownerId === undefined) return;
        const owner = staff.find(({ id }) => id === task.ownerId);
        if (owner && (await mayAnswer(this.#parts, clinic, owner, task.patientId))) return;
        const because =
          task.ownerId === undefined
            ? 'It had nobody.'
            : owner
              ? `${owner.name} may not see this patient’s record any longer.`
              : 'Its owner does not work here any longer.';
        if (!(await store.tasks.reassign(clinic.id, task, next?.id, because, now()))) return;
        await tellTask(this.#parts, this.#log, clinic.id, task.id);
        await this.#mail(seen, next ? [next.id] : [], 'yours');
      });
  }

  async #escalate(seen: Seen): Promise<void> {
    const { store, now } = this.#parts;
    const told = ({ escalatesTo }: Task) => this.#next(seen, escalatesTo).map(({ id }) => id);
    const escalated = await store.tasks.escalate(seen.clinic.id, now(), told);
    const failed = await this.#mail(seen, [...new Set(escalated.flatMap(told))], 'overdue');
    for (const task of escalated)
      await this.#tried('that a notice failed could not be kept', async () => {
        await this.#keepFailed(seen, task, told(task), failed);
        await tellTask(this.#parts, this.#log, seen.clinic.id, task.id);
      });
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
    // Each for itself: what goes wrong with one does not keep the next from being paged.
    for (const task of paged)
      await this.#tried('a crisis could not be paged', async () => {
        const ids = told(task);
        if (ids.length === 0)
          this.#log.error(
            { part: 'signals', task: task.id },
            'a crisis waits, and nobody works here who could be paged',
          );
        await this.#keepFailed(seen, task, ids, await this.#mail(seen, ids, 'paged'));
        await tellTask(this.#parts, this.#log, clinic.id, task.id);
      });
  }

  /**
   * The care team outside, where the patient chose so. Apart from the pages, which end when somebody takes it: a notice that
   * failed is tried again until the crisis is over, and the task says whom to telephone.
   */
  async #tellOutside({ clinic }: Seen): Promise<void> {
    const { store, now } = this.#parts;
    const since = later(now(), -OUTSIDE_IS_TOLD_WITHIN);
    for (const task of await store.tasks.waiting(clinic.id)) {
      if (task.severity !== 'now' || task.raisedAt < since) continue;
      await this.#tried('the care team outside could not be told of a crisis', async () => {
        const { failed } = await tellOutside(this.#parts, clinic.id, task.patientId, task.id);
        if (failed.length === 0) return;
        const said = new Set((await store.tasks.find(clinic.id, task.id))?.steps.map(({ words }) => words));
        for (const { name } of failed) {
          const words = `${name}, of the care team outside, could not be told by e-mail. Telephone them.`;
          if (said.has(words)) continue;
          await store.tasks.pageFailed(clinic.id, task.id, [], now(), words);
          await tellTask(this.#parts, this.#log, clinic.id, task.id);
        }
      });
    }
  }

  async #keepFailed({ clinic }: Seen, task: Task, told: readonly string[], failed: readonly string[]): Promise<void> {
    const { store, now } = this.#parts;
    const missed = told.filter((id) => failed.includes(id));
    if (missed.length > 0) await store.tasks.pageFailed(clinic.id, task.id, missed, now());
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
