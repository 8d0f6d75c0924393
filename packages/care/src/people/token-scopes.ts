/**
 * What an API token may be made for: a closed list, so that whoever makes one sees in a line what it opens. A scope only
 * ever narrows: the token acts in its owner's name, and what its owner may not do it may not do either.
 */
import { z } from 'zod';

export const TOKEN_SCOPES = {
  everything: 'Everything that you may do',
  'see-schedule': 'See the day’s visits and which sessions move',
  'arrange-visits': 'Arrange visits and plan who is at them',
  'see-patients': 'See patients, their courses and documents',
  'register-patients': 'Register patients and begin courses',
  'see-sessions': 'See sessions and their records',
  'record-sessions': 'Begin sessions and record in them',
  'see-protocols': 'See protocols',
  'see-people': 'See who works here, and until when their credentials are good',
} as const;
export type TokenScope = keyof typeof TOKEN_SCOPES;
export const tokenScopeSchema = z.enum(Object.keys(TOKEN_SCOPES) as [TokenScope, ...TokenScope[]]);

/** A token is made anew at least this often. */
export const LONGEST_TOKEN_DAYS = 365;
