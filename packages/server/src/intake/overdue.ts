/**
 * Keeps what was promised of consult requests: each minute those whose time has passed are told to whoever runs the clinic,
 * once over all servers, and what a stop left unheard, in a request, a form or a message, is heard.
 */
import { MINUTE, type Role } from '@holdspace/care';
import type { Context } from '../context.ts';
import type { Logger } from '../log.ts';
import { hearMessages } from '../messages/hear.ts';
import { hearCrisis, hearFormCrisis } from './hear-crisis.ts';

type Keeping = Pick<Context, 'store' | 'mailer' | 'publicUrl' | 'now'>;
type Log = Pick<Logger, 'error'>;

/** Who hears when nobody has answered in time. */
const TOLD: readonly Role[] = ['medical_director', 'clinic_admin'];
const LOOK_EVERY = MINUTE;

/** Answers how many were told of. */
export async function tellOverdue(keeping: Keeping, log: Log, clinicId: string): Promise<number> {
  const { store, mailer, publicUrl, now } = keeping;
  // One that cannot be heard holds up no other.
  const notHeard = (error: unknown) => log.error({ part: 'intake', err: error }, 'a crisis could not be heard');
  for (const asked of await store.consults.unheard(clinicId))
    await hearCrisis(keeping, clinicId, asked).catch(notHeard);
  for (const sent of await store.forms.unheard(clinicId)) await hearFormCrisis(keeping, clinicId, sent).catch(notHeard);
  await hearMessages(keeping, clinicId).catch(notHeard);
  const overdue = await store.consults.escalate(clinicId, now());
  const clinic = overdue.length > 0 ? await store.clinics.find(clinicId) : null;
  if (!clinic || !mailer) return overdue.length;
  const people = (await store.practitioners.list(clinicId)).filter(({ roles }) =>
    roles.some((role) => TOLD.includes(role)),
  );
  const where = publicUrl ? `:\n\n${publicUrl}/inbox` : ' in Holdspace, under Inbox.';
  const mail = {
    subject: `${clinic.name}: a request is overdue`,
    text: `Somebody asked the clinic something and was promised an answer by now. See whose it is, and whether they need help${where}\n`,
  };
  await Promise.all(
    people.map(({ email }) =>
      mailer
        .send({ to: email, ...mail })
        .catch((error: unknown) =>
          log.error({ part: 'intake', err: error }, 'a notice of an overdue request could not be sent'),
        ),
    ),
  );
  return overdue.length;
}

/** Looks in every clinic, each minute; one in which that fails holds up no other. Answers how to stop. */
export function keepTellingOverdue(keeping: Keeping, log: Log): () => void {
  let isLooking = false;
  const failed = (error: unknown) =>
    log.error({ part: 'intake', err: error }, 'overdue requests could not be looked for');
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      for (const { id } of await keeping.store.clinics.addresses()) await tellOverdue(keeping, log, id).catch(failed);
    } catch (error) {
      failed(error);
    } finally {
      isLooking = false;
    }
  };
  const timer = setInterval(() => void look(), LOOK_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}
