/**
 * Words at which help is shown at once. A list that a clinician can read, matched without cleverness: "I do not want to
 * kill myself" shows help too, because showing it to somebody who needs none costs a glance.
 */

/** Matched anywhere in a text, after case, accents' forms, apostrophes and punctuation were put aside. */
export const CRISIS_WORDS = {
  phrases: [
    'suicid',
    'kill myself',
    'killing myself',
    'end my life',
    'ending my life',
    'take my life',
    'taking my life',
    'end it all',
    'ending it all',
    'want to die',
    'wanna die',
    'ready to die',
    'wish i was dead',
    'wish i were dead',
    'wish i wasnt alive',
    'wish i had never been born',
    'better off dead',
    'better off without me',
    'no reason to live',
    'nothing to live for',
    'not worth living',
    'dont want to live',
    'do not want to live',
    'dont want to be alive',
    'do not want to be alive',
    'dont want to be here any',
    'do not want to be here any',
    'dont want to wake up',
    'do not want to wake up',
    'never wake up',
    'cant go on',
    'cannot go on',
    'hurt myself',
    'hurting myself',
    'harm myself',
    'harming myself',
    'self harm',
    'selfharm',
    'cut myself',
    'cutting myself',
    'hang myself',
    'shoot myself',
    'drown myself',
    'overdose',
    'jump off',
    'a bridge to jump',
    'kill someone',
    'kill somebody',
    'hurt someone',
    'hurt somebody',
  ],
  source:
    'Project default, after the subjects of the Columbia screener and the warning signs that crisis lines publish; to be confirmed by the clinic’s medical director',
  checked: 'background',
} as const;

/** Lower case, one space between words, apostrophes gone, so that "Don’t" and "dont" are one. */
const plain = (text: string): string =>
  ` ${text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/['’‘`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** Those of the list that stand in a text. Each begins at the beginning of a word. */
export function crisisWordsIn(text: string): readonly string[] {
  const searched = plain(text);
  return CRISIS_WORDS.phrases.filter((phrase) => searched.includes(` ${phrase}`));
}
