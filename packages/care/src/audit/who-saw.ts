/** "Who saw this patient, and should they have?": the audit's entries about one patient, person by person. */
import type { Instant } from '../instant.ts';
import type { Role } from '../roles.ts';
import type { AuditEntry, AuditWho } from './audit-entry.ts';
import { personOf, saysOfAPerson, type UnusualMark, wasInTeam } from './unusual.ts';

export interface WhoSaw {
  readonly person: string;
  readonly who: AuditWho;
  readonly roles: readonly Role[];
  /** How often something was allowed, and how often refused or failed. */
  readonly times: number;
  readonly refused: number;
  readonly first: Instant;
  readonly last: Instant;
  /** Whether they belonged to the care team: each time, never, sometimes, or not looked at. */
  readonly inCareTeam: 'always' | 'never' | 'sometimes' | 'not known';
  readonly unusual: readonly UnusualMark[];
}

/** One row a person, who has most marks first and then the latest. */
export function whoSaw(entries: readonly (AuditEntry & { readonly unusual: readonly UnusualMark[] })[]): WhoSaw[] {
  const byPerson = new Map<string, (typeof entries)[number][]>();
  for (const entry of entries) {
    const person = personOf(entry);
    const own = byPerson.get(person);
    if (own) own.push(entry);
    else byPerson.set(person, [entry]);
  }
  return [...byPerson]
    .map(([person, own]) => rowOf(person, own))
    .sort((one, other) => other.unusual.length - one.unusual.length || other.last.localeCompare(one.last));
}

function rowOf(person: string, own: readonly (AuditEntry & { readonly unusual: readonly UnusualMark[] })[]): WhoSaw {
  const moments = own.map(({ at }) => at).sort();
  const [first, last] = [moments[0], moments.at(-1)];
  const latest = own.find(({ at }) => at === last) ?? own[0];
  if (!first || !last || !latest) throw new TypeError('a person without entries');
  const looked = own.map(wasInTeam).filter((one) => one !== undefined);
  const inside = looked.filter(Boolean).length;
  return {
    person,
    who: latest.who,
    roles: [...new Set(own.flatMap(({ who }) => who.roles))],
    times: own.filter(({ outcome }) => outcome === 'allowed').length,
    refused: own.filter(({ outcome }) => outcome !== 'allowed').length,
    first,
    last,
    inCareTeam:
      looked.length === 0 ? 'not known' : inside === looked.length ? 'always' : inside === 0 ? 'never' : 'sometimes',
    unusual: [...new Set(own.flatMap(({ unusual }) => unusual).filter(saysOfAPerson))],
  };
}
