/** "Who has looked at my record": the audit as it is shown to the patient, a line for each person, day and thing. */
import type { Act } from '../authority/acts.ts';
import type { Instant } from '../instant.ts';
import type { Language, Localized } from '../language.ts';
import { ROLES_TO_PATIENTS } from '../roles.ts';
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
const PLAIN: Readonly<Partial<Record<Act, Localized>>> = {
  'see demographics': { en: 'Looked up your page', es: 'Buscó su página' },
  'see the clinical record': { en: 'Read your record', es: 'Leyó su historia' },
  'see a session': { en: 'Read the record of a session', es: 'Leyó la historia de una sesión' },
  'take part in a session': { en: 'Was at work in your session', es: 'Trabajó en su sesión' },
  'plan a session': { en: 'Prepared your session', es: 'Preparó su sesión' },
  'write and read notes of the record': { en: 'Read or wrote notes', es: 'Leyó o escribió notas' },
  'write progress notes': { en: 'Read or wrote notes', es: 'Leyó o escribió notas' },
  'write guide observations': { en: 'Wrote what they saw as your guide', es: 'Escribió lo que vio como su guía' },
  'read guide observations': { en: 'Read or wrote notes', es: 'Leyó o escribió notas' },
  'keep psychotherapy notes of one’s own': {
    en: 'Kept their own therapy notes',
    es: 'Escribió notas de terapia propias, aparte de la historia de usted',
  },
  'read disclosed psychotherapy notes': {
    en: 'Read therapy notes, as you allowed',
    es: 'Leyó notas de terapia, como usted permitió',
  },
  'share with the care team outside': {
    en: 'Saw what you share, or shared it as you allowed',
    es: 'Vio lo que usted comparte, o lo compartió como usted permitió',
  },
  'hear from the care team outside': {
    en: 'Read or wrote messages with your care team outside',
    es: 'Leyó o escribió mensajes con su equipo de fuera',
  },
  'answer messages of a patient': { en: 'Read or answered your messages', es: 'Leyó o respondió sus mensajes' },
  'see to whom a patient’s records went': {
    en: 'Looked to whom your record went',
    es: 'Miró a quién se envió su historia',
  },
  'answer what waits': { en: 'Followed up on how you are', es: 'Se ocupó de cómo está usted' },
  'follow integration': {
    en: 'Looked at how you are doing since, and what you share of it',
    es: 'Miró cómo le va desde entonces y lo que usted comparte de ello',
  },
  'lead a group': { en: 'Led your group', es: 'Dirigió su grupo' },
  'see a group': { en: 'Looked at your group', es: 'Miró su grupo' },
  'arrange visits': { en: 'Arranged a visit', es: 'Planeó una visita' },
  'begin a course': { en: 'Began your treatment plan', es: 'Empezó su plan de tratamiento' },
  'move a course': { en: 'Changed your treatment plan', es: 'Cambió su plan de tratamiento' },
  'register patients': { en: 'Wrote down who you are', es: 'Anotó quién es usted' },
  'let a patient in': { en: 'Opened these pages to you', es: 'Le abrió estas páginas' },
  'break glass': {
    en: 'Opened your record in an emergency, with a reason that is reviewed',
    es: 'Abrió su historia en una emergencia, con un motivo que se revisa',
  },
  'read the audit': { en: 'Looked at who has seen your record', es: 'Miró quién ha visto su historia' },
  export: {
    en: 'Took a copy of the list of who has seen your record',
    es: 'Sacó una copia de la lista de quienes han visto su historia',
  },
};

const ELSE = {
  what: { en: 'Worked with your record', es: 'Trabajó con su historia' },
  who: { en: 'Somebody of the clinic', es: 'Alguien de la clínica' },
  outside: { en: 'Your care team outside', es: 'Su equipo de fuera' },
} as const satisfies Record<string, Localized>;

/** The latest first. Only what was allowed: who was refused has seen nothing. */
export function lookedAt(entries: readonly AuditEntry[], zone: string, language: Language = 'en'): readonly LookedAt[] {
  const lines = new Map<string, LookedAt>();
  for (const entry of entries) {
    if (entry.outcome !== 'allowed' || (entry.who.kind !== 'practitioner' && entry.who.kind !== 'outside')) continue;
    const { who, at, act } = entry;
    const day = dayAt(at, zone);
    const what = entry.grounds?.includes('glass broken') ? PLAIN['break glass'] : PLAIN[act];
    const says = (what ?? ELSE.what)[language];
    const key = [who.practitionerId ?? who.memberId, day, says].join('|');
    const before = lines.get(key);
    lines.set(key, {
      name: who.name ?? ELSE.who[language],
      role:
        who.kind === 'outside'
          ? ELSE.outside[language]
          : who.roles.map((role) => ROLES_TO_PATIENTS[language][role]).join(', '),
      day,
      last: before && before.last > at ? before.last : at,
      times: (before?.times ?? 0) + 1,
      what: says,
    });
  }
  return [...lines.values()].sort((one, other) => other.last.localeCompare(one.last));
}
