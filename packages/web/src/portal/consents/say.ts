/** Days and standings in the patient's language. */
import type { ConsentStanding, Language } from '@holdspace/care';
import { Problem } from '../../api/problem.ts';
import type { Say } from '../../language/words.ts';
import type { CONSENT_WORDS } from './words.ts';

type Key = typeof CONSENT_WORDS extends import('../../language/words.ts').Words<infer K> ? K : never;
export type SayConsent = Say<Key>;

export const sayDayIn = (language: Language, at: string, zone: string): string =>
  new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', {
    timeZone: zone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(new Date(at));

export function sayStanding(say: SayConsent, standing: ConsentStanding, language: Language, zone: string): string {
  if (standing.kind === 'never_signed') return say('never_signed');
  return say(standing.kind, { day: sayDayIn(language, standing.at, zone) });
}

/** What went wrong, in the patient's language; the server speaks English. */
export function sayProblem(say: SayConsent, error: unknown): string {
  if (!(error instanceof Problem)) return say('failed');
  if (error.isUnreachable) return say('offline');
  if (error.rule === 'signed-already') return say('already');
  if (error.rule === 'withdrawn-already') return say('taken_back_already');
  if (error.rule === 'version-retired') return say('changed');
  return say('failed');
}
