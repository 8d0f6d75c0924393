import { NOSC_MOMENTS } from '../commands.ts';
import { rule } from '../rule.ts';

export const noscInOrder = rule({
  id: 'nosc-in-order',
  title: 'Onset comes before peak and peak before return, each once',
  source: 'design: words (NOSC: onset, peak, return)',
  stop: 'hard',
  overrideBy: [],
  commands: ['RecordNosc'],
  keepsTheRecordCoherent: true,
  check(state, command) {
    const had = state.nosc[command.moment];
    if (had)
      return {
        field: 'moment',
        message: `The ${command.moment} is recorded already.`,
        numbers: { at: had },
        satisfy: 'To correct its time, strike it out and record it anew.',
      };
    const place = NOSC_MOMENTS.indexOf(command.moment);
    const outOfOrder = NOSC_MOMENTS.find((moment, index) => {
      const at = state.nosc[moment];
      return at !== undefined && (index < place ? at > command.at : at < command.at);
    });
    return outOfOrder
      ? {
          field: 'at',
          message: `The ${command.moment} would be on the wrong side of the ${outOfOrder}.`,
          numbers: { at: command.at, [outOfOrder]: String(state.nosc[outOfOrder]) },
          satisfy: 'Correct the time.',
        }
      : null;
  },
});
