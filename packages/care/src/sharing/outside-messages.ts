/**
 * What goes between the clinic's care team and a member of it outside: notes and messages, each kept as it was sent. The
 * patient sees all of them, and both sides are told so before they write.
 */
import { z } from 'zod';
import type { Localized } from '../language.ts';
import type { NamedAndSaid } from './outside-scopes.ts';

/** A note is for the record and asks nothing; a message waits for an answer. */
export const OUTSIDE_MESSAGE_KINDS = ['message', 'note'] as const;
export type OutsideMessageKind = (typeof OUTSIDE_MESSAGE_KINDS)[number];
export const OUTSIDE_MESSAGE_WORDS: Readonly<Record<OutsideMessageKind, Localized<NamedAndSaid>>> = {
  message: {
    en: { name: 'Message', says: 'Somebody is meant to answer.' },
    es: { name: 'Mensaje', says: 'Se espera que alguien responda.' },
  },
  note: {
    en: { name: 'Note', says: 'For the record; nobody need answer.' },
    es: { name: 'Nota', says: 'Queda en la historia; nadie tiene que responder.' },
  },
};

/** Read by whoever writes, on either side. */
export const WHO_READS_MESSAGES: Localized = {
  en: 'The patient, the care team at the clinic and the member outside all read this. Nobody watches it: where something cannot wait, telephone.',
  es: 'Lo leen el paciente, el equipo de la clínica y quien está fuera. Nadie lo vigila: si algo no puede esperar, llame por teléfono.',
};

/** About ten pages. */
const LONGEST_MESSAGE = 20_000;
export const outsideMessageSchema = z.strictObject({
  id: z.uuid({ error: 'must be a UUID' }),
  kind: z.enum(OUTSIDE_MESSAGE_KINDS),
  text: z.string().trim().min(1, 'must not be empty').max(LONGEST_MESSAGE),
});
export type NewOutsideMessage = z.output<typeof outsideMessageSchema>;

/** Whether somebody outside is told of a crisis, and where. An address is asked for only where they are told. */
export const tellOfCrisisSchema = z.discriminatedUnion('tells', [
  z.strictObject({ tells: z.literal(true), email: z.email({ error: 'must be an e-mail address' }).max(300) }),
  z.strictObject({ tells: z.literal(false) }),
]);
export type TellOfCrisis = z.output<typeof tellOfCrisisSchema>;
export const TELL_OF_CRISIS_WORDS: Localized<NamedAndSaid> = {
  en: {
    name: 'Told when something urgent happens',
    says: 'They get an e-mail that asks them to call the clinic. It says nothing of what happened, and not your name.',
  },
  es: {
    name: 'Avisar a esta persona cuando pasa algo urgente',
    says: 'Esta persona recibe un correo que le pide llamar a la clínica. No dice nada de lo que pasó, ni el nombre de usted.',
  },
};

/** What is mailed. Nothing clinical and no name: an e-mail is read over shoulders, and on telephones that lie about. */
export const crisisMail = (clinic: string, telephone: string | undefined) => ({
  subject: `${clinic}: please call`,
  text: `Something about your patient at ${clinic} needs you. Please call${telephone ? `: ${telephone}` : ' the clinic'}.\n\nYou get this because your patient agreed to it. It says no more on purpose. Nobody reads answers to this e-mail.\n`,
});
