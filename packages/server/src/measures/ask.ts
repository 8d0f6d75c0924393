/**
 * Asks what is due: every few minutes each patient's courses are looked at, and who wants to be asked by e-mail is sent one
 * link for all that is asked on one occasion. Sent once, over all servers; what could not be sent is tried again.
 */
import {
  DAY,
  type Instant,
  type Language,
  later,
  MEASURE_LINKS,
  MINUTE,
  openToPatient,
  questionsNotice,
} from '@holdspace/care';
import type { MeasureRequest } from '@holdspace/store';
import type { Context } from '../context.ts';
import type { Logger } from '../log.ts';
import { spokenAddress } from '../spoken-address.ts';
import { followMeasures } from './follow.ts';
import { newLinkSecret } from './link-secret.ts';
import { type ClinicMeasures, measuresOfClinic } from './put.ts';

export type Asking = Pick<Context, 'store' | 'protocols' | 'mailer' | 'publicUrl' | 'now'>;
type Log = Pick<Logger, 'error'>;
interface At {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
}
const TRY_AGAIN_AFTER = 10 * MINUTE;
const LOOK_EVERY = 5 * MINUTE;
const PATIENTS_AT_ONCE = 200;

/** Looks in every clinic; one patient, or one clinic, where that fails holds up no other. */
export async function askMeasuresDue(context: Asking, log: Log): Promise<void> {
  const { store } = context;
  for (const { id } of await store.clinics.addresses()) {
    const clinic = await store.clinics.find(id);
    if (!clinic) continue;
    // One server looks at a clinic at a time: another need not do the same again.
    await store.feed
      .exclusively(`measures ${id}`, (stillOurs) => askClinic(context, log, clinic, stillOurs))
      .catch((error: unknown) =>
        log.error({ part: 'measures', err: error }, 'what is to be asked in a clinic could not be looked up'),
      );
  }
}

async function askClinic(context: Asking, log: Log, clinic: At, stillOurs: () => Promise<void>): Promise<void> {
  const { requests } = context.store.measures;
  const words = await measuresOfClinic(context, clinic.id);
  let some = await requests.toLookAt(clinic.id, PATIENTS_AT_ONCE);
  while (some.length > 0) {
    for (const patientId of some)
      await askPatient(context, clinic, patientId, words).catch((error: unknown) =>
        log.error({ part: 'measures', err: error }, 'what is to be asked of a patient could not be looked up or sent'),
      );
    await stillOurs();
    some = await requests.toLookAt(clinic.id, PATIENTS_AT_ONCE, some.at(-1));
  }
}

async function askPatient(context: Asking, clinic: At, patientId: string, words: ClinicMeasures): Promise<void> {
  const { store, mailer, publicUrl, now } = context;
  await followMeasures(context, clinic, patientId, words);
  // Without an address of its own the server knows no link to send.
  if (!mailer || !publicUrl) return;
  const channel = (await store.integration.checkIns.choicesOf(clinic.id, patientId)).at(-1)?.channel;
  if (channel !== 'email') return;
  const patient = await store.patients.find(clinic.id, patientId);
  if (!patient?.email) return;
  const open = (await store.measures.requests.ofPatient(clinic.id, patientId)).filter(
    (one) => openToPatient(one, now()) === 'open',
  );
  for (const request of new Map(open.map((one) => [one.occasion, one])).values()) {
    const at = now();
    if (!(await store.measures.requests.takeNotice(clinic.id, request, at, later(at, -TRY_AGAIN_AFTER)))) continue;
    await sendLink(context, clinic, request, {
      to: patient.email,
      language: patient.language,
      origin: new URL(publicUrl).origin,
    });
  }
}

interface MadeFor {
  readonly language: Language | undefined;
  readonly origin: string;
  readonly madeBy?: string | undefined;
}
/** Makes a link to all that is asked on the occasion of a request. It holds for a week, or until that closes, and ends no other. */
export async function makeLink(
  { store, now }: Pick<Context, 'store' | 'now'>,
  clinicId: string,
  { patientId, occasion, closesAt }: MeasureRequest,
  { language, origin, madeBy }: MadeFor,
): Promise<{ readonly id: string; readonly link: string; readonly expiresAt: Instant }> {
  const at = now();
  const week = later(at, MEASURE_LINKS.linkHolds);
  const expiresAt = closesAt !== undefined && closesAt > at && closesAt < week ? closesAt : week;
  const { token, hash } = newLinkSecret(clinicId);
  const id = await store.measures.links.make(clinicId, {
    patientId,
    occasion,
    kind: 'link',
    hash,
    madeAt: at,
    expiresAt,
    ...(madeBy && { madeBy }),
  });
  // After the "#", which no server's log and no other site ever sees.
  return { id, link: `${spokenAddress(`${origin}/m`, language)}#${token}`, expiresAt };
}

/** Nothing in it says what is asked, nor who is. */
export async function sendLink(
  context: Pick<Context, 'store' | 'mailer' | 'now'>,
  clinic: Pick<At, 'id' | 'name'>,
  request: MeasureRequest,
  { to, language, origin, madeBy }: MadeFor & { readonly to: string },
): Promise<Instant> {
  const { id, link, expiresAt } = await makeLink(context, clinic.id, request, { language, origin, madeBy });
  const days = Math.max(1, Math.floor((Date.parse(expiresAt) - Date.parse(context.now())) / DAY));
  await context.mailer?.send({
    to,
    ...questionsNotice(clinic.name, language ?? 'en', link, days),
  });
  // Not before the mail was taken: until then the patient has nothing but an older one.
  await context.store.measures.links.endOlder(clinic.id, id, context.now());
  await context.store.measures.requests.noticeSent(clinic.id, request, context.now());
  return expiresAt;
}

/** Looks every few minutes. Answers how to stop. */
export function keepAskingMeasures(context: Asking, log: Log): () => void {
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      await askMeasuresDue(context, log);
    } catch (error) {
      log.error({ part: 'measures', err: error }, 'what is due to be asked could not be looked up');
    } finally {
      isLooking = false;
    }
  };
  const timer = setInterval(() => void look(), LOOK_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}
