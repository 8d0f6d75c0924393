/**
 * Integration threads: entries by patient or staff that lead from a focus and an intention through what was experienced and
 * understood to a practice in daily life. Entries are added and never rewritten; each can name the one that it grew from.
 */
import { z } from 'zod';
import type { Language, Localized } from '../language.ts';
import { dayLater } from '../session/site-day.ts';
import { line, text } from './words.ts';

/** In the order in which one leads to the next. */
export const THREAD_KINDS = ['focus', 'intention', 'experience', 'insight', 'practice'] as const;
export type ThreadKind = (typeof THREAD_KINDS)[number];
export const THREAD_NAMES: Readonly<Record<ThreadKind, Localized>> = {
  focus: { en: 'Focus', es: 'Tema' },
  intention: { en: 'Intention', es: 'Intención' },
  experience: { en: 'Experience', es: 'Experiencia' },
  insight: { en: 'Insight', es: 'Hallazgo' },
  practice: { en: 'Practice', es: 'Práctica' },
};

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
const WEEKDAY_NAMES: Readonly<Record<Weekday, Localized>> = {
  mon: { en: 'Monday', es: 'lunes' },
  tue: { en: 'Tuesday', es: 'martes' },
  wed: { en: 'Wednesday', es: 'miércoles' },
  thu: { en: 'Thursday', es: 'jueves' },
  fri: { en: 'Friday', es: 'viernes' },
  sat: { en: 'Saturday', es: 'sábados' },
  sun: { en: 'Sunday', es: 'domingos' },
};

/** When in the day, how often, and what to do when something gets in the way. */
export const practiceSchema = z.strictObject({
  when: z
    .discriminatedUnion('by', [
      z.strictObject({
        by: z.literal('time'),
        time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 07:30'),
      }),
      z.strictObject({ by: z.literal('after'), after: line }),
    ])
    .optional(),
  often: z.discriminatedUnion('how', [
    z.strictObject({ how: z.literal('daily') }),
    z.strictObject({ how: z.literal('days'), days: z.array(z.enum(WEEKDAYS)).min(1).max(7) }),
    z.strictObject({ how: z.literal('times_a_week'), times: z.number().int().min(1).max(14) }),
  ]),
  /** What might get in the way. */
  obstacle: line.optional(),
  /** And what then. */
  instead: line.optional(),
});
export type Practice = z.output<typeof practiceSchema>;

/** Words as they stand in the log of a session: which entry of it. */
const heardSchema = z.strictObject({ sessionId: z.uuid(), seq: z.number().int().min(1) });

export const newThreadEntrySchema = z.strictObject({
  id: z.uuid({ error: 'must be a UUID' }),
  kind: z.enum(THREAD_KINDS),
  /** The entry that this one grew from. */
  follows: z.uuid().optional(),
  words: text.optional(),
  /** An experience, word for word as it was recorded in a session. */
  heard: heardSchema.optional(),
  practice: practiceSchema.optional(),
});
export type NewThreadEntry = z.output<typeof newThreadEntrySchema>;

