/**
 * A consult request: what somebody who is nobody’s patient yet sends to a clinic, in whose inbox it has an owner and a
 * promised time. What of the decision aid they chose to send comes as it was said there, and is shown as theirs.
 */
import { z } from 'zod';
import { daySchema, HOUR, type Instant, later } from '../instant.ts';
import { crisisWordsIn } from '../integration/crisis-words.ts';
import { LANGUAGES, type Localized } from '../language.ts';
import { uuid } from '../uuid.ts';

/** Letters that nobody sees, and that turn the direction of what stands after them: no name needs them. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]/gu;
/** A name in any script: emoji stay, what cannot be seen goes. */
export const nameIn = (text: string): string => text.replace(UNSEEN, ' ').normalize('NFC').replace(/\s+/gu, ' ').trim();

const name = z
  .string()
  .max(2000)
  .transform(nameIn)
  .pipe(z.string().min(1, 'must not be empty').max(200, 'must have 200 letters at most'));
const telephone = z
  .string()
  .trim()
  .max(60, 'must have 60 characters at most')
  .refine((text) => /\d/.test(text), 'must be a telephone number');

export const MOST_WORDS = 20_000;
const chosenSchema = z.strictObject({
  title: z.string().trim().min(1).max(200),
  lines: z.array(z.string().trim().min(1).max(2000)).max(60).readonly(),
});
/** A part of the decision aid’s page that the person chose to send: its title, and what stands under it. */
export type ChosenPart = z.output<typeof chosenSchema>;

export const consultRequestSchema = z
  .strictObject({
    id: uuid,
    language: z.enum(LANGUAGES),
    name,
    dateOfBirth: daySchema,
    email: z.email({ error: 'must be an e-mail address' }).max(300).optional(),
    telephone: telephone.optional(),
    /** In own words. */
    words: z.string().trim().max(MOST_WORDS, `must have ${MOST_WORDS} characters at most`).optional(),
    chosen: z.array(chosenSchema).max(20).readonly().optional(),
  })
  .refine((request) => request.email !== undefined || request.telephone !== undefined, {
    path: ['email'],
    error: 'must be given, or a telephone number, so that the clinic can answer',
  });
export type NewConsultRequest = z.output<typeof consultRequestSchema>;

export const REQUEST_STATES = ['open', 'invited', 'declined', 'merged'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];
export const REQUEST_STATE_WORDS: Readonly<Record<RequestState, string>> = {
  open: 'Not answered yet',
  invited: 'Invited',
  declined: 'Declined',
  merged: 'Belongs to a patient who was here already',
};

/** Adults alone are treated under the protocols that are shipped (clinical §3: age under 18 is asked about). */
export const LEAST_AGE = 18;
/** Whole years on a day. */
export function yearsOn(dateOfBirth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return day.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}
export const isMinorOn = (dateOfBirth: string, day: string): boolean => yearsOn(dateOfBirth, day) < LEAST_AGE;
/** Nobody who asks was born before, or is not born yet. */
const EARLIEST_BIRTH = '1895-01-01';
export const canBeBorn = (dateOfBirth: string, today: string): boolean =>
  dateOfBirth >= EARLIEST_BIRTH && dateOfBirth <= today;

export const MINOR_WORDS: Localized = {
  en: 'This clinic treats adults, from 18 years on, so it cannot take your request, and nothing of it was kept. You deserve help now, not later: talk to a parent, a doctor, or another adult you trust. If it is urgent, call or text 988, at any hour.',
  es: 'Esta clínica atiende a personas adultas, desde los 18 años, por eso no puede recibir su solicitud, y no se guardó nada de ella. Usted merece ayuda ahora, no después: hable con su madre o su padre, con un médico o con otra persona adulta de confianza. Si es urgente, llame o escriba al 988, a cualquier hora.',
};
export const NO_SUCH_BIRTH: Localized = {
  en: 'Nobody can be born on that day. Please check the year.',
  es: 'Nadie puede haber nacido ese día. Revise el año.',
};

/** Everything of a request that was written by hand, for whoever looks for words that must not wait. */
export const wordsOfRequest = ({ words = '', chosen = [] }: Pick<NewConsultRequest, 'words' | 'chosen'>): string =>
  [words, ...chosen.flatMap(({ lines }) => lines)].join('\n');
