/**
 * Who may change whose roles, and end whose work: what keeps a clinic from being taken over or left without anybody to
 * run it. The server decides under a lock on everybody concerned; a screen asks the same to say beforehand what is not.
 */
import { type HardRule, refusalsOf } from '../authority/hard-rule.ts';
import { rolesThatMay } from '../authority/table.ts';
import { type Practitioner, ROLE_NAMES, ROLES, type Role, sayRoles } from '../roles.ts';
import type { Refusal } from '../session/rule.ts';

/** These run the clinic's people. */
export const PEOPLE_MANAGERS: readonly Role[] = rolesThatMay('change who works here');

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

export interface PeopleChange {
  readonly by: Practitioner;
  readonly person: Colleague;
  /** The roles after the change; none when their work here ends. */
  readonly to: readonly Role[];
  /** Everybody who works at the clinic now, the two included. */
  readonly everybody: readonly Colleague[];
}

const isManager = ({ roles }: Pick<Colleague, 'roles'>) => roles.some((role) => PEOPLE_MANAGERS.includes(role));

const RULES: readonly HardRule<PeopleChange>[] = [
  {
    id: 'managers-change-people',
    title: 'Roles are given and taken by a medical director or clinic administrator',
    check: ({ by }) =>
      isManager(by)
        ? null
        : {
            message: `To change who works here takes a ${sayRoles(PEOPLE_MANAGERS)}.`,
            satisfy: 'Ask one of them.',
          },
  },
  {
    id: 'nobody-raises-themselves',
    title: 'Nobody gives themselves a role',
    check({ by, person, to }) {
      const more = to.filter((role) => !person.roles.includes(role));
      return by.id === person.id && more.length > 0
        ? {
            message: `You cannot make yourself ${more.map((role) => ROLE_NAMES[role].toLowerCase()).join(' or ')}.`,
            satisfy: `Ask another ${sayRoles(PEOPLE_MANAGERS)} to do it.`,
          }
        : null;
    },
  },
  {
    id: 'last-administrator-stays',
    title: 'A clinic keeps a clinic administrator, and somebody who can add people',
    check({ person, to, everybody }) {
      const others = everybody.filter(({ id }) => id !== person.id);
      const leavesNobody = (holds: (roles: readonly Role[]) => boolean) =>
        holds(person.roles) && !holds(to) && !others.some(({ roles }) => holds(roles));
      if (leavesNobody((roles) => roles.includes('clinic_admin')))
        return {
          message: `${person.name} is the last clinic administrator.`,
          satisfy: 'Make another person clinic administrator first.',
        };
      if (leavesNobody((roles) => isManager({ roles })))
        return {
          message: `After this nobody could add people: ${person.name} is the last who can.`,
          satisfy: `Make another person ${sayRoles(PEOPLE_MANAGERS)} first.`,
        };
      return null;
    },
  },
];

/** Why a change is not made; empty when it may be. */
export const refusePeopleChange = (change: PeopleChange): readonly Refusal[] =>
  refusalsOf(RULES, change, 'design: people and authority');

/** Roles once each, in the order in which the product lists them. */
export const inOrder = (roles: readonly Role[]): Role[] => ROLES.filter((role) => roles.includes(role));