export interface ThreadProblem {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** What is asked of whoever has not said enough, kindly. */
const ENTRY_ASKS = {
  'no-words': { en: 'In your own words: what is it?', es: 'Con sus propias palabras: ¿qué es?' },
  'practice-without-how': {
    en: 'How often will you do it, and when in your day?',
    es: '¿Cada cuánto lo hará, y en qué momento de su día?',
  },
  'practice-without-a-time': {
    en: 'When in your day? A practice holds best when it has a time, or comes after something that you do anyway, such as “after breakfast”.',
    es: '¿En qué momento de su día? Una práctica se mantiene mejor si tiene una hora, o si viene después de algo que hace de todos modos, como «después del desayuno».',
  },
} as const satisfies Record<string, Localized>;
const asks = (field: string, rule: keyof typeof ENTRY_ASKS): ThreadProblem => ({
  field,
  rule,
  message: ENTRY_ASKS[rule].en,
});
/** The same, as a reader's language says it; what is not asked of patients stays as it is. */
export const sayAsked = ({ rule, message }: ThreadProblem, language: Language): string =>
  (ENTRY_ASKS as Readonly<Record<string, Localized>>)[rule]?.[language] ?? message;

/** What is still to be asked before an entry can be kept; null where nothing is. */
export function askOfEntry(entry: NewThreadEntry, kinds: ReadonlyMap<string, ThreadKind>): ThreadProblem | null {
  const { kind, words, heard, practice, follows } = entry;
  if (heard && kind !== 'experience')
    return {
      field: 'heard',
      rule: 'heard-is-an-experience',
      message: 'Words from a session are kept as an experience.',
    };
  if (!words && !heard) return asks('words', 'no-words');
  if ((kind === 'practice') !== (practice !== undefined))
    return kind === 'practice'
      ? asks('practice', 'practice-without-how')
      : { field: 'practice', rule: 'no-practice', message: 'Only a practice has a time and a rhythm.' };
  if (practice && !practice.when) return asks('practice.when', 'practice-without-a-time');
  if (follows === undefined) return null;
  const before = kinds.get(follows);
  if (!before)
    return { field: 'follows', rule: 'follows-nothing', message: 'What this grew from is not in this course.' };
  if (THREAD_KINDS.indexOf(before) > THREAD_KINDS.indexOf(kind))
    return {
      field: 'follows',
      rule: 'follows-backwards',
      message: `${sayA(kind)} does not grow from ${sayA(before).toLowerCase()}; it is the other way round.`,
    };
  return null;
}
const sayA = (kind: ThreadKind): string => `${/^[aeiou]/.test(kind) ? 'An' : 'A'} ${kind}`;

/** "Every day at 07:30"; "On Monday and Thursday, after breakfast"; "Los lunes y jueves, después del desayuno" */
export function sayPractice(practice: Practice, language: Language = 'en'): string {
  return language === 'en' ? sayInEnglish(practice) : sayInSpanish(practice);
}

const namesOf = (days: readonly Weekday[], language: Language, and: string): string => {
  const names = WEEKDAYS.filter((day) => days.includes(day)).map((day) => WEEKDAY_NAMES[day][language]);
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}` : (names[0] ?? '');
};

function sayInEnglish({ when, often }: Practice): string {
  const rhythm =
    often.how === 'daily'
      ? 'Every day'
      : often.how === 'days'
        ? `On ${namesOf(often.days, 'en', 'and')}`
        : often.times === 1
          ? 'Once a week'
          : `${often.times} times a week`;
  if (!when) return rhythm;
  return when.by === 'time' ? `${rhythm} at ${when.time}` : `${rhythm}, after ${when.after.replace(/^after\s+/i, '')}`;
}

function sayInSpanish({ when, often }: Practice): string {
  const rhythm =
    often.how === 'daily'
      ? 'Todos los días'
      : often.how === 'days'
        ? `Los ${namesOf(often.days, 'es', 'y')}`
        : often.times === 1
          ? 'Una vez por semana'
          : `${often.times} veces por semana`;
  if (!when) return rhythm;
  if (when.by === 'time') return `${rhythm} a las ${when.time}`;
  const after = when.after.replace(/^después\s+de(?=l?\s)/i, 'de').replace(/^el\s/i, 'del ');
  return `${rhythm}, después ${/^del?\s/.test(after) ? after : `de ${after}`}`;
}

/** Everything of an entry that is written, for words at which help is shown. */
export function writtenInEntry({ words, practice }: Pick<NewThreadEntry, 'words' | 'practice'>): string {
  const after = practice?.when?.by === 'after' ? practice.when.after : undefined;
  return [words, after, practice?.obstacle, practice?.instead].filter(Boolean).join('\n');
}

/** How far back a day can be marked. Project default: what somebody still knows of a day. */
const MARKED_WITHIN_DAYS = 14;
export const mayMark = (day: string, today: string): boolean =>
  day <= today && day >= dayLater(today, -MARKED_WITHIN_DAYS);

/** What the patient says of a practice, a day at a time. Let go of, it is asked about no more. */
export const PRACTICE_MARKS = ['kept', 'not_kept', 'let_go'] as const;
export type PracticeMarkKind = (typeof PRACTICE_MARKS)[number];
export interface PracticeMark {
  readonly practiceId: string;
  readonly day: string;
  readonly mark: PracticeMarkKind;
}

/** Marks in the order in which they were made; of several for one day the last stands. */
export function marksByDay<Mark extends PracticeMark>(marks: readonly Mark[]): ReadonlyMap<string, Mark> {
  return new Map(marks.map((one) => [one.day, one]));
}
/** How far back a practice is looked at. */
const DAYS_SHOWN = 14;
/** The days of a practice that are worth looking at, earliest first: none from before it was begun or first marked. */
export function daysOfPractice(marks: readonly PracticeMark[], begunOn: string, today: string): readonly string[] {
  const [first = today] = [begunOn, ...marks.map(({ day }) => day)].toSorted();
  return Array.from({ length: DAYS_SHOWN }, (_, index) => dayLater(today, index - DAYS_SHOWN + 1)).filter(
    (day) => day >= first,
  );
}
export const isLetGo = (marks: readonly PracticeMark[]): boolean => marks.some(({ mark }) => mark === 'let_go');
