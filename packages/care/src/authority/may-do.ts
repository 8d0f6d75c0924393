/** Asks the authority table: may somebody in these roles do this, as far as is known? Pure; the answer says why not. */
import { type Role, sayRoles } from '../roles.ts';
import type { Act } from './acts.ts';
import { CONDITIONS, type Condition, type Holding } from './conditions.ts';
import { type Row, rolesThatMay, rowsOf } from './table.ts';

/** Who asks, and what is known of the matter. */
export interface AskedBy {
  readonly roles: readonly Role[];
  /** What is known to hold; what is not named does not. */
  readonly conditions?: Holding;
  /** The roles to which a protocol narrows the act. It never widens it. */
  readonly narrowedTo?: readonly Role[];
}

export interface NotAllowed {
  readonly allowed: false;
  /** Stable: the act, and what of it was not met. */
  readonly rule: string;
  readonly message: string;
  readonly numbers: Readonly<Record<string, string>>;
  /** The roles that may. */
  readonly whoMay: readonly Role[];
  /** What else would have to hold; empty where no condition makes these roles enough. */
  readonly missing: readonly (readonly Condition[])[];
  readonly satisfy: string;
  readonly source: string;
}
export type Answer = { readonly allowed: true; readonly by: Row } | NotAllowed;

const isFor = ({ roles }: Row, asked: AskedBy): boolean =>
  roles === 'anybody' ||
  asked.roles.some((role) => roles.includes(role) && (!asked.narrowedTo || asked.narrowedTo.includes(role)));

/** Whether an act is allowed, by which row; or the refusal. */
export function mayDo(act: Act, asked: AskedBy): Answer {
  const near: Row[] = [];
  for (const row of rowsOf(act)) {
    if (!isFor(row, asked)) continue;
    if (row.when.every((condition) => asked.conditions?.[condition] === true)) return { allowed: true, by: row };
    near.push(row);
  }
  return refusal(act, asked, near);
}

function refusal(act: Act, { roles, conditions, narrowedTo }: AskedBy, near: readonly Row[]): NotAllowed {
  const whoMay = rolesThatMay(act).filter((role) => !narrowedTo || narrowedTo.includes(role));
  const numbers = { signedInAs: sayRoles(roles), whoMay: sayRoles(whoMay) };
  const missing = near.map(({ when }) => when.filter((condition) => conditions?.[condition] !== true));
  if (missing.length === 0)
    return {
      allowed: false,
      rule: `role: ${act}`,
      message: `To ${act} takes a ${sayRoles(whoMay)}; you are signed in as ${sayRoles(roles)}.`,
      numbers,
      whoMay,
      missing,
      satisfy: `Ask a ${sayRoles(whoMay)} to do it from their own sign-in.`,
      source: rowsOf(act)[0]?.source ?? '',
    };
  const ways = missing.map((one) => one.map((condition) => CONDITIONS[condition]).join(', and '));
  return {
    allowed: false,
    rule: `condition: ${act}`,
    message: `To ${act} it takes more than a role.`,
    numbers,
    whoMay,
    missing,
    satisfy: `Allowed when ${ways.join('; or when ')}.`,
    source: near[0]?.source ?? '',
  };
}

/** Whether the roles may at all, under some condition: what a screen shows, and what needs no look into the store. */
export const mayEver = (act: Act, roles: readonly Role[]): boolean =>
  roles.some((role) => rolesThatMay(act).includes(role));
