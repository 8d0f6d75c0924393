/** How the rules of a session look at an order that is placed under a course order, and at what it comes to. */
import { type PreparedDose, prepareDose, type UnknownDose } from '../../dosing/prepare-dose.ts';
import type { CourseOrder } from '../../orders/course-order.ts';
import type { Protocol } from '../../protocol/schema.ts';
import type { Role } from '../../roles.ts';
import type { CommandOf } from '../commands.ts';
import { weightAt } from '../gates.ts';
import type { Circumstances } from '../rule.ts';
import type { Session } from '../session.ts';

type OrderDose = CommandOf<'OrderDose'>;

/** The arithmetic of an order with the weight that stands in the session. */
export function preparedFor(protocol: Protocol, state: Session, command: OrderDose): PreparedDose | UnknownDose {
  const weight = weightAt(state, command.at)?.weight;
  const { prescribed, product, over } = command;
  return prepareDose(protocol, { prescribed, product, ...(weight && { weight }), ...(over && { over }) });
}

/** The course order that a command names, of those that the deciding machine knows. */
export const courseOrderOf = (
  { courseOrders }: Circumstances,
  { underCourseOrder }: Pick<OrderDose, 'underCourseOrder'>,
): CourseOrder | undefined =>
  underCourseOrder && courseOrders?.orders.find((order) => order.id === underCourseOrder.id);

/** Whether the prescriber passed this soft stop, with a reason, when they signed the course order. */
export const signedForTheCourse = (circumstances: Circumstances, command: OrderDose, rule: string): boolean =>
  command.purpose === 'first' &&
  (courseOrderOf(circumstances, command)?.overrides.some((one) => one.rule === rule) ?? false);

/** Who may place a dose under an order that a prescriber has signed: whoever may give it, and whoever may order. */
export const placersOf = ({ dose }: Protocol): readonly Role[] => [...new Set([...dose.orderBy, ...dose.giveBy])];
