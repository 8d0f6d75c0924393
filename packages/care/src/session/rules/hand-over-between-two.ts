import { rule } from '../rule.ts';

export const handOverBetweenTwo = rule({
  id: 'hand-over-between-two',
  title: 'Somebody who is there hands over to somebody else',
  source: 'design: people present',
  stop: 'hard',
  overrideBy: [],
  commands: ['HandOverPresence'],
  keepsTheRecordCoherent: true,
  check(state, { from, to, at }) {
    const standing = (id: string) => state.people.findLast((one) => one.id === id && one.until === undefined);
    const leaving = standing(from.id);
    if (!leaving)
      return {
        field: 'from',
        message: 'Who hands over is not recorded as present.',
        satisfy: 'Record when they came in; or record who comes in now.',
      };
    if (from.id === to.id)
      return {
        field: 'to',
        message: `${leaving.name} is there already.`,
        satisfy: 'Choose somebody else to take over.',
      };
    const early = [leaving, standing(to.id)].find((one) => one && one.from > at);
    return early
      ? {
          field: 'at',
          message: `${early.name} came in later than that.`,
          numbers: { from: early.from, at },
          satisfy: 'Correct the time.',
        }
      : null;
  },
});
