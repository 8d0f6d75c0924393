/**
 * Discrepancies whose deadline has passed: each is marked once, with a step that says so, and those who answer for it are
 * told by e-mail that there is one, and nothing of what it is. Looked for every hour, and whenever somebody looks at them.
 */
import { ESCALATES_TO, HOUR, type Instant, sayRoles } from '@holdspace/care';
import type { Store } from '@holdspace/store';
import type { Logger } from '../log.ts';
import type { Mailer } from '../sign-in/mailer.ts';

export interface Escalating {
  readonly store: Pick<Store, 'discrepancies' | 'practitioners' | 'clinics'>;
  readonly mailer: Mailer | undefined;
  now(): Instant;
}
const WORDS = `The deadline has passed. It is now for every ${sayRoles(ESCALATES_TO)} to look at.`;

/** Marks what is overdue in a clinic. Answers how many are new. */
export async function escalate(
  { store, mailer, now }: Escalating,
  clinicId: string,
  log: Pick<Logger, 'error'>,
): Promise<number> {
  const overdue = await store.discrepancies.escalate(clinicId, now(), WORDS);
  if (overdue.length > 0 && mailer) void tell({ store, mailer }, clinicId, overdue.length, log);
  return overdue.length;
}

async function tell(
  { store, mailer }: { readonly store: Pick<Store, 'practitioners'>; readonly mailer: Mailer },
  clinicId: string,
  overdue: number,
  log: Pick<Logger, 'error'>,
): Promise<void> {
  const failed = (error: unknown) =>
    log.error({ part: 'inventory', err: error }, 'a notice of an overdue discrepancy could not be sent');
  try {
    const told = (await store.practitioners.list(clinicId)).filter(({ roles }) =>
      roles.some((role) => ESCALATES_TO.includes(role)),
    );
    const subject = `Medicine: ${overdue === 1 ? 'a discrepancy is' : `${overdue} discrepancies are`} overdue`;
    const text = `${subject}.\n\nA medical director settles it under Medicine, Discrepancies. A theft or a significant loss is notified to the DEA within one business day of its discovery.\n`;
    await Promise.all(told.map(({ email }) => mailer.send({ to: email, subject, text }).catch(failed)));
  } catch (error) {
    failed(error);
  }
}

/** Looks in every clinic, every hour. */
export function keepEscalating(escalating: Escalating, logger: Logger) {
  const lookAtAll = async () => {
    try {
      for (const { id } of await escalating.store.clinics.addresses()) await escalate(escalating, id, logger);
    } catch (error) {
      logger.error({ part: 'inventory', err: error }, 'overdue discrepancies could not be looked for');
    }
  };
  const timer = setInterval(() => void lookAtAll(), HOUR);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
