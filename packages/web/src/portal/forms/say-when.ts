/** A day in the language of who reads, where their device is. */
import type { Instant, Language } from '@holdspace/care';

export const sayWhen = (moment: Instant, language: Language): string =>
  new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(moment),
  );
