/**
 * Groups: patients who prepare or integrate together, led by a therapist or a guide. What one of them learns of another is
 * what is said in the room: here the leaders see who is in it, the medical director, and nobody else.
 */
import { z } from 'zod';
import { type Instant, later, MINUTE } from '../instant.ts';
import type { Localized } from '../language.ts';

/** The visit that a held meeting counts as. */
export const GROUP_KINDS = ['preparation', 'integration'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];
export const GROUP_KIND_WORDS: Readonly<Record<GroupKind, Localized>> = {
  preparation: { en: 'Preparation group', es: 'Grupo de preparación' },
  integration: { en: 'Integration group', es: 'Grupo de integración' },
};

export const ATTENDANCES = ['present', 'late', 'absent', 'excused'] as const;
export type Attendance = (typeof ATTENDANCES)[number];
export const ATTENDANCE_WORDS: Readonly<Record<Attendance, string>> = {
  present: 'There',
  late: 'Came late',
  absent: 'Not there',
  excused: 'Excused',
};
const cameTo = (attendance: Attendance): boolean => attendance === 'present' || attendance === 'late';

/** More than twelve is a lecture. Source: usual sizes of therapy groups, 6 to 12 [background]. */
const MOST_IN_A_GROUP = 12;
const line = z.string().trim().min(1, 'must not be empty').max(120);

export const newGroupSchema = z.strictObject({
  id: z.uuid({ error: 'must be a UUID' }),
  name: line,
  kind: z.enum(GROUP_KINDS),
  place: line,
  most: z.number().int().min(2, 'must be at least 2').max(MOST_IN_A_GROUP, `must be at most ${MOST_IN_A_GROUP}`),
  leaders: z.array(z.uuid()).min(1, 'must name at least one leader').max(4),
});
export const newMeetingSchema = z.strictObject({
  id: z.uuid({ error: 'must be a UUID' }),
  at: z.iso.datetime({ offset: true }),
  minutes: z.number().int().min(15, 'must be at least 15').max(480, 'must be at most 480'),
  room: line.optional(),
});

export interface Span {
  readonly at: Instant;
  readonly minutes: number;
}
export const endOf = ({ at, minutes }: Span): Instant => later(at, minutes * MINUTE);
/** One that begins when the other ends does not overlap it. */
export const overlap = (one: Span, other: Span): boolean => one.at < endOf(other) && other.at < endOf(one);

/**
 * What everybody in a group agrees to. The version is kept with each signature; another text is another version, and is
 * signed anew.
 */
export const GROUP_CONSENT = {
  version: '1',
  text: [
    'What others say in this group stays in this group. I do not tell anybody who else is in it.',
    'The leaders and my care team keep to the rules for medical records. They cannot promise for the others in the group, who have agreed to the same as I have.',
    'I say as much or as little as I want, and I can leave the group at any time.',
    'If somebody’s life is in danger, the leaders get help, also outside the group.',
  ],
} as const;
/** The same text, of the same version, in each language. */
export const GROUP_CONSENT_TEXT = {
  en: GROUP_CONSENT.text,
  es: [
    'Lo que otras personas dicen en este grupo se queda en este grupo. No le cuento a nadie quién más está en él.',
    'Quienes dirigen el grupo y mi equipo siguen las reglas de los expedientes médicos. No pueden prometer por las demás personas del grupo, que aceptaron lo mismo que yo.',
    'Digo tanto o tan poco como quiero, y puedo dejar el grupo en cualquier momento.',
    'Si la vida de alguien está en peligro, quienes dirigen el grupo piden ayuda, también fuera del grupo.',
  ],
} as const satisfies Localized<readonly string[]>;

/** Whether an attendance counts as the patient's visit: they came, and had agreed to keep what is said there. */
export const countsAsVisit = (attendance: Attendance, hasConsented: boolean): boolean =>
  cameTo(attendance) && hasConsented;

/** Shorter ones, such as "Bo", are as often words. */
const SHORTEST_NAME = 3;
/** Names of people in the group that a text about the whole group holds, in the order of the list. */
export function namesIn(text: string, people: readonly string[]): readonly string[] {
  const words = new Set(text.toLocaleLowerCase('en').match(/\p{L}+/gu) ?? []);
  return people
    .flatMap((name) => name.match(/\p{L}+/gu) ?? [])
    .filter((part) => part.length >= SHORTEST_NAME && words.has(part.toLocaleLowerCase('en')));
}
