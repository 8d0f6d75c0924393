/** What the clinic itself has on record of a patient, and what the rules of the screening say of it. */

import type { Instant } from '../instant.ts';
import { lookUpMedicine } from '../medicines/match.ts';
import { isTakenOn, type PatientMedicine } from '../medicines/patient-medicine.ts';
import type { Protocol } from '../protocol/schema.ts';
import { type BodyWeight, sayQuantity } from '../quantity.ts';
import { dayAt } from '../session/site-day.ts';
import { codesAnswered, type ScreeningAnswers, weightTold } from './answers.ts';
import type { ScreeningFinding } from './finding.ts';
import { CLINICAL, PROJECT, TRIALS } from './sources.ts';

/** A blood pressure at rest: the last of a session before anything was given in it. */
export interface RestingPressure {
  readonly sessionId: string;
  readonly at: Instant;
  readonly systolic: number;
  readonly diastolic: number;
}
export interface ScreeningChart {
  readonly dateOfBirth: string;
  /** The clinic's zone, in which its days are read. */
  readonly zone: string;
  /** Those that have ended too. */
  readonly medicines: readonly PatientMedicine[];
  /** The last that was measured here. */
  readonly weight?: { readonly weight: BodyWeight; readonly measuredOn: string } | undefined;
  /** In the order of time. */
  readonly pressures: readonly RestingPressure[];
}

const ADULT = 18;
const OLDER_THAN = 65;
const HEAVIER_THAN = 150;
/** Nobody has been older; a birth date of before is a slip of the keys. */
const OLDEST = 125;

/** Whole years on a day; null where the birth date cannot be right. */
export function ageOn(dateOfBirth: string, day: string): number | null {
  const [born, then] = [dateOfBirth.split('-').map(Number), day.split('-').map(Number)];
  const [year = 0, month = 0, date = 0] = born;
  const [thenYear = 0, thenMonth = 0, thenDate = 0] = then;
  const age = thenYear - year - (thenMonth < month || (thenMonth === month && thenDate < date) ? 1 : 0);
  return age >= 0 && age <= OLDEST ? age : null;
}

function ageFinding({ dateOfBirth }: ScreeningChart, day: string): ScreeningFinding {
  const about = { rule: 'age', title: 'Age', sources: [CLINICAL] };
  const age = ageOn(dateOfBirth, day);
  if (age === null)
    return {
      ...about,
      outcome: 'ask',
      missing: true,
      because: `The birth date on record, ${dateOfBirth}, cannot be right. Look at it together with the patient.`,
    };
  const answered = `${age} years`;
  if (age < ADULT)
    return {
      ...about,
      answered,
      outcome: 'ask',
      because: `Under ${ADULT}. If the birth date is right, a clinician speaks with the patient and with whoever has custody before anything else is planned.`,
    };
  return age > OLDER_THAN
    ? {
        ...about,
        answered,
        outcome: 'ask',
        because: `Over ${OLDER_THAN}: ask about the heart, falls, memory and who is at home.`,
      }
    : { ...about, answered, outcome: 'clear', because: `${ADULT} to ${OLDER_THAN}.` };
}

function weightFinding({ weight }: ScreeningChart, answers: ScreeningAnswers): ScreeningFinding {
  const about = { rule: 'weight', title: 'Weight', sources: [CLINICAL] };
  const told = weightTold(answers);
  const known = weight?.weight ?? told;
  if (!known)
    return {
      ...about,
      outcome: 'ask',
      missing: true,
      because:
        told === null
          ? 'What was told cannot be a weight: look at the number and the unit again.'
          : 'Nobody has weighed the patient here, and no weight was told.',
    };
  const kilograms = Math.round(known.value * 10) / 10;
  const answered = weight ? `${kilograms} kg, measured on ${weight.measuredOn}` : `${kilograms} kg, as told`;
  return known.value > HEAVIER_THAN
    ? {
        ...about,
        answered,
        outcome: 'ask',
        because: `Over ${HEAVIER_THAN} kg: ask about sleep apnea and the airway, and whether chair and cuff bear it.`,
      }
    : { ...about, answered, outcome: 'clear', because: `${HEAVIER_THAN} kg or less.` };
}

type Limits = Extract<Protocol['gates'][number], { gate: 'baseline_vital_signs' }>;
const limitsOf = ({ gates }: Protocol): Limits | undefined =>
  gates.find((one): one is Limits => one.gate === 'baseline_vital_signs');

export const sayPressure = ({ systolic, diastolic }: Pick<RestingPressure, 'systolic' | 'diastolic'>): string =>
  `${systolic}/${diastolic} mmHg`;

