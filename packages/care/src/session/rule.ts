/** What a rule is, and what it answers with. The list of rules (rules/index.ts) is their documentation. */

import type { ConsentsOnRecord } from '../consent/on-record.ts';
import type { ScreeningOnRecord } from '../eligibility/on-record.ts';
import type { Instant } from '../instant.ts';
import type { StockKnown } from '../inventory/stock.ts';
import type { CourseOrdersOnRecord } from '../orders/standing.ts';
import type { CredentialDays } from '../people/credential-standing.ts';
import type { Protocol } from '../protocol/schema.ts';
import type { Practitioner, Role } from '../roles.ts';
import type { CommandOf, CommandType } from './commands.ts';
import type { Session } from './session.ts';

/** Hard: nothing overrides it (the truth can still be recorded after the fact). Soft: a reason, by those named. */
export type Stop = 'hard' | 'soft';

/** What `decide` is told beside protocol, state and command. */
export interface Circumstances {
  /** The deciding machine's clock. */
  readonly now: Instant;
  readonly author: Practitioner;
  /** What is on record of the licences and trainings of the people concerned. Absent where this machine does not know. */
  readonly credentials?: CredentialsOnRecord | undefined;
  /** The course orders of the session's patient. Absent where this machine does not know, or nothing asks about them. */
  readonly courseOrders?: CourseOrdersOnRecord | undefined;
  /** The consents that a dose waits for. Absent where this machine does not know, or nothing asks about them. */
  readonly consents?: ConsentsOnRecord | undefined;
  /** What the ledger says of the containers that are named. Absent where this machine does not know. */
  readonly stock?: StockKnown | undefined;
  /** How the screening of the session's course stands. Absent where this machine does not know, or nothing asks about it. */
  readonly screening?: ScreeningOnRecord | undefined;
}

/** By person's id; who is not named has none. */
export type CredentialsOnRecord = Readonly<Record<string, readonly CredentialDays[]>>;

/** A rule was not met: why, with the numbers, and what would satisfy it. */
export interface Violation {
  readonly message: string;
  readonly numbers?: Readonly<Record<string, string>>;
  readonly satisfy: string;
  /** The command's field, where one is at fault: "prescribed.perKilogram". */
  readonly field?: string;
  /** Where the protocol, not the rule, says how hard it stops and who may override. */
  readonly stop?: Stop;
  readonly overrideBy?: readonly Role[];
  readonly witnessed?: boolean;
  /** Where one rule speaks for many (gates): the id to refuse under. */
  readonly rule?: string;
}

/** A refusal as it is answered: a violation under its rule. */
export interface Refusal {
  readonly rule: string;
  readonly title: string;
  readonly stop: Stop;
  readonly message: string;
  readonly numbers: Readonly<Record<string, string>>;
  readonly satisfy: string;
  readonly field?: string;
  /** Empty for a hard stop. */
  readonly overrideBy: readonly Role[];
  /** A second person must sign the override (`SignOverride`). */
  readonly witnessed: boolean;
  readonly source: string;
}

export interface Rule<T extends CommandType = CommandType> {
  /** Stable; the refusal's id in the API and in the handbook. */
  readonly id: string;
  readonly title: string;
  /** Where the rule comes from: a section of the clinical reference, or of the design. */
  readonly source: string;
  readonly stop: Stop;
  readonly overrideBy: readonly Role[];
  readonly commands: readonly T[];
  /**
   * True for rules that keep the record itself coherent (there is no infusion to pause): `happened`
   * does not lift them, since what they refuse would not be a truth about the room.
   */
  readonly keepsTheRecordCoherent?: boolean;
  check(state: Session, command: CommandOf<T>, context: RuleContext): Violation | readonly Violation[] | null;
}

export interface RuleContext extends Circumstances {
  readonly protocol: Protocol;
}

/** Makes a rule with its command types inferred. */
export const rule = <const T extends CommandType>(definition: Rule<T>): Rule => definition as unknown as Rule;

export type Decision =
  | { readonly accepted: true; readonly events: readonly import('./events.ts').SessionEvent[] }
  | { readonly accepted: false; readonly refusals: readonly Refusal[] };
