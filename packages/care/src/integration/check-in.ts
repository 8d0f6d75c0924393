/** Check-ins after a dosing session: what is asked, when, and which answers show help at once. */
import { z } from 'zod';
import { momentOfClock } from '../governance/clinic-clock.ts';
import { DAY, type Instant, instant, later } from '../instant.ts';
import type { Localized } from '../language.ts';
import type { Protocol } from '../protocol/schema.ts';
import { dayLater } from '../session/site-day.ts';
import { crisisWordsIn } from './crisis-words.ts';

export const SLEPT = ['well', 'so_so', 'badly', 'hardly'] as const;
export const PRACTICE_KEPT = ['yes', 'partly', 'no', 'none_yet'] as const;
export const FEELS_SAFE = ['yes', 'not_sure', 'no'] as const;
export const DISTRESS_MOST = 10;

interface Choice {
  readonly value: string;
  readonly says: Localized;
}
export type CheckInQuestion =
  | {
      readonly id: 'sleep' | 'practice' | 'safe';
      readonly kind: 'choice';
      readonly asks: Localized;
      readonly choices: readonly Choice[];
    }
  | {
      readonly id: 'distress';
      readonly kind: 'scale';
      readonly asks: Localized;
      readonly lowest: Localized;
      readonly highest: Localized;
    }
  | { readonly id: 'words'; readonly kind: 'words'; readonly asks: Localized };

/** Every answer that can be kept, in words. */
const choices = <Value extends string>(values: readonly Value[], says: Readonly<Record<Value, Localized>>): Choice[] =>
  values.map((value) => ({ value, says: says[value] }));

/** In the order in which they are asked. Project default, the clinic’s own to change. */
export const CHECK_IN_QUESTIONS: readonly CheckInQuestion[] = [
  {
    id: 'sleep',
    kind: 'choice',
    asks: { en: 'How have you slept?', es: '¿Cómo ha dormido?' },
    choices: choices(SLEPT, {
      well: { en: 'Well', es: 'Bien' },
      so_so: { en: 'So-so', es: 'Más o menos' },
      badly: { en: 'Badly', es: 'Mal' },
      hardly: { en: 'Hardly at all', es: 'Casi nada' },
    }),
  },
  {
    id: 'distress',
    kind: 'scale',
    asks: { en: 'How much distress are you in now?', es: '¿Cuánta angustia siente ahora?' },
    lowest: { en: 'None', es: 'Ninguna' },
    highest: { en: 'The most I can imagine', es: 'La mayor que puedo imaginar' },
  },
  {
    id: 'practice',
    kind: 'choice',
    asks: { en: 'Have you kept your practice?', es: '¿Ha seguido con su práctica?' },
    choices: choices(PRACTICE_KEPT, {
      yes: { en: 'Yes', es: 'Sí' },
      partly: { en: 'Partly', es: 'En parte' },
      no: { en: 'No', es: 'No' },
      none_yet: { en: 'I have none yet', es: 'Todavía no tengo ninguna' },
    }),
  },
  {
    id: 'safe',
    kind: 'choice',
    asks: { en: 'Do you feel safe?', es: '¿Se siente a salvo?' },
    choices: choices(FEELS_SAFE, {
      yes: { en: 'Yes', es: 'Sí' },
      not_sure: { en: 'I am not sure', es: 'No lo sé bien' },
      no: { en: 'No', es: 'No' },
    }),
  },
  {
    id: 'words',
    kind: 'words',
    asks: { en: 'Is there anything you want us to know?', es: '¿Hay algo que quiera que sepamos?' },
  },
];

/** Every question can be left out: one answer is worth having. */
export const checkInAnswersSchema = z
  .strictObject({
    sleep: z.enum(SLEPT).optional(),
    distress: z.number().int().min(0).max(DISTRESS_MOST).optional(),
    practice: z.enum(PRACTICE_KEPT).optional(),
    safe: z.enum(FEELS_SAFE).optional(),
    words: z.string().trim().min(1).max(4000).optional(),
  })
  .refine((answers) => Object.values(answers).some((answer) => answer !== undefined), {
    error: 'must answer at least one question',
  });
export type CheckInAnswers = z.output<typeof checkInAnswersSchema>;

/** From here on help is shown. Project default [background]: "severe" on 0 to 10 scales of distress begins about here. */
export const HIGH_DISTRESS = 8;

export type CrisisReason = 'not_safe' | 'words' | 'distress';
export interface Crisis {
  /** Help is shown at once, before anything is sent. */
  readonly showHelp: boolean;
  /** The clinic’s on-call person is told: not feeling safe, or words of the list. */
  readonly crisis: boolean;
  readonly highDistress: boolean;
  readonly reasons: readonly CrisisReason[];
}

