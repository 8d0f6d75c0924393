import { rule } from '../rule.ts';
import { isZone } from '../site-day.ts';

export const plannedUnderThisProtocol = rule({
  id: 'planned-under-this-protocol',
  title: 'A session names the protocol version that decides it, and a real time zone',
  source: 'design: the protocol is the program',
  stop: 'hard',
  overrideBy: [],
  commands: ['PlanSession'],
  keepsTheRecordCoherent: true,
  check(_state, command, { protocol }) {
    if (command.protocol.id !== protocol.id || command.protocol.version !== protocol.version)
      return {
        field: 'protocol',
        message: `The session names ${command.protocol.id} ${command.protocol.version}, but is decided by ${protocol.id} ${protocol.version}.`,
        satisfy: 'Name the protocol version of the course.',
      };
    if (!isZone(command.zone))
      return {
        field: 'zone',
        message: `"${command.zone}" is not a time zone.`,
        satisfy: 'Name a zone such as America/New_York.',
      };
    return null;
  },
});
