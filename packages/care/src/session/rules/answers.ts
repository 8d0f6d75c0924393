/** Short ways in which rules look at who asks and at what stands in the log. */
import type { Role } from '../../roles.ts';
import { sayRoles } from '../../roles.ts';
import type { CommandType } from '../commands.ts';
import type { RuleContext, Violation } from '../rule.ts';
import type { Order, Session } from '../session.ts';

/** Roles of licensed clinicians who may override a soft stop where neither rule nor protocol says more. */
export const SENIOR_CLINICIANS: readonly Role[] = ['medical_director', 'prescriber', 'anesthesia'];
/** Roles that look after patients in the room. */
export const CLINICAL_STAFF: readonly Role[] = [
  'medical_director',
  'prescriber',
  'anesthesia',
  'nurse',
  'therapist',
  'guide',
];

/** Refuses an author who has none of the roles. */
export function needsRole(context: RuleContext, roles: readonly Role[], act: string): Violation | null {
  if (context.author.roles.some((role) => roles.includes(role))) return null;
  return {
    message: `${act} is done by a ${sayRoles(roles)}; you are signed in as ${sayRoles(context.author.roles)}.`,
    satisfy: `Ask a ${sayRoles(roles)} to do it from their own sign-in.`,
  };
}

/** The order with an id, if it stands. */
export const orderOf = (state: Session, id: string | undefined): Order | undefined =>
  state.orders.find((order) => order.id === id);

/** What has been given under an order so far, in micrograms. */
export const givenUnder = (state: Session, order: Order): number =>
  state.doses.filter((dose) => dose.order === order.id).reduce((sum, dose) => sum + dose.amount.value, 0);

/** What may be done, and may have happened, before the patient is there: papers are signed, rooms prepared, people come. */
export const BEFORE_ARRIVAL: ReadonlySet<CommandType> = new Set<CommandType>([
  'PlanSession',
  'RecordArrival',
  'ConfirmGate',
  'JoinSession',
  'LeaveSession',
  'CancelSession',
  'StrikeOut',
  'SignOverride',
  'SignRecord',
]);
