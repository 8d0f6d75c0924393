/** "Who has looked at my record": the audit as it is shown to the patient, a line for each person, day and thing. */
import type { Act } from '../authority/acts.ts';
import type { Instant } from '../instant.ts';
import { ROLE_NAMES } from '../roles.ts';
import { dayAt } from '../session/site-day.ts';
import type { AuditEntry } from './audit-entry.ts';

export interface LookedAt {
  readonly name: string;
  /** "Nurse"; "Your care team outside"; "You". */
  readonly role: string;
  /** The calendar day at the clinic. */
  readonly day: string;
  readonly last: Instant;
  readonly times: number;
  readonly what: string;
}

/** In plain words; whatever is not named is "Worked with your record". */
const PLAIN: Readonly<Partial<Record<Act, string>>> = {
  'see demographics': 'Looked up your page',
  'see the clinical record': 'Read your record',
  'see a session': 'Read the record of a session',
  'take part in a session': 'Was at work in your session',
  'plan a session': 'Prepared your session',
  'write and read notes of the record': 'Read or wrote notes',
  'write progress notes': 'Read or wrote notes',
  'write guide observations': 'Wrote what they saw as your guide',
  'read guide observations': 'Read or wrote notes',
  'keep psychotherapy notes of one’s own': 'Kept their own therapy notes',
  'read disclosed psychotherapy notes': 'Read therapy notes, as you allowed',
  'share with the care team outside': 'Saw what you share, or shared it as you allowed',
  'hear from the care team outside': 'Read or wrote messages with your care team outside',
  'see to whom a patient’s records went': 'Looked to whom your record went',
  'answer what waits': 'Followed up on how you are',
  'follow integration': 'Looked at how you are doing since, and what you share of it',
  'lead a group': 'Led your group',
  'arrange visits': 'Arranged a visit',
  'begin a course': 'Began your treatment plan',
  'move a course': 'Changed your treatment plan',
  'register patients': 'Wrote down who you are',
  'let a patient in': 'Opened these pages to you',
  'break glass': 'Opened your record in an emergency, with a reason that is reviewed',
  'read the audit': 'Looked at who has seen your record',
  export: 'Took a copy of the list of who has seen your record',
};

/** The latest first. Only what was allowed: who was refused has seen nothing. */
export function lookedAt(entries: readonly AuditEntry[], zone: string): readonly LookedAt[] {
  const lines = new Map<string, LookedAt>();
  for (const entry of entries) {
    if (entry.outcome !== 'allowed' || (entry.who.kind !== 'practitioner' && entry.who.kind !== 'outside')) continue;
    const { who, at, act } = entry;
    const day = dayAt(at, zone);
    const what = entry.grounds?.includes('glass broken') ? PLAIN['break glass'] : PLAIN[act];
    const says = what ?? 'Worked with your record';
    const key = [who.practitionerId ?? who.memberId, day, says].join('|');
    const before = lines.get(key);
    lines.set(key, {
      name: who.name ?? 'Somebody of the clinic',
      role: who.kind === 'outside' ? 'Your care team outside' : who.roles.map((role) => ROLE_NAMES[role]).join(', '),
      day,
      last: before && before.last > at ? before.last : at,
      times: (before?.times ?? 0) + 1,
      what: says,
    });
  }
  return [...lines.values()].sort((one, other) => other.last.localeCompare(one.last));
}
