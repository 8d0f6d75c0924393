/** Makers for tests: answers from which nothing follows, a chart, and a screening that was signed. */
import { type Instant, instant } from '../instant.ts';
import type { PatientMedicine } from '../medicines/patient-medicine.ts';
import type { Protocol } from '../protocol/schema.ts';
import { quantity } from '../quantity.ts';
import type { ScreeningAnswers } from './answers.ts';
import type { ScreeningChart } from './chart.ts';
import { decideSigningScreening, type ScreeningFacts } from './decide.ts';
import { SCREENING_ITEMS } from './items.ts';
import { screen, toDecide } from './screen.ts';
import type { Screening, ScreeningEventOf } from './screening.ts';

export const NOW = instant(Date.parse('2026-03-02T14:00:00Z'));
/** Every question answered so that nothing follows. */
export const CLEAR_ANSWERS: ScreeningAnswers = Object.fromEntries(
  SCREENING_ITEMS.flatMap((item) => {
    if (!('options' in item)) return [];
    const harmless = item.options.find(({ code, effects }) => effects.length === 0 && code !== 'all');
    return harmless ? [[item.linkId, harmless.code]] : [];
  }),
);
export const CHART: ScreeningChart = {
  dateOfBirth: '1984-05-06',
  zone: 'UTC',
  medicines: [],
  weight: { weight: quantity(70, 'kg'), measuredOn: '2026-03-01' },
  pressures: [{ sessionId: 's', at: instant(Date.parse('2026-03-01T14:00:00Z')), systolic: 122, diastolic: 78 }],
};
export const medicine = (id: string, name: string, more: Partial<PatientMedicine> = {}): PatientMedicine => ({
  id,
  name,
  source: 'patient',
  recordedAt: NOW,
  recordedBy: { id: 'n', name: 'Nora' },
  ...more,
});
export const CLINICIAN = { id: 'p', name: 'Dr. Priya Osei', roles: ['prescriber'] } as const;
export const factsFor = (protocol: Protocol, more: Partial<ScreeningFacts> = {}): ScreeningFacts => ({
  protocol,
  answers: CLEAR_ANSWERS,
  chart: CHART,
  clearances: [],
  screening: { decisions: [], clearances: [] } satisfies Screening,
  author: CLINICIAN,
  at: NOW,
  ...more,
});
/** A decision that accepts whatever was found. */
export function signedFor(facts: ScreeningFacts, at: Instant = facts.at): ScreeningEventOf<'ScreeningSigned'> {
  const outcomes = toDecide(screen(facts.protocol, facts.answers, facts.chart, at)).map(({ rule }) => ({
    rule,
    judgement: 'accepted' as const,
    reason: 'Spoken about.',
  }));
  const decided = decideSigningScreening({ ...facts, at }, { id: 'd', seen: 'x', outcomes }, 'x');
  if (!decided.accepted || decided.event.type !== 'ScreeningSigned') throw new Error(JSON.stringify(decided));
  return decided.event;
}
