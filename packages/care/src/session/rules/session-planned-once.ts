import { COMMAND_TYPES } from '../command-types.ts';
import { rule } from '../rule.ts';

export const sessionPlannedOnce = rule({
  id: 'session-planned-once',
  title: 'A session is planned once, before anything else',
  source: 'design: the session is a log',
  stop: 'hard',
  overrideBy: [],
  commands: COMMAND_TYPES,
  keepsTheRecordCoherent: true,
  check(state, command) {
    if (command.type === 'PlanSession')
      return state.plan ? { message: 'This session is planned already.', satisfy: 'Plan another session.' } : null;
    return state.plan ? null : { message: 'This session has not been planned.', satisfy: 'Plan the session first.' };
  },
});
