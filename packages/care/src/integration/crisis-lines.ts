/** Whom to call when it cannot wait, by country. Shown on every page of a patient, with a network or without. */
export interface CrisisLine {
  /** "Someone to talk to, now" */
  readonly for: 'danger' | 'talk';
  readonly name: string;
  /** As it is dialled. */
  readonly call: string;
  /** As a text message is sent to it. */
  readonly text?: string;
  readonly says: string;
}
export interface CrisisLines {
  readonly country: string;
  readonly lines: readonly CrisisLine[];
  readonly source: string;
  /** `background`: known, and to be confirmed against the source before a clinic rests on it. */
  readonly checked: 'design' | 'background';
}

export const CRISIS_LINES = {
  US: {
    country: 'United States',
    lines: [
      { for: 'danger', name: 'Emergency', call: '911', says: 'In danger now: call 911' },
      {
        for: 'talk',
        name: 'Suicide & Crisis Lifeline',
        call: '988',
        text: '988',
        says: 'Someone to talk to: call or text 988',
      },
    ],
    source: 'design: safety rule 6 (in the US: 988); 988lifeline.org',
    checked: 'design',
  },
  CA: {
    country: 'Canada',
    lines: [
      { for: 'danger', name: 'Emergency', call: '911', says: 'In danger now: call 911' },
      {
        for: 'talk',
        name: 'Suicide Crisis Helpline',
        call: '988',
        text: '988',
        says: 'Someone to talk to: call or text 988',
      },
    ],
    source: '988.ca',
    checked: 'background',
  },
  GB: {
    country: 'United Kingdom',
    lines: [
      { for: 'danger', name: 'Emergency', call: '999', says: 'In danger now: call 999' },
      { for: 'talk', name: 'Samaritans', call: '116123', says: 'Someone to talk to: call 116 123' },
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
