/** `people add`, `people invite` and `people end`: for whoever runs the server, where the screen is not to be had. */
import { randomBytes, randomUUID } from 'node:crypto';
import { inOrder, instant, ROLES, type Role } from '@holdspace/care';
import { addUser, hashOfToken, invitationEnd, invitationPath, newInvitationSecret } from '@holdspace/server';
import type { Store } from '@holdspace/store';
import { audited } from '../audited.ts';
import { open } from '../opened.ts';
import { CannotError, readSettings, UsageError } from '../settings.ts';
import { type Asked, answer } from './answer.ts';

const CHANGE = 'change who works here';

interface AskedPerson extends Asked {
  readonly clinic?: string;
  readonly email: string;
}
export interface AskedNewPerson extends AskedPerson {
  readonly name: string;
  readonly role: readonly string[];
}

/** Adds a person who signs in with a password shown this once; one who signs in already keeps theirs. */
export const addPerson = (asked: AskedNewPerson): Promise<void> => {
  const roles = toRoles(asked.role);
  return within(asked, async (store, clinic) => {
    const email = asked.email.toLowerCase();
    const password = randomBytes(12).toString('base64url');
    const secret = await invited(store, clinic.id, { ...asked, email, roles });
    const isKnown = (await store.users.byEmail(email)) !== null;
    const user = await addUser(store, { email, name: asked.name, password });
    const joining = { userId: user.id, personId: randomUUID(), changeId: randomUUID() };
    const person = await store.invitations.accept(hashOfToken(secret), joining, instant(Date.now()));
    if (!person) throw new CannotError(`${email} could not be added; try again.`);
    await store.signIn.announceRevocation();
    await audited(store, clinic.id, { act: CHANGE, what: 'holdspace people add', target: person.id });
    answer(
      asked,
      { personId: person.id, email, roles, ...(!isKnown && { password }) },
      isKnown
        ? `${asked.name} works at ${clinic.slug} now, and signs in as before.`
        : `${asked.name} works at ${clinic.slug} now, and signs in as ${email} with ${password} (shown this once).`,
    );
  });
};

/** Makes an invitation, and prints its link's path, this once. */
export const invitePerson = (asked: AskedNewPerson): Promise<void> => {
  const roles = toRoles(asked.role);
  return within(asked, async (store, clinic) => {
    const secret = await invited(store, clinic.id, { ...asked, email: asked.email.toLowerCase(), roles });
    const path = invitationPath(secret);
    await audited(store, clinic.id, { act: CHANGE, what: 'holdspace people invite' });
    answer(
      asked,
      { path, roles, clinic: clinic.slug },
      `${path}\n(after your server’s address; for ${asked.email} at ${clinic.slug}, good once, for a week; shown this once)`,
    );
  });
};

/** Ends somebody's work at a clinic at once, on every running server. The last administrator can be ended here alone. */
export async function endPerson(asked: AskedPerson & { because: string }): Promise<void> {
  const opened = await open(readSettings(asked));
  try {
    const { store } = opened;
    const { clinicId, practitionerId, slug } = await whereTheyWork(store, asked.email, asked.clinic);
    const at = instant(Date.now());
    const ending = { changeId: randomUUID(), personId: practitionerId, kind: 'ended', to: [], at } as const;
    // Whoever runs the server answers for it: this is the way out where a clinic's only administrator is the trouble.
    const made = await store.people.change(clinicId, { ...ending, because: asked.because }, () => []);
    if (made.outcome !== 'changed') throw new CannotError(`${asked.email} does not work at ${slug}.`);
    await store.signIn.announceRevocation();
    await audited(store, clinicId, {
      act: CHANGE,
      what: 'holdspace people end',
      target: practitionerId,
      why: asked.because,
    });
    const handOver = await store.assignments.upcoming(clinicId, practitionerId, at);
    answer(
      asked,
      { personId: practitionerId, clinic: slug, handOver },
      [
        `${made.person.name} works at ${slug} no longer; their sign-ins and tokens there have ended.`,
        ...handOver.map((one) => `To be handed over: ${one.scheduledFor}, ${one.room}, as ${one.role}`),
      ].join('\n'),
    );
  } finally {
    await opened.close();
  }
}

/** The one clinic where somebody works, or the one named. Throws where that is none, or not clear. */
export async function whereTheyWork(
  store: Store,
  email: string,
  clinic: string | undefined,
): Promise<{ readonly clinicId: string; readonly practitionerId: string; readonly slug: string }> {
  const slugs = new Map((await store.clinics.addresses()).map((one) => [one.id, one.slug]));
  const memberships = (await store.practitioners.membershipsOfEmail(email))
    .map((one) => ({ ...one, slug: slugs.get(one.clinicId) ?? '' }))
    .filter((one) => !clinic || one.slug === clinic);
  const [membership, another] = memberships;
  if (!membership)
    throw new CannotError(`Nobody works${clinic ? ` at ${clinic}` : ' at any clinic'} with the e-mail ${email}.`);
  if (another)
    throw new UsageError(
      `${email} works at ${memberships.map(({ slug }) => slug).join(' and ')}; choose with --clinic.`,
    );
  return membership;
}

async function within(
  asked: AskedPerson,
  work: (store: Store, clinic: { readonly id: string; readonly slug: string }) => Promise<void>,
): Promise<void> {
  const opened = await open(readSettings(asked));
  try {
    const clinics = (await opened.store.clinics.addresses()).filter(
      ({ slug }) => !asked.clinic || slug === asked.clinic,
    );
    const [clinic, another] = clinics;
    if (!clinic)
      throw new CannotError(asked.clinic ? `There is no clinic ${asked.clinic}.` : 'There is no clinic yet.');
    if (another) throw new UsageError(`Choose with --clinic: ${clinics.map(({ slug }) => slug).join(', ')}.`);
    await work(opened.store, clinic);
  } finally {
    await opened.close();
  }
}

async function invited(
  store: Store,
  clinicId: string,
  { name, email, roles }: { name: string; email: string; roles: readonly Role[] },
): Promise<string> {
  const secret = newInvitationSecret();
  const invitedAt = instant(Date.now());
  const invitation = { id: randomUUID(), name, email, roles, invitedAt, expiresAt: invitationEnd(invitedAt) };
  if (await store.invitations.create(clinicId, { ...invitation, hash: hashOfToken(secret) })) return secret;
  throw new CannotError(`Somebody with the e-mail ${email} works there already.`);
}

function toRoles(given: readonly string[]): Role[] {
  const wrong = given.filter((one) => !ROLES.includes(one as Role));
  if (given.length === 0 || wrong.length > 0) throw new UsageError(`--role is one of ${ROLES.join(', ')}.`);
  return inOrder(given as Role[]);
}
