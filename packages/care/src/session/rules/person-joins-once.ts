import { rule } from '../rule.ts';

export const personJoinsOnce = rule({
  id: 'person-joins-once',
  title: 'A person comes in before leaving, and once',
  source: 'design: people present',
  stop: 'hard',
  overrideBy: [],
  commands: ['JoinSession', 'LeaveSession'],
  keepsTheRecordCoherent: true,
  check(state, command) {
    const there = state.people.findLast((person) => person.id === command.person.id && person.until === undefined);
    if (command.type === 'JoinSession')
      return there && there.attendance === command.attendance
        ? {
            message: `${there.name} is there already.`,
            numbers: { from: there.from },
            satisfy: 'Nothing more is needed.',
          }
        : there
          ? {
              message: `${there.name} is there already, ${there.attendance.replaceAll('_', ' ')}.`,
              satisfy: 'Record that they left, then that they came in.',
            }
          : null;
    if (!there) return { message: 'This person is not recorded as present.', satisfy: 'Record when they came in.' };
    return command.at < there.from
      ? {
          field: 'at',
          message: `${there.name} came in later than that.`,
          numbers: { from: there.from, at: command.at },
          satisfy: 'Correct the time.',
        }
      : null;
  },
});