/** Which of the protocol's limits before a dose a pressure reaches; null where none. */
export function limitReached(
  protocol: Protocol,
  { systolic, diastolic }: Pick<RestingPressure, 'systolic' | 'diastolic'>,
): { readonly which: 'soft' | 'hard'; readonly says: string } | null {
  const limits = limitsOf(protocol);
  for (const which of ['hard', 'soft'] as const) {
    const limit = which === 'hard' ? limits?.hardBloodPressure : limits?.softBloodPressure;
    if (limit && (systolic >= limit.systolic.value || diastolic >= limit.diastolic.value))
      return { which, says: `${limit.systolic.value}/${sayQuantity(limit.diastolic)}` };
  }
  return null;
}

function pressureFinding(protocol: Protocol, { pressures, zone }: ScreeningChart): ScreeningFinding {
  const about = { rule: 'pressure', title: 'Blood pressure measured here', sources: [CLINICAL, PROJECT] };
  const last = pressures.at(-1);
  if (!last)
    return {
      ...about,
      outcome: 'ask',
      missing: true,
      because: 'No blood pressure at rest is on record here. It is measured before each dose.',
    };
  const answered = `${sayPressure(last)} on ${dayAt(last.at, zone)}`;
  const reached = limitReached(protocol, last);
  if (!reached)
    return limitsOf(protocol)
      ? { ...about, answered, outcome: 'clear', because: 'Under the protocol’s limits before a dose.' }
      : { ...about, answered, outcome: 'ask', because: 'This protocol sets no limit before a dose: judge it.' };
  return reached.which === 'hard'
    ? {
        ...about,
        answered,
        outcome: 'needs_clearance',
        by: 'whoever treats the blood pressure',
        because: `At or over ${reached.says}, where the protocol gives no dose.`,
      }
    : { ...about, answered, outcome: 'ask', because: `At or over ${reached.says}, where the protocol asks.` };
}

/** The medicines that somebody takes on a day. */
export const takenOn = ({ medicines }: Pick<ScreeningChart, 'medicines'>, day: string): readonly PatientMedicine[] =>
  medicines.filter((medicine) => isTakenOn(medicine, day));

const BENZODIAZEPINE_LIMIT =
  ' Trials exclude more than 3 mg of lorazepam a day, or as much of another: work out the daily dose.';

/** One finding for each caution that the list brings, and one for all that is not known here: that is no clearance. */
function medicineFindings(taken: readonly PatientMedicine[]): readonly ScreeningFinding[] {
  const found = new Map<string, { finding: ScreeningFinding; names: string[] }>();
  const unknown: string[] = [];
  for (const { name, ingredient } of taken) {
    const looked = lookUpMedicine({ name, ingredient });
    if (!looked.known) {
      unknown.push(name);
      continue;
    }
    for (const { caution } of looked.found) {
      const isBenzodiazepine = caution.id === 'benzodiazepines';
      const one: { finding: ScreeningFinding; names: string[] } = found.get(caution.id) ?? {
        names: [],
        finding: {
          rule: `interaction-${caution.id}`,
          title: caution.title,
          outcome: 'ask',
          because: `${caution.advice}${isBenzodiazepine ? BENZODIAZEPINE_LIMIT : ''}`,
          sources: isBenzodiazepine ? [...caution.sources, TRIALS] : caution.sources,
        },
      };
      found.set(caution.id, one);
      if (!one.names.includes(name)) one.names.push(name);
    }
  }
  return [
    ...[...found.values()].map(({ finding, names }): ScreeningFinding => ({ ...finding, answered: names.join(', ') })),
    ...(unknown.length > 0
      ? [
          {
            rule: 'medicines-unknown',
            title: 'Medicines not known here',
            outcome: 'ask' as const,
            answered: unknown.join(', '),
            because: 'Nothing is said here of how these go with ketamine. Look them up: this is no clearance.',
            sources: [PROJECT],
          },
        ]
      : []),
  ];
}

/** Where what was told of medicines and the list itself do not agree. */
export function listContradicts(answers: ScreeningAnswers, taken: readonly PatientMedicine[]): string | undefined {
  const [told] = codesAnswered(answers, 'medicines_told');
  if (told === 'takes_none' && taken.length > 0)
    return `“I take none” was answered, and the list has ${taken.map(({ name }) => name).join(', ')}.`;
  return told === 'all' && taken.length === 0
    ? 'All medicines were told, and the list is empty: write them down, or that none is taken.'
    : undefined;
}

export const chartFindings = (
  protocol: Protocol,
  answers: ScreeningAnswers,
  chart: ScreeningChart,
  day: string,
): readonly ScreeningFinding[] => [
  ageFinding(chart, day),
  weightFinding(chart, answers),
  pressureFinding(protocol, chart),
  ...medicineFindings(takenOn(chart, day)),
];
