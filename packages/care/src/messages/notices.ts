/**
 * E-mails to patients, each in the language of its reader. An e-mail is read over shoulders and kept by others: none says what
 * was written, what is asked, or who somebody is to the clinic.
 */
import type { Language } from '../language.ts';

export interface Notice {
  readonly subject: string;
  readonly text: string;
}

const NOBODY_READS: Readonly<Record<Language, string>> = {
  en: 'Nobody reads answers to this e-mail.',
  es: 'Nadie lee las respuestas a este correo.',
};
const notice = (subject: string, ...paragraphs: readonly string[]): Notice => ({
  subject,
  text: `${paragraphs.join('\n\n')}\n`,
});
/** A sentence, and the address under it, or else a full stop. */
const leadingTo = (sentence: string, where: string | undefined): string =>
  where ? `${sentence}:\n\n${where}` : `${sentence}.`;

/** Goes only where the patient has agreed to messages by e-mail. */
export const messageNotice = (clinic: string, language: Language, where: string | undefined): Notice =>
  language === 'es'
    ? notice(
        `${clinic}: algo nuevo en su página`,
        leadingTo('Hay algo nuevo para usted en su propia página', where),
        NOBODY_READS.es,
      )
    : notice(
        `${clinic}: something new on your page`,
        leadingTo('There is something new for you on your own page', where),
        NOBODY_READS.en,
      );

/** Of a check-in that is open, to who chose to be written to. */
export const checkInNotice = (clinic: string, language: Language, where: string | undefined): Notice =>
  language === 'es'
    ? notice(
        `${clinic}: le espera un mensaje`,
        `Le espera un mensaje corto de ${clinic}. ${leadingTo(
          where ? 'Léalo cuando tenga un momento tranquilo' : 'Léalo en su página cuando tenga un momento tranquilo',
          where,
        )}`,
        `${NOBODY_READS.es} En su página puede elegir no recibirlo más.`,
      )
    : notice(
        `${clinic}: a message is waiting for you`,
        `A short message from ${clinic} is waiting for you. ${leadingTo(
          where ? 'Read it when you have a quiet moment' : 'Read it on your page when you have a quiet moment',
          where,
        )}`,
        `${NOBODY_READS.en} You can choose on your page not to get it any more.`,
      );

/** With a link to questions, good for so many days: whoever has it can answer once. */
export const questionsNotice = (clinic: string, language: Language, link: string, days: number): Notice =>
  language === 'es'
    ? notice(
        `${clinic}: unas preguntas para usted`,
        `${clinic} tiene unas preguntas para usted. Toman unos tres minutos, en un teléfono o en otra pantalla, y no hace falta que entre con su cuenta:`,
        link,
        `El enlace es solo para usted. Sirve ${days === 1 ? 'un día' : `${days} días`}, hasta que haya respondido. ${NOBODY_READS.es} Si está en peligro o en una crisis, llame al número de emergencia, o al 988 en los Estados Unidos.`,
      )
    : notice(
        `${clinic}: a few questions for you`,
        `${clinic} has a few questions for you. They take about three minutes, on a telephone or any other screen, and you need not sign in:`,
        link,
        `The link is for you alone. It is good for ${days === 1 ? 'a day' : `${days} days`}, until you have answered. ${NOBODY_READS.en} If you are in danger or in a crisis, call the emergency number, or 988 in the United States.`,
      );

/** With a link that signs in once, within so many minutes. It names no clinic: who reads it learns of no patient. */
export const signInNotice = (language: Language, link: string, minutes: number): Notice =>
  language === 'es'
    ? notice(
        'Su enlace para entrar',
        `Abra este enlace para entrar. Sirve una vez, durante ${minutes} minutos:`,
        link,
        'Si usted no lo pidió, no haga nada: nadie puede entrar sin él.',
      )
    : notice(
        'Your sign-in link',
        `Open this link to sign in. It works once, within ${minutes} minutes:`,
        link,
        'If you did not ask for it, do nothing: nobody can sign in without it.',
      );
