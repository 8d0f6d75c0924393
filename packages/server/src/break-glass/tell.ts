/**
 * The loud notice: whoever answers for privacy here is told at once, on every open screen and by e-mail. Telling never
 * holds up the access, and the access never rests on it: what waits for a review is kept before anybody is told.
 */
import { DAY, type Instant, later, MINUTE, mayEver } from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { Logger } from '../log.ts';
import { originOf } from '../sign-in/relying-party.ts';
import { toldBy } from './told.ts';

type Telling = Pick<Context, 'store' | 'clinicFeed'>;
type Mailing = Pick<Context, 'store' | 'mailer' | 'metrics' | 'publicUrl' | 'now'>;

/** Where what waits is reviewed. */
const QUEUE = '/broken-glass';

/** Tells the screens, of this server and of every other, that something about broken glass has changed. */
export async function tellScreens({ store, clinicFeed }: Telling, request: FastifyRequest, id: string): Promise<void> {
  const { clinic } = request.principal;
  clinicFeed.glassChanged(clinic.id, id);
  try {
    await store.brokenGlass.announce({ clinicId: clinic.id, id });
  } catch (error) {
    // Screens also ask for themselves, each minute.
    request.log.warn({ part: 'break-glass', err: error }, 'other servers could not be told of broken glass');
  }
}

interface Broken {
  readonly clinicId: string;
  readonly id: string;
  readonly practitionerId: string;
  readonly at: Instant;
}

/**
 * E-mails those who answer for privacy: that it happened, who and when. Nothing about the patient. Where all of it was
 * taken, that is kept; until then it is sent again. Never throws.
 */
async function mailPrivacyOfficers(
  context: Mailing,
  log: Pick<Logger, 'error'>,
  broken: Broken,
  origin?: string,
): Promise<void> {
  const { store, mailer, metrics, now } = context;
  if (!mailer) return;
  const { clinicId, id, practitionerId, at } = broken;
  const failed = (error: unknown) => {
    metrics.glassMailsFailed.inc();
    log.error({ part: 'break-glass', err: error }, 'a notice of broken glass could not be sent');
    return undefined;
  };
  try {
    const [clinic, people] = await Promise.all([store.clinics.find(clinicId), store.practitioners.list(clinicId)]);
    const who = people.find((one) => one.id === practitionerId);
    if (!clinic || !who) throw new Error('a broken glass without its clinic or its person');
    const officers = people.filter((one) => one !== who && mayEver('review break-glass', one.roles));
    const where = origin ? `:\n\n${origin}${QUEUE}` : ' in Holdspace, under Broken glass.';
    const mail = {
      subject: `${clinic.name}: the glass was broken`,
      text: `${who.name} has broken the glass at ${clinic.name}: they opened, in need, the record of a patient who is not among theirs.\n\nWhen: ${inZone(at, clinic.zone)}\n\nSee who, whose and why, and say what you think of it${where}\n`,
    };
    const told = toldBy(mailer);
    const untold = officers.filter(({ email }) => !told.isTaken(id, email));
    const taken = await Promise.all(
      untold.map(({ email }) => mailer.send({ to: email, ...mail }).then(() => email, failed)),
    );
    const addresses = taken.filter((one) => one !== undefined);
    if (addresses.length < untold.length) return told.tried(id, addresses, now());
    await store.brokenGlass.told(clinicId, id, now());
    told.forget(id);
  } catch (error) {
    failed(error);
  }
}

/** Mails at once, by whose request it happened. */
export const mailAtOnce = (
  context: Mailing,
  request: FastifyRequest,
  broken: Pick<Broken, 'id' | 'at'>,
): Promise<void> => {
  const { clinic, practitioner } = request.principal;
  return mailPrivacyOfficers(
    context,
    request.log,
    { clinicId: clinic.id, practitionerId: practitioner.id, ...broken },
    originOf(request, context.publicUrl),
  );
};

/** How long a notice is sent again: whoever has not looked by then will not be moved by another mail. */
const TOLD_WITHIN = 3 * DAY;
/** A mail that is being sent at this moment is not sent beside itself. */
const UNDER_WAY = MINUTE;

/** Sends again what was not taken: by a mail server that was away, or by a server that stopped in between. */
export async function mailAgain(context: Mailing, log: Pick<Logger, 'error'>): Promise<void> {
  const { store, mailer, now, publicUrl } = context;
  const since = later(now(), -TOLD_WITHIN);
  const until = later(now(), -UNDER_WAY);
  for (const { id: clinicId } of await store.clinics.addresses())
    for (const broken of await store.brokenGlass.untold(clinicId, since))
      if (broken.at <= until && (!mailer || toldBy(mailer).isDue(broken.id, now())))
        await mailPrivacyOfficers(context, log, { clinicId, ...broken }, publicUrl);
}

/** Looks every minute for what is still to be told. Answers how to stop. */
export function keepTelling(context: Mailing, log: Pick<Logger, 'error'>): () => void {
  if (!context.mailer) return () => undefined;
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      await mailAgain(context, log);
    } catch (error) {
      log.error({ part: 'break-glass', err: error }, 'what is still to be told of broken glass could not be looked up');
    } finally {
      isLooking = false;
    }
  };
  const timer = setInterval(() => void look(), MINUTE);
  return () => clearInterval(timer);
}

const inZone = (at: Instant, zone: string): string =>
  `${new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(new Date(at))} (${zone})`;
