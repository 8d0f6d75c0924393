import { isAskedFor, peopleAt, phaseAt, sayAskedFor } from '../phases.ts';
import { rule } from '../rule.ts';
import type { PersonPresent } from '../session.ts';

/**
 * Asked before it happens: nobody may decide that the patient is left. Once somebody has left, that is entered with its
 * time and flagged, and the lapse is raised until one of those who are asked for is there.
 */
export const presenceIsHandedOver = rule({
  id: 'presence-is-handed-over',
  title: 'Whoever keeps an unbroken presence leaves when another has come',
  source: 'clinical §1 ("who": continuous); design: safety rule 3',
  stop: 'hard',
  overrideBy: [],
  commands: ['LeaveSession', 'HandOverPresence'],
  check(state, command, { protocol }) {
    const phase = phaseAt(protocol, state, command.at)?.phase;
    if (!phase) return null;
    const leaving = command.type === 'LeaveSession' ? command.person.id : command.from.id;
    const before = peopleAt(state, command.at);
    const after: Pick<PersonPresent, 'roles' | 'attendance'>[] = before.filter(({ id }) => id !== leaving);
    if (
      command.type === 'HandOverPresence' &&
      !before.some(({ id, attendance }) => id === command.to.id && attendance === 'in_room')
    )
      after.push({ roles: command.to.roles, attendance: 'in_room' });
    const lost = phase.presence.filter((asked) => {
      const isMetBy = (people: typeof after) => people.filter((one) => isAskedFor(asked, one)).length >= asked.count;
      return asked.continuous && isMetBy(before) && !isMetBy(after);
    });
    if (lost.length === 0) return null;
    const missing = lost.map(sayAskedFor).join(', and ');
    const name = before.find(({ id }) => id === leaving)?.name;
    return command.type === 'LeaveSession'
      ? {
          field: 'person',
          message: `With ${name} gone, "${phase.name}" is without ${missing}; it is asked for without a break.`,
          satisfy: `First comes ${missing}: hand over to them under People. If ${name} has left already, say so with the time; it is recorded, and raised until somebody is there.`,
        }
      : {
          field: 'to',
          message: `${command.to.name} does not keep up what ${name} does: "${phase.name}" asks for ${missing} without a break.`,
          satisfy: `Hand over to ${missing}.`,
        };
  },
});
