/** The people of the demo's clinics, offered for one-touch sign-in. Only ever asked for in demo mode. */
import type { Instant, Role } from '@holdspace/care';
import type { Store } from '@holdspace/store';
import { hashPassword } from './password.ts';

/** Everybody's in the demo, and printed at its start: there is nothing behind it but invented people. */
export const DEMO_PASSWORD = 'holdspace-demo';

/** Everybody's in the demo too: signs single acts on a shared or locked screen. */
const DEMO_PIN = '739264';

/** Lets a person of the demo sign with the demo's PIN. */
export async function setDemoPin(store: Store, clinicId: string, practitionerId: string, now: Instant): Promise<void> {
  await store.signIn.signatures.setPin(clinicId, practitionerId, await hashPassword(DEMO_PIN), now);
}

export interface DemoPerson {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly clinic: { readonly slug: string; readonly name: string };
}

export async function demoPeople(store: Store): Promise<DemoPerson[]> {
  const addresses = (await store.clinics.addresses()).filter(({ isDemo }) => isDemo);
  const clinics = await Promise.all(
    addresses.map(async ({ id }) => ({
      clinic: await store.clinics.find(id),
      people: await store.practitioners.list(id),
    })),
  );
  return clinics.flatMap(({ clinic, people }) =>
    clinic
      ? people.map(({ email, name, roles }) => ({
          email,
          password: DEMO_PASSWORD,
          name,
          roles,
          clinic: { slug: clinic.slug, name: clinic.name },
        }))
      : [],
  );
}
