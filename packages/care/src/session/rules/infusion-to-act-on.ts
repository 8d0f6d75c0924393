import { activeInfusion, infusionAt } from '../infusion.ts';
import { rule } from '../rule.ts';
import { orderOf } from './answers.ts';

export const infusionToActOn = rule({
  id: 'infusion-to-act-on',
  title: 'An infusion is started once and is there to be changed, paused, resumed or stopped',
  source: 'design: the session is a log',
  stop: 'hard',
  overrideBy: [],
  commands: ['StartInfusion', 'ChangeInfusionRate', 'PauseInfusion', 'ResumeInfusion', 'StopInfusion'],
  keepsTheRecordCoherent: true,
  check(state, command) {
    const infusion = activeInfusion(state);
    if (command.type === 'StartInfusion') {
      if (infusion) return { message: 'An infusion is running already.', satisfy: 'Stop it before another begins.' };
      const order = orderOf(state, command.order);
      if (order?.used)
        return { field: 'order', message: 'This order has been carried out.', satisfy: 'Ask for a new order.' };
      return order && !order.dose.pump
        ? { field: 'order', message: 'This order is not for an infusion.', satisfy: 'Give it as ordered.' }
        : null;
    }
    const start = infusion?.stretches[0]?.from;
    if (!infusion || !start)
      return { message: 'No infusion is running.', satisfy: 'Start one, or correct what was entered.' };
    if (command.at < start)
      return {
        field: 'at',
        message: 'The time is before the infusion began.',
        numbers: { at: command.at, began: start },
        satisfy: 'Correct the time.',
      };
    const { state: now } = infusionAt(infusion, command.at);
    if (command.type === 'PauseInfusion' && now === 'paused')
      return { message: 'The infusion is paused already.', satisfy: 'Resume or stop it.' };
    if (command.type === 'ResumeInfusion' && now !== 'paused')
      return { message: 'The infusion is not paused.', satisfy: 'Nothing more is needed.' };
    if (command.type === 'ChangeInfusionRate' && now !== 'running')
      return { message: `The infusion is ${now}.`, satisfy: 'Resume it before changing the rate.' };
    return null;
  },
});
