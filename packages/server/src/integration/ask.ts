/**
 * Notices of check-ins, to patients who chose e-mail: one for each, while it is open. A look every few minutes finds what is
 * due; a server takes a notice upon itself before it sends it, so that two servers send one. It says nothing clinical.
 */
import { checkInNotice, DAY, type Instant, later, MINUTE } from '@holdspace/care';
import type { Context } from '../context.ts';
import type { Logger } from '../log.ts';
import { spokenAddress } from '../spoken-address.ts';
import { followPatient } from './following.ts';

type Asking = Pick<Context, 'store' | 'protocols' | 'mailer' | 'publicUrl' | 'now'>;

/** The last check-in after a session opens four weeks after it, and stays open for a week. */
const SESSIONS_SINCE = 40 * DAY;
/** What could not be sent is tried again after this. */
const TRY_AGAIN_AFTER = 10 * MINUTE;
const LOOK_EVERY = 2 * MINUTE;

/** Sends what is due and was not sent. Never throws for one patient’s sake. */
export async function askWhatIsDue(context: Asking, log: Pick<Logger, 'error'>): Promise<void> {
  const { store, now } = context;
  for (const { id } of await store.clinics.addresses()) {
    const clinic = await store.clinics.find(id);
    if (!clinic) continue;
    for (const patientId of await store.integration.checkIns.toWriteTo(id, later(now(), -SESSIONS_SINCE)))
      await askPatient(context, clinic, patientId).catch((error: unknown) =>
        log.error({ part: 'integration', err: error }, 'a notice of a check-in could not be sent'),
      );
  }
}

async function askPatient(
  context: Asking,
  clinic: { readonly id: string; readonly name: string; readonly zone: string },
  patientId: string,
): Promise<void> {
  const { store, mailer, publicUrl, now } = context;
  const patient = await store.patients.find(clinic.id, patientId);
  if (!mailer || !patient?.email) return;
  const followed = await followPatient(context, clinic, patientId);
  for (const { id, standing } of followed.flatMap(({ checkIns }) => checkIns)) {
    if (standing !== 'open') continue;
    const at: Instant = now();
    const notice = { checkInId: id, patientId };
    if (!(await store.integration.checkIns.takeNotice(clinic.id, notice, at, later(at, -TRY_AGAIN_AFTER)))) continue;
    const { language } = patient;
    const where = publicUrl && spokenAddress(`${publicUrl}/portal/check-in/${id}`, language);
    await mailer.send({ to: patient.email, ...checkInNotice(clinic.name, language ?? 'en', where) });
    await store.integration.checkIns.noticeSent(clinic.id, id, now());
  }
}

/** Looks every few minutes. Answers how to stop. */
export function keepAsking(context: Asking, log: Pick<Logger, 'error'>): () => void {
  if (!context.mailer) return () => undefined;
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      await askWhatIsDue(context, log);
    } catch (error) {
      log.error({ part: 'integration', err: error }, 'what is due to be asked could not be looked up');
    } finally {
      isLooking = false;
    }
  };
  const timer = setInterval(() => void look(), LOOK_EVERY);
  return () => clearInterval(timer);
}
