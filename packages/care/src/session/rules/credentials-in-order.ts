import { rolesThatMay } from '../../authority/table.ts';
import { whyNotCredentialed } from '../../people/credential-standing.ts';
import type { Role } from '../../roles.ts';
import { type CommandOf, comingIn } from '../commands.ts';
import { type RuleContext, rule, type Violation } from '../rule.ts';
import type { Session } from '../session.ts';
import { dayAt } from '../site-day.ts';
import { CLINICAL_STAFF } from './answers.ts';
import { placersOf } from './course-order.ts';

type Asked = CommandOf<
  | 'JoinSession'
  | 'HandOverPresence'
  | 'OrderDose'
  | 'CheckOrder'
  | 'DrawMedicine'
  | 'WitnessWaste'
  | 'AdministerDose'
  | 'StartInfusion'
  | 'ChangeInfusionRate'
  | 'ResumeInfusion'
  | 'SignDischarge'
>;

/** In which roles somebody does it: the protocol's own list for the act, or, of who comes in, every one of theirs. */
function rolesFor(protocol: RuleContext['protocol'], command: Asked): readonly Role[] {
  const { dose, discharge } = protocol;
  switch (command.type) {
    case 'JoinSession':
    case 'HandOverPresence':
      return CLINICAL_STAFF;
    case 'OrderDose':
      return command.underCourseOrder ? placersOf(protocol) : dose.orderBy;
    case 'CheckOrder':
      return dose.secondPersonCheck.by;
    case 'SignDischarge':
      return discharge.signBy;
    case 'DrawMedicine':
      return rolesThatMay('draw medicine');
    case 'WitnessWaste':
      return rolesThatMay('witness waste');
    default:
      return dose.giveBy;
  }
}

/**
 * On the site's day of the clinical time, not of the entry: who was licensed then did it rightly, and who is licensed
 * only since did not. Lowering a rate or stopping waits for nobody, and is not asked about.
 */
export const credentialsInOrder = rule({
  id: 'credentials-in-order',
  title: 'Whoever treats has a licence or training that is good at that time',
  source: 'clinical §2 (people present: credentials valid at that time); design: safety rule 3',
  stop: 'hard',
  overrideBy: [],
  commands: [
    'JoinSession',
    'HandOverPresence',
    'OrderDose',
    'CheckOrder',
    'DrawMedicine',
    'WitnessWaste',
    'AdministerDose',
    'StartInfusion',
    'ChangeInfusionRate',
    'ResumeInfusion',
    'SignDischarge',
  ],
  check(state: Session, command, context): Violation | null {
    const { credentials, author, protocol, now } = context;
    // A device without the list asks nothing; the server, which always has it, decides.
    if (!credentials) return null;
    const coming = comingIn(command);
    const person = coming ?? author;
    const acting = person.roles.filter((role) => rolesFor(protocol, command).includes(role));
    const day = dayAt(command.at, state.plan?.zone ?? 'UTC');
    const own = credentials[person.id] ?? [];
    const reasons = acting.map((role) => whyNotCredentialed(role, own, day));
    const isBorne = coming ? reasons.every((one) => one === null) : reasons.includes(null);
    const [because] = reasons.filter((one) => one !== null);
    if (acting.length === 0 || isBorne || because === undefined) return null;
    return {
      message: `${person.name}: ${because}`,
      numbers: { day, today: dayAt(now, state.plan?.zone ?? 'UTC') },
      satisfy:
        'A medical director or clinic administrator records the credential under People; or somebody else does it. What has happened already is recorded as such.',
      ...(coming && { field: command.type === 'HandOverPresence' ? 'to' : 'person' }),
    };
  },
});