/** What answers, or a text that is to be shared, say about danger. Not being sure is enough. */
export function crisisIn({ distress, safe, words }: Partial<CheckInAnswers>): Crisis {
  const reasons: CrisisReason[] = [];
  if (safe === 'no' || safe === 'not_sure') reasons.push('not_safe');
  if (words !== undefined && crisisWordsIn(words).length > 0) reasons.push('words');
  const highDistress = distress !== undefined && distress >= HIGH_DISTRESS;
  const crisis = reasons.length > 0;
  if (highDistress) reasons.push('distress');
  return { showHelp: reasons.length > 0, crisis, highDistress, reasons };
}

/** Days after a dosing session on which is asked, and for how many days it can be answered before it counts as missed. */
export const CHECK_IN_SCHEDULE = {
  days: [
    { day: 1, openFor: 1 },
    { day: 3, openFor: 2 },
    { day: 7, openFor: 3 },
    { day: 14, openFor: 4 },
    { day: 28, openFor: 7 },
  ],
  /** On the clinic’s clock. */
  opens: '08:00',
  source: 'Project default: next day, the first week, two weeks, four weeks; to be confirmed by the clinic',
  checked: 'background',
} as const;

/** A dosing session in which medicine was given, as far as check-ins rest on it. */
export interface Dosing {
  readonly sessionId: string;
  readonly courseId: string;
  /** The calendar day at the clinic. */
  readonly day: string;
}
export interface CheckIn {
  readonly sessionId: string;
  readonly courseId: string;
  /** Days after the session. */
  readonly day: number;
  readonly opensAt: Instant;
  /** Not answered by then, it is missed; an answer is taken all the same. */
  readonly closesAt: Instant;
}

/** Whether a way of treating follows its patients with check-ins: one that promises integration does. */
export const hasCheckIns = ({ visits }: Pick<Protocol, 'visits'>): boolean => visits.integration.length > 0;

/**
 * The check-ins after these sessions of one course, earliest first. The next dosing session begins the counting anew: what
 * would be asked on its day or later about the one before is asked about it.
 */
export function checkInsAfter(dosings: readonly Dosing[], zone: string): readonly CheckIn[] {
  const inOrder = dosings.toSorted((one, other) => one.day.localeCompare(other.day));
  return inOrder.flatMap(({ sessionId, courseId, day: dosedOn }) => {
    const next = inOrder.find((other) => other.day > dosedOn);
    return CHECK_IN_SCHEDULE.days
      .map(({ day, openFor }) => ({ day, openFor, on: dayLater(dosedOn, day) }))
      .filter(({ on }) => !next || on < next.day)
      .map(({ day, openFor, on }) => {
        const opensAt = opening(on, zone);
        return { sessionId, courseId, day, opensAt, closesAt: later(opensAt, openFor * DAY) };
      });
  });
}

function opening(day: string, zone: string): Instant {
  const clock = `${day}T${CHECK_IN_SCHEDULE.opens}`;
  const moment = momentOfClock(clock, zone);
  return moment.known ? moment.at : instant(Date.parse(`${clock}:00Z`));
}

export const CHECK_IN_STANDINGS = ['upcoming', 'open', 'answered', 'missed'] as const;
export type CheckInStanding = (typeof CHECK_IN_STANDINGS)[number];

export function checkInStanding({ opensAt, closesAt }: CheckIn, isAnswered: boolean, now: Instant): CheckInStanding {
  if (isAnswered) return 'answered';
  if (now < opensAt) return 'upcoming';
  return now < closesAt ? 'open' : 'missed';
}

/** How a patient wants to be asked. Nothing is sent to anybody who has not chosen it. */
export const CHECK_IN_CHANNELS = ['portal', 'email', 'telephone'] as const;
export type CheckInChannel = (typeof CHECK_IN_CHANNELS)[number];
export const CHANNEL_NAMES: Readonly<Record<CheckInChannel, Localized>> = {
  portal: { en: 'Here only, when I look', es: 'Solo aquí, cuando yo mire' },
  email: { en: 'An e-mail with a link', es: 'Un correo con un enlace' },
  telephone: { en: 'The clinic calls me', es: 'La clínica me llama' },
};

export interface ChosenChannel {
  readonly channel: CheckInChannel;
  readonly chosenAt: Instant;
}
/**
 * From when on the clinic is to call about a check-in: it has opened, and the patient had chosen to be called. Absent where
 * they had not, or chose so after its time. `choices` in the order in which they were made.
 */
export function toCallFrom(
  { opensAt, closesAt }: Pick<CheckIn, 'opensAt' | 'closesAt'>,
  choices: readonly ChosenChannel[],
  now: Instant,
): Instant | undefined {
  if (opensAt > now) return undefined;
  const last = choices.findLast(({ chosenAt }) => chosenAt <= now && chosenAt < closesAt);
  if (last?.channel !== 'telephone') return undefined;
  return last.chosenAt > opensAt ? last.chosenAt : opensAt;
}
