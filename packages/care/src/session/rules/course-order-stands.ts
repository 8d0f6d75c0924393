import { standsAt } from '../../orders/standing.ts';
import { rule } from '../rule.ts';
import { orderOf } from './answers.ts';
import { courseOrderOf } from './course-order.ts';

const ASK = 'Ask a prescriber to sign a course order, or to order for this session.';

export const courseOrderStands = rule({
  id: 'course-order-stands',
  title:
    'A dose is placed, drawn up and given under a course order that stands: of this patient and course, not stopped, amended, expired or used up',
  source: 'design: safety rule 1 (doses come from a prescriber’s signed order)',
  stop: 'hard',
  overrideBy: [],
  commands: ['OrderDose', 'DrawMedicine', 'AdministerDose', 'StartInfusion'],
  check(state, command, context) {
    const { courseOrders, protocol } = context;
    if (command.type !== 'OrderDose') {
      const placed = orderOf(state, command.order)?.dose.underCourseOrder;
      // A device that does not know asks nothing of what was placed already; the server decides.
      const order = placed && courseOrders?.orders.find(({ id }) => id === placed.id);
      if (!placed || !order) return null;
      if (order.stopped && order.stopped.at <= command.at)
        return {
          field: 'order',
          message: `The course order was stopped by ${order.stopped.by.name}: ${order.stopped.reason}`,
          satisfy: `Do not give it. ${ASK}`,
        };
      return order.version === placed.version
        ? null
        : {
            field: 'order',
            message: `The course order was amended since: this is of version ${placed.version}, now it is ${order.version}.`,
            satisfy: 'Stop this order, and place it anew under the course order as it stands.',
          };
    }
    const { underCourseOrder } = command;
    if (!underCourseOrder) return null;
    const field = 'underCourseOrder';
    const order = courseOrderOf(context, command);
    if (!order)
      return courseOrders
        ? { field, message: 'This patient has no such course order.', satisfy: ASK }
        : {
            field,
            message: 'The course orders of this patient are not known here.',
            satisfy: 'Load the room again, or let a prescriber order for this session.',
          };
    if (order.patientId !== state.plan?.patient.id)
      return { field, message: 'This is the course order of another patient.', satisfy: ASK };
    if (order.courseId !== courseOrders?.courseId)
      return { field, message: 'This is the order of another course of the patient.', satisfy: ASK };
    if (order.protocol.id !== protocol.id || order.protocol.version !== protocol.version)
      return {
        field,
        message: `It was signed under ${order.protocol.id} ${order.protocol.version}; this session runs under ${protocol.id} ${protocol.version}.`,
        numbers: { signedUnder: order.protocol.version, session: protocol.version },
        satisfy: 'Ask a prescriber to amend it under the version of this session, or to order for this session.',
      };
    if (order.version !== underCourseOrder.version)
      return {
        field,
        message: `It was amended: you named version ${underCourseOrder.version}, now it is ${order.version}.`,
        satisfy: 'Look at the order as it stands, and place it anew.',
      };
    const standing = standsAt(order, command.at, courseOrders?.sessionsUsed[order.id] ?? 0);
    return standing.stands ? null : { field, message: standing.because, satisfy: ASK };
  },
});
