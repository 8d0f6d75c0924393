/**
 * What a new password must be, after NIST SP 800-63B-4, section 3.1.1.2: long, unknown to attackers, and nothing else. No
 * kinds of characters are asked for, and nothing expires: both make passwords worse.
 */
import { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** "SHALL be a minimum of 15 characters" where a password alone lets in. */
export const SHORTEST_ALONE = 15;
/** The standard asks for 8 beside a second factor; a clinic's records bear four more. */
export const SHORTEST_WITH_SECOND_FACTOR = 12;
/** "SHOULD permit at least 64". */
export const LONGEST = 128;

/** Under a hundred million guesses a blocklist of words, their repetitions and neighbours on a keyboard finds it. */
const FEWEST_GUESSES = 1e8;
/** Shorter words turn up in any sentence by chance. */
const SHORTEST_WORD = 4;
const PRODUCT_WORDS = ['holdspace', 'ketamine', 'clinic', 'infusion'];

let strength: Promise<ZxcvbnFactory> | undefined;
/** Fifty thousand passwords from breaches; read when somebody first sets a password, not at every start. */
const withList = (): Promise<ZxcvbnFactory> => {
  strength ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary, adjacencyGraphs }) => new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: LONGEST }),
  );
  return strength;
};

/** What makes a password easy for one who knows the person: their names, their clinics', their address. */
export interface PasswordContext {
  readonly hasSecondFactor: boolean;
  readonly about: readonly string[];
}

/** The rule that a password does not meet, in words; null where it may be used. */
export async function whyNot(
  password: string,
  { hasSecondFactor, about }: PasswordContext,
): Promise<{ readonly rule: string; readonly message: string } | null> {
  const shortest = hasSecondFactor ? SHORTEST_WITH_SECOND_FACTOR : SHORTEST_ALONE;
  // Counted as a person counts: an emoji is one character.
  const length = [...password.normalize('NFKC')].length;
  if (length < shortest)
    return {
      rule: 'too-short',
      message: hasSecondFactor
        ? `A password has at least ${shortest} characters. A few words in a row are easy to keep in mind.`
        : `A password that stands alone has at least ${shortest} characters; with an authenticator app, ${SHORTEST_WITH_SECOND_FACTOR}.`,
    };
  if (length > LONGEST) return { rule: 'too-long', message: `A password has at most ${LONGEST} characters.` };
  const words = wordsOf(about);
  const said = password.toLowerCase();
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), said);
  if (rest !== said && [...rest].length < SHORTEST_WITH_SECOND_FACTOR / 2)
    return {
      rule: 'known-words',
      message:
        'This password is little more than your name, your e-mail or your clinic’s name. Others would try it first.',
    };
  const { guesses } = (await withList()).check(password, words);
  if (guesses < FEWEST_GUESSES)
    return {
      rule: 'known-password',
      message: 'This password, or one much like it, stands on lists of stolen passwords. Choose another.',
    };
  return null;
}

const wordsOf = (about: readonly string[]): string[] => [
  ...new Set(
    [...PRODUCT_WORDS, ...about]
      .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
      .filter((word) => word.length >= SHORTEST_WORD),
  ),
];

export const SHORTEST_PIN = 6;
export const LONGEST_PIN = 12;

/** The rule that a PIN does not meet; null where it may be used. It signs one act on a signed-in device, and locks after few tries. */
export function whyNotPin(pin: string): { readonly rule: string; readonly message: string } | null {
  if (!new RegExp(`^\\d{${SHORTEST_PIN},${LONGEST_PIN}}$`).test(pin))
    return { rule: 'pin-digits', message: `A PIN is ${SHORTEST_PIN} to ${LONGEST_PIN} digits.` };
  const steps = new Set([...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index])));
  const halves = pin.length % 2 === 0 && pin.slice(0, pin.length / 2) === pin.slice(pin.length / 2);
  // 111111, 123456, 987654, 135790, 121212, 123123
  if (steps.size === 1 || new Set(pin).size <= 2 || halves)
    return { rule: 'pin-guessed', message: 'This PIN is among the first that anybody would try. Choose another.' };
  return null;
}
