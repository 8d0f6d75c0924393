/** Days and moments in the clinic's zone, as the reader's language says them. */
import type { Instant, Language } from '@holdspace/care';
import { useMemo } from 'react';
import { useLanguage } from './use-language.ts';

/** The country's way of each language, since the clinics are in the United States. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es-US' };

export interface Moments {
  /** "Mar 4, 2026", "4 mar 2026" */
  date(at: Instant): string;
  /** "14:05", the same clock in either language. */
  time(at: Instant): string;
  /** Of a calendar day, which belongs to no zone. */
  day(on: string): string;
  /** "Wednesday, March 4", "miércoles, 4 de marzo" */
  longDay(on: string): string;
}

export function momentsIn(language: Language, zone: string): Moments {
  const made = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(LOCALES[language], options);
  const dates = made({ timeZone: zone, dateStyle: 'medium' });
  const times = made({ timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const days = made({ timeZone: 'UTC', dateStyle: 'medium' });
  const longDays = made({ timeZone: 'UTC', weekday: 'long', month: 'long', day: 'numeric' });
  const noon = (on: string) => new Date(`${on}T12:00:00Z`);
  return {
    date: (at) => dates.format(new Date(at)),
    time: (at) => times.format(new Date(at)),
    day: (on) => days.format(noon(on)),
    longDay: (on) => longDays.format(noon(on)),
  };
}

export function useMoments(zone: string): Moments {
  const language = useLanguage();
  return useMemo(() => momentsIn(language, zone), [language, zone]);
}
