/**
 * The loud notice: whoever answers for privacy here is told at once, on every open screen and by e-mail. Telling never
 * holds up the access, and the access never rests on it: what waits for a review is kept before anybody is told.
 */
import { type Instant, mayEver } from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { originOf } from '../sign-in/relying-party.ts';

type Telling = Pick<Context, 'store' | 'clinicFeed' | 'mailer' | 'metrics' | 'publicUrl'>;

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

/** E-mails those who answer for privacy: that it happened, who and when. Nothing about the patient. Never throws. */
export async function mailPrivacyOfficers(context: Telling, request: FastifyRequest, at: Instant): Promise<void> {
  const { store, mailer, metrics } = context;
  if (!mailer) return;
  const { clinic, practitioner } = request.principal;
  const link = `${originOf(request, context.publicUrl)}${QUEUE}`;
  const failed = (error: unknown) => {
    metrics.glassMailsFailed.inc();
    request.log.error({ part: 'break-glass', err: error }, 'a notice of broken glass could not be sent');
  };
  try {
    const others = (await store.practitioners.list(clinic.id)).filter(({ id }) => id !== practitioner.id);
    const officers = others.filter(({ roles }) => mayEver('review break-glass', roles));
    const mail = {
      subject: `${clinic.name}: the glass was broken`,
      text: `${practitioner.name} has broken the glass at ${clinic.name}: they opened, in need, the record of a patient who is not among theirs.\n\nWhen: ${inZone(at, clinic.zone)}\n\nSee who, whose and why, and say what you think of it:\n\n${link}\n`,
    };
    await Promise.all(officers.map(({ email }) => mailer.send({ to: email, ...mail }).catch(failed)));
  } catch (error) {
    failed(error);
  }
}

const inZone = (at: Instant, zone: string): string =>
  `${new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(new Date(at))} (${zone})`;
