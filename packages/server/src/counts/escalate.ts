/**
 * Discrepancies whose deadline has passed: each is marked once, with a step that says so, and those who answer for it are
 * told by e-mail that there is one, and nothing of what it is; those whose mail was not taken again. Looked for when the server
 * starts, every hour, and whenever somebody looks at them.
 */
import { DAY, ESCALATES_TO, HOUR, type Instant, later, sayRoles } from '@holdspace/care';
import type { Store } from '@holdspace/store';
import { toldBy } from '../break-glass/told.ts';
import type { Logger } from '../log.ts';
import type { Mailer } from '../sign-in/mailer.ts';

export interface Escalating {
  readonly store: Pick<Store, 'discrepancies' | 'practitioners' | 'clinics'>;
  readonly mailer: Mailer | undefined;
  now(): Instant;
}
type Log = Pick<Logger, 'error'>;
const WORDS = `The deadline has passed. It is now for every ${sayRoles(ESCALATES_TO)} to look at.`;
/** How long a notice is sent again: whoever has not looked by then will not be moved by another mail. */
const TOLD_WITHIN = 3 * DAY;

/** Marks what is overdue in a clinic, and tells of what is new without being waited for. Answers how many are new. */
export async function escalate(escalating: Escalating, clinicId: string, log: Log): Promise<number> {
  const { store, now } = escalating;
  const marked = await store.discrepancies.escalate(clinicId, now(), WORDS);
  if (marked > 0) void tell(escalating, clinicId, log);
  return marked;
}

/** Clinics that are being told at this moment are not told beside it. */
const underWay = new Set<string>();

/** Mails of what nobody was told yet; that it was told is kept when all of it was taken. Never throws. */
async function tell({ store, mailer, now }: Escalating, clinicId: string, log: Log): Promise<void> {
  if (!mailer || underWay.has(clinicId)) return;
  underWay.add(clinicId);
  const failed = (error: unknown) => {
    log.error({ part: 'inventory', err: error }, 'a notice of an overdue discrepancy could not be sent');
    return undefined;
  };
  try {
    const overdue = await store.discrepancies.untold(clinicId, later(now(), -TOLD_WITHIN));
    if (overdue.length === 0) return;
    const people = (await store.practitioners.list(clinicId)).filter(({ roles }) =>
      roles.some((role) => ESCALATES_TO.includes(role)),
    );
    const subject = `Medicine: ${overdue.length === 1 ? 'a discrepancy is' : `${overdue.length} discrepancies are`} overdue`;
    const text = `${subject}.\n\nA medical director settles it under Medicine, Discrepancies. A theft or a significant loss is notified to the DEA within one business day of its discovery.\n`;
    const told = toldBy(mailer);
    const untold = people.filter(({ email }) => overdue.some((id) => !told.isTaken(id, email)));
    const taken = await Promise.all(
      untold.map(({ email }) => mailer.send({ to: email, subject, text }).then(() => email, failed)),
    );
    const addresses = taken.filter((one) => one !== undefined);
    if (addresses.length < untold.length) {
      for (const id of overdue) told.tried(id, addresses, now());
      return;
    }
    await store.discrepancies.told(clinicId, overdue, now());
    for (const id of overdue) told.forget(id);
  } catch (error) {
    failed(error);
  } finally {
    underWay.delete(clinicId);
  }
}

/** Looks in every clinic; one in which that fails holds up no other. Never throws. */
export async function escalateAll(escalating: Escalating, log: Log): Promise<void> {
  const failed = (error: unknown) =>
    log.error({ part: 'inventory', err: error }, 'overdue discrepancies could not be looked for');
  try {
    for (const { id } of await escalating.store.clinics.addresses())
      try {
        await escalating.store.discrepancies.escalate(id, escalating.now(), WORDS);
        await tell(escalating, id, log);
      } catch (error) {
        failed(error);
      }
  } catch (error) {
    failed(error);
  }
}

/** Looks now, and every hour. */
export function keepEscalating(escalating: Escalating, log: Log) {
  void escalateAll(escalating, log);
  const timer = setInterval(() => void escalateAll(escalating, log), HOUR);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
