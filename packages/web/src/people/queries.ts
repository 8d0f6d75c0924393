/** The clinic's people: what is asked of the server, and what is sent. */
import type { Instant, Role, TokenScope } from '@holdspace/care';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';

export interface CredentialListed {
  readonly id: string;
  readonly kind: string;
  readonly validFrom?: string;
  readonly expiresOn: string;
  readonly endedOn?: string;
}
export interface PersonShown {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly endedAt?: Instant;
}
export interface PersonListed extends PersonShown {
  readonly credentials: readonly CredentialListed[];
}
export interface InvitationShown {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly invitedAt: Instant;
  readonly expiresAt: Instant;
  readonly invitedBy?: { readonly id: string; readonly name: string };
}
export interface CredentialShown {
  readonly id: string;
  readonly kind: string;
  readonly number?: string;
  readonly issuer?: string;
  readonly validFrom?: string;
  readonly expiresOn: string;
  readonly recordedAt?: Instant;
  readonly recordedBy?: string;
  readonly replacedBy?: string;
  readonly ended?: { readonly on: string; readonly because: string; readonly at: Instant; readonly by: string };
}
export interface ChangeShown {
  readonly kind: 'joined' | 'roles_changed' | 'ended' | 'returned';
  readonly before: readonly Role[];
  readonly after: readonly Role[];
  readonly because?: string;
  readonly at: Instant;
  readonly by?: { readonly id: string; readonly name: string };
}
export interface UpcomingShown {
  readonly visitId: string;
  readonly scheduledFor: Instant;
  readonly room: string;
  readonly role: Role;
  readonly patient: { readonly id: string; readonly name: string };
}
export interface TokenShown {
  readonly id: string;
  readonly label: string;
  readonly scopes: readonly TokenScope[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly lastUsedOn?: string;
  readonly revokedAt?: Instant;
}
export interface PersonPage {
  readonly person: PersonShown;
  readonly credentials: readonly CredentialShown[];
  readonly history: readonly ChangeShown[];
  readonly upcoming: readonly UpcomingShown[];
  readonly tokens: readonly TokenShown[];
}

export const usePeople = () =>
  useQuery({
    queryKey: ['people'],
    queryFn: () => api.get<{ people: readonly PersonListed[]; invitations: readonly InvitationShown[] }>('/api/people'),
  });

export const usePerson = (personId: string) =>
  useQuery({ queryKey: ['people', personId], queryFn: () => api.get<PersonPage>(`/api/people/${personId}`) });

/** Sends something about people, and shows everything about them anew. */
export function useChangePeople<Body, Answer = unknown>(path: string | ((body: Body) => string)) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => api.post<Answer>(typeof path === 'string' ? path : path(body), body),
    onSuccess: () => {
      // Visits show whom their people's papers bear, and the rooms who may be named present.
      for (const key of ['today', 'visit', 'practitioners']) void queries.invalidateQueries({ queryKey: [key] });
      return queries.invalidateQueries({ queryKey: ['people'] });
    },
  });
}
