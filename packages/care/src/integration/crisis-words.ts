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

/** The same in Spanish, after the same subjects; written without accents, as the matching reads. */
export const CRISIS_WORDS_IN_SPANISH = {
  phrases: [
    'suicid',
    'matarme',
    'me voy a matar',
    'me quiero matar',
    'me mato',
    'quitarme la vida',
    'quitar la vida',
    'me quito la vida',
    'acabar con mi vida',
    'acabar con todo',
    'acabar conmigo',
    'terminar con mi vida',
    'terminar con todo',
    'poner fin a mi vida',
    'quiero morir',
    'quisiera morir',
    'deseo morir',
    'ganas de morir',
    'prefiero morir',
    'quiero estar muert',
    'quisiera estar muert',
    'ojala estuviera muert',
    'ojala no hubiera nacido',
    'mejor muert',
    'mejor sin mi',
    'no quiero vivir',
    'ya no quiero vivir',
    'no quiero seguir viviendo',
    'no quiero estar viv',
    'no quiero despertar',
    'no despertar mas',
    'no vale la pena vivir',
    'no tengo razones para vivir',
    'no tengo motivos para vivir',
    'no hay razon para vivir',
    'nada por que vivir',
    'no puedo mas',
    'hacerme dano',
    'me hago dano',
    'lastimarme',
    'cortarme las venas',
    'cortarme los brazos',
    'cortarme la piel',
    'autolesion',
    'ahorcarme',
    'colgarme',
    'pegarme un tiro',
    'dispararme',
    'ahogarme',
    'sobredosis',
    'tomarme todas las pastillas',
    'tirarme de',
    'aventarme de',
    'matar a alguien',
    'hacerle dano a alguien',
    'lastimar a alguien',
  ],
  source:
    'Project default, after the English list; to be confirmed by the clinic’s medical director and by somebody who helps people in crisis in Spanish',
  checked: 'background',
} as const;

const PHRASES: readonly string[] = [...CRISIS_WORDS.phrases, ...CRISIS_WORDS_IN_SPANISH.phrases];

/** Whatever a keyboard, or a word processor, puts for an apostrophe; and what is not seen at all. */
const PUT_ASIDE = /['’‘‛`´ʹʻʼʽˈ′＇\p{Cf}]/gu;
/** Lower case, one space between words, apostrophes gone, so that "Don’t" and "dont" are one. */
const plain = (text: string): string =>
  ` ${text
    // First of all: taken apart, an acute accent that stands by itself is a space, and "don´t" would be two words.
    .replace(PUT_ASIDE, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** Those of both lists that stand in a text, whatever language the page is in. Each begins at the beginning of a word. */
export function crisisWordsIn(text: string): readonly string[] {
  const searched = plain(text);
  return PHRASES.filter((phrase) => searched.includes(` ${phrase}`));
}
