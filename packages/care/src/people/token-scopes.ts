/**
 * What an API token may be made for: a closed list, so that whoever makes one sees in a line what it opens. A scope only
 * ever narrows: the token acts in its owner's name, and what its owner may not do it may not do either.
 */
import { z } from 'zod';
import type { Act } from '../authority/acts.ts';

interface Scope {
  readonly says: string;
  readonly acts: readonly Act[] | 'every act';
}

export const TOKEN_SCOPES = {
  everything: { says: 'Everything that you may do', acts: 'every act' },
  'see-schedule': {
    says: 'See the day’s visits, and which sessions move',
    acts: ['see the clinic', 'see the schedule'],
  },
  'arrange-visits': {
    says: 'Arrange visits, and plan who is at them',
    acts: ['see the schedule', 'arrange visits', 'plan who works when'],
  },
  'see-patients': {
    says: 'See patients, their courses and documents',
    acts: ['see demographics', 'see the clinical record'],
  },
  'register-patients': { says: 'Register patients and begin courses', acts: ['register patients', 'begin a course'] },
  'see-sessions': { says: 'See sessions and their records', acts: ['see a session'] },
  'record-sessions': {
    says: 'Begin sessions and record in them',
    acts: ['see a session', 'plan a session', 'take part in a session'],
  },
  'see-protocols': { says: 'See protocols', acts: ['read protocols'] },
  'see-people': {
    says: 'See who works here, and how long their credentials are good',
    acts: ['see who works here'],
  },
} as const satisfies Record<string, Scope>;
export type TokenScope = keyof typeof TOKEN_SCOPES;
const SCOPE_NAMES = Object.keys(TOKEN_SCOPES) as [TokenScope, ...TokenScope[]];
export const tokenScopeSchema = z.enum(SCOPE_NAMES);

/** The scopes that open an act, the narrowest first: a token for everything opens each. */
export const scopesThatOpen = (act: Act): readonly TokenScope[] =>
  SCOPE_NAMES.filter((name) => {
    const { acts }: Scope = TOKEN_SCOPES[name];
    return acts === 'every act' || acts.includes(act);
  }).reverse();

/** A token is made anew at least this often. */
export const LONGEST_TOKEN_DAYS = 365;
