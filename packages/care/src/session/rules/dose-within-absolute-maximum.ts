import { overMaximum } from '../../dosing/limits.ts';
import { weightAt } from '../gates.ts';
import { committedDose } from '../infusion.ts';
import { rule } from '../rule.ts';
import { orderOf } from './answers.ts';
import { preparedFor } from './course-order.ts';

export const doseWithinAbsoluteMaximum = rule({
  id: 'dose-within-absolute-maximum',
  title: 'All doses of a session together stay under the protocol’s absolute maximum',
  source: 'clinical §1; the protocol’s absolute maximum',
  stop: 'hard',
  overrideBy: [],
  commands: ['OrderDose', 'AdministerDose', 'StartInfusion'],
  check(state, command, { protocol }) {
    const asked = () => {
      if (command.type === 'AdministerDose') return command.amount;
      if (command.type === 'StartInfusion') return orderOf(state, command.order)?.dose.amount;
      const prepared = preparedFor(protocol, state, command);
      return prepared.known ? prepared.amount : undefined;
    };
    const amount = asked();
    if (!amount) return null;
    const over = overMaximum(protocol, {
      amount,
      before: committedDose(state),
      weight: weightAt(state, command.at)?.weight,
    });
    return (
      over && {
        ...over,
        field: command.type === 'OrderDose' ? 'prescribed' : command.type === 'AdministerDose' ? 'amount' : 'order',
        satisfy: 'Give less. If it has been given already, record that it happened, with the reason.',
      }
    );
  },
});