export const isRequestInCrisis = (request: Pick<NewConsultRequest, 'words' | 'chosen'>): boolean =>
  crisisWordsIn(wordsOfRequest(request)).length > 0;

/** Within how many hours a clinic promises an answer, until it says so itself. */
export const DEFAULT_PROMISE = {
  hours: 48,
  source: 'Project default: two days; to be confirmed by the clinic',
  checked: 'background',
} as const;
export const promiseSchema = z.strictObject({
  id: uuid,
  hours: z
    .number({ error: 'must be a number of hours' })
    .int('must be a whole number of hours')
    .min(1, 'must be at least an hour')
    .max(336, 'must be at most 336 hours, which are two weeks'),
});
export type NewPromise = z.output<typeof promiseSchema>;
export const answerDue = (receivedAt: Instant, hours: number): Instant => later(receivedAt, hours * HOUR);

/** Why a request is declined, for the clinic’s own sight. */
export const DECLINE_REASONS = ['not_offered', 'full', 'other_help', 'not_reached', 'other'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];
export const DECLINE_WORDS: Readonly<Record<DeclineReason, string>> = {
  not_offered: 'We do not offer what they are looking for',
  full: 'We cannot take anybody on for now',
  other_help: 'Other help comes first for them',
  not_reached: 'They could not be reached',
  other: 'Another reason',
};

const BECAUSE: Readonly<Record<DeclineReason, Localized>> = {
  not_offered: {
    en: 'we do not offer what you are looking for',
    es: 'no ofrecemos lo que usted busca',
  },
  full: { en: 'we cannot take on anybody new for now', es: 'por ahora no podemos recibir a nadie más' },
  other_help: {
    en: 'from what you wrote, we think that other help should come first, and we would like to tell you which',
    es: 'por lo que nos escribió, creemos que antes conviene otra ayuda, y quisiéramos decirle cuál',
  },
  not_reached: { en: 'we tried to reach you and could not', es: 'intentamos comunicarnos con usted y no pudimos' },
  other: { en: 'we are not the right place for it', es: 'no somos el lugar adecuado' },
};
/** A letter to read out, or to send on by hand: it says nothing of why somebody asked. */
export function declineLetter(reason: DeclineReason, called: string, clinic: string): Localized {
  const because = BECAUSE[reason];
  return {
    en: `Dear ${called},\n\nthank you for writing to us. We are sorry: ${because.en}. This is not about you as a person, and it is not the end of the road. Your own doctor can tell you who near you can help, and you may write to us again at any time.\n\nIf you need somebody now, call or text 988, at any hour.\n\nWith our best wishes,\n${clinic}`,
    es: `Hola, ${called}:\n\nGracias por escribirnos. Lo sentimos: ${because.es}. No se trata de usted como persona, ni es el final del camino. Su médico puede decirle quién le puede ayudar cerca de usted, y puede volver a escribirnos cuando quiera.\n\nSi necesita hablar con alguien ahora, llame o escriba al 988, a cualquier hora.\n\nCon nuestros mejores deseos,\n${clinic}`,
  };
}

const reason = z.string().trim().max(2000).optional();
export const decliningSchema = z.strictObject({ id: uuid, reason: z.enum(DECLINE_REASONS), words: reason });
export type Declining = z.output<typeof decliningSchema>;

/** Which of the clinic’s patients may be the same person: equal in two of name, birth date, e-mail and telephone. */
export function mayBeSame(
  one: Pick<NewConsultRequest, 'name' | 'dateOfBirth' | 'email' | 'telephone'>,
  other: { readonly name: string; readonly dateOfBirth: string; readonly email?: string; readonly telephone?: string },
): boolean {
  const plain = (text = '') => nameIn(text).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const digits = (text = '') => text.replace(/\D/g, '').slice(-10);
  const isSame = [
    plain(one.name) === plain(other.name),
    one.dateOfBirth === other.dateOfBirth,
    one.email !== undefined && plain(one.email) === plain(other.email),
    one.telephone !== undefined && digits(one.telephone) !== '' && digits(one.telephone) === digits(other.telephone),
  ];
  return isSame.filter(Boolean).length >= 2;
}
