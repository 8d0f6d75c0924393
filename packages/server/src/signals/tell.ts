/** Who hears of what waits: every open screen, and by e-mail, with nothing clinical in it. Telling never holds up an act. */
import type { Clinic, PractitionerRecord } from '@holdspace/store';
import type { Context } from '../context.ts';
import type { Logger } from '../log.ts';

export type Telling = Pick<Context, 'store' | 'clinicFeed' | 'mailer' | 'publicUrl'>;
type Log = Pick<Logger, 'error' | 'warn'>;

/** Where what waits is looked at. */
const WAITING = '/tasks';

/** Tells the screens, of this server and of every other, that something about a task has changed. */
export async function tellTask({ store, clinicFeed }: Telling, log: Log, clinicId: string, id: string): Promise<void> {
  clinicFeed.taskChanged(clinicId, id);
  try {
    await store.tasks.announce({ clinicId, id });
  } catch (error) {
    // Screens also ask for themselves, each minute.
    log.warn({ part: 'signals', err: error }, 'other servers could not be told of a task');
  }
}

const MAILS = {
  paged: {
    subject: 'somebody is needed now',
    text: 'Something urgent waits, and nobody has taken it yet. Open it and take it now',
  },
  yours: { subject: 'something waits for you', text: 'Something waits for you' },
  overdue: {
    subject: 'something that waits is overdue',
    text: 'Something that waits was not done by its time. See whose it is, and whether they need help',
  },
} as const;

/** E-mails people; answers those whose mail was not taken. Never throws. */
export async function mailPeople(
  { mailer, publicUrl }: Telling,
  log: Log,
  { name }: Pick<Clinic, 'name'>,
  people: readonly PractitionerRecord[],
  what: keyof typeof MAILS,
): Promise<readonly string[]> {
  if (!mailer) return [];
  const { subject, text } = MAILS[what];
  const where = publicUrl ? `:\n\n${publicUrl}${WAITING}` : ' in Holdspace, under What waits.';
  const mail = { subject: `${name}: ${subject}`, text: `${text}${where}\n` };
  const tried = await Promise.all(
    people.map(({ id, email }) =>
      mailer.send({ to: email, ...mail }).then(
        () => [],
        (error: unknown) => {
          log.error({ part: 'signals', err: error }, 'a notice of what waits could not be sent');
          return [id];
        },
      ),
    ),
  );
  return tried.flat();
}
