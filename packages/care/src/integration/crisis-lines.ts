/** Whom to call when it cannot wait, by country. Shown on every page of a patient, with a network or without. */
import type { Localized } from '../language.ts';

export interface CrisisLine {
  /** "Someone to talk to, now" */
  readonly for: 'danger' | 'talk';
  readonly name: Localized;
  /** As it is dialled. */
  readonly call: string;
  /** As a text message is sent to it. */
  readonly text?: string;
  readonly says: Localized;
}
export interface CrisisLines {
  readonly country: string;
  readonly lines: readonly CrisisLine[];
  readonly source: string;
  /** `background`: known, and to be confirmed against the source before a clinic rests on it. */
  readonly checked: 'design' | 'background';
}

const EMERGENCY: Localized = { en: 'Emergency', es: 'Emergencias' };

export const CRISIS_LINES = {
  US: {
    country: 'United States',
    lines: [
      {
        for: 'danger',
        name: EMERGENCY,
        call: '911',
        says: { en: 'In danger now: call 911', es: 'En peligro ahora: llame al 911' },
      },
      {
        for: 'talk',
        name: { en: 'Suicide & Crisis Lifeline', es: 'Línea 988 de Prevención del Suicidio y Crisis' },
        call: '988',
        text: '988',
        // That the line is answered in Spanish is known from its announcements; that "2" leads there is background.
        says: {
          en: 'Someone to talk to: call or text 988',
          es: 'Alguien con quien hablar: llame al 988 y oprima 2, o mande un texto al 988',
        },
      },
    ],
    source: 'design: safety rule 6 (in the US: 988); 988lifeline.org',
    checked: 'design',
  },
  CA: {
    country: 'Canada',
    lines: [
      {
        for: 'danger',
        name: EMERGENCY,
        call: '911',
        says: { en: 'In danger now: call 911', es: 'En peligro ahora: llame al 911' },
      },
      {
        for: 'talk',
        name: { en: 'Suicide Crisis Helpline', es: 'Línea de Crisis de Suicidio' },
        call: '988',
        text: '988',
        says: {
          en: 'Someone to talk to: call or text 988',
          es: 'Alguien con quien hablar, en inglés o francés: llame o mande un texto al 988',
        },
      },
    ],
    source: '988.ca',
    checked: 'background',
  },
  GB: {
    country: 'United Kingdom',
    lines: [
      {
        for: 'danger',
        name: EMERGENCY,
        call: '999',
        says: { en: 'In danger now: call 999', es: 'En peligro ahora: llame al 999' },
      },
      {
        for: 'talk',
        name: { en: 'Samaritans', es: 'Samaritans' },
        call: '116123',
        says: { en: 'Someone to talk to: call 116 123', es: 'Alguien con quien hablar, en inglés: llame al 116 123' },
      },
    ],
    source: 'samaritans.org',
    checked: 'background',
  },
} as const satisfies Record<string, CrisisLines>;
export type CrisisCountry = keyof typeof CRISIS_LINES;

const CANADA =
  /^America\/(Toronto|Vancouver|Montreal|Winnipeg|Edmonton|Halifax|Regina|St_Johns|Moncton|Whitehorse|Yellowknife|Iqaluit)$/;

/** The country of a device, read from its zone; the United States where that says nothing, as the product's own default. */
export function crisisCountryOf(zone: string): CrisisCountry {
  if (CANADA.test(zone)) return 'CA';
  return zone === 'Europe/London' ? 'GB' : 'US';
}
