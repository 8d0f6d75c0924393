/** Where principals come from: memberships and tokens in the store, and people as their clinic knows them. */
import { type Instant, type TokenScope, tokenScopeSchema } from '@holdspace/care';
import type { Store } from '@holdspace/store';
import { ENDS_AFTER_IDLE_MS } from './lock.ts';
import type { Clinic, Principal, PrincipalSource } from './principal.ts';
import type { SignIn } from './sign-in.ts';

interface Membership {
  readonly clinicId: string;
  readonly practitionerId: string;
}

export function principalSource(store: Store, signIn: SignIn, now: () => Instant): PrincipalSource {
  /** The practitioner at the clinic; null where they have left it. */
  const at = async ({ clinicId, practitionerId }: Membership) => {
    const [clinic, record] = await Promise.all([
      store.clinics.find(clinicId),
      store.practitioners.find(clinicId, practitionerId),
    ]);
    if (!clinic || !record) return null;
    const { id, slug, name, zone } = clinic;
    return {
      clinic: { id, slug, name, zone } satisfies Clinic,
      practitioner: { id: record.id, name: record.name, roles: record.roles },
    };
  };

  return {
    async byCookie(cookie, chosen): Promise<Principal | null> {
      const standing = await signIn.standing(cookie);
      if (!standing) return null;
      if (Date.parse(now()) - standing.touchedAt > ENDS_AFTER_IDLE_MS) {
        await store.signIn.sessions.end(standing.userId, standing.id);
        return null;
      }
      const places = (await Promise.all((await store.practitioners.membershipsOf(standing.userId)).map(at)))
        .filter((place) => place !== null)
        .sort((one, other) => one.clinic.slug.localeCompare(other.clinic.slug));
      const place = places.find(({ clinic }) => clinic.slug === chosen) ?? places[0];
      return place ? { ...place, clinics: places.map(({ clinic }) => clinic), by: 'cookie', signIn: standing } : null;
    },

    async byTokenHash(hash): Promise<Principal | null> {
      const bearer = await store.tokens.find(hash, now());
      const place = bearer && (await at(bearer));
      return place ? { ...place, clinics: [place.clinic], by: 'token', scopes: knownScopes(bearer.scopes) } : null;
    },
  };
}

/** Of a newer version's scopes, which this one does not know, a token opens nothing. */
const knownScopes = (scopes: readonly string[]): TokenScope[] =>
  scopes.flatMap((scope) => tokenScopeSchema.safeParse(scope).data ?? []);
