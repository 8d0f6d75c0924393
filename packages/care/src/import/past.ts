/** What an import brings: who a row is about, and past scores and doses, read and checked. None of it was done here. */
import { momentOfClock } from '../governance/clinic-clock.ts';
import type { Instant } from '../instant.ts';
import type { BodyWeight, DrugAmount } from '../quantity.ts';
import type { RowFinding } from './findings.ts';
import type { PastRoute, PastSubstance } from './words.ts';

/** When something was: the day, and the moment where the source says it. */
export interface PastMoment {
  /** A calendar day at the clinic. */
  readonly day: string;
  readonly at?: Instant;
}
export interface PastScore {
  readonly when: PastMoment;
  readonly instrument: string;
  readonly instrumentVersion: string;
  /** By scale. */
  readonly scores: Readonly<Record<string, number>>;
  /** As it was told, or worked out here from answers by the measure's own scoring. */
  readonly basis: 'score' | 'answers';
}
export interface PastDoseGiven {
  readonly when: PastMoment;
  readonly substance: PastSubstance;
  readonly route: PastRoute;
  readonly amount: DrugAmount;
  /** As it was measured then, in kilograms whatever unit the source had. */
  readonly weight?: BodyWeight;
}
/** Who a row is about, as it says. */
export interface PatientTold {
  readonly recordNumber: string;
  readonly name?: string;
  readonly dateOfBirth?: string;
  readonly telephone?: string;
  readonly email?: string;
}
/** One row of a source, read by itself: what else there is is looked at afterwards. */
export interface ReadRow {
  /** As a person counts: of a CSV file its first row after the header is 1; of FHIR the resource. */
  readonly row: number;
  /** Absent where not even that could be read. */
  readonly patient?: PatientTold;
  readonly scores: readonly PastScore[];
  readonly doses: readonly PastDoseGiven[];
  readonly findings: readonly RowFinding[];
}
/** What tells one score, or dose, from another of the same patient; the value is not part of a score's. */
export const scoreKey = ({ instrument, when }: Pick<PastScore, 'instrument' | 'when'>): string =>
  `${instrument} ${when.at ?? when.day}`;
export const doseKey = ({ when, substance, route, amount }: Omit<PastDoseGiven, 'weight'>): string =>
  `${when.at ?? when.day} ${substance} ${route} ${amount.value}`;
export const scoresText = (scores: PastScore['scores']): string =>
  Object.keys(scores)
    .sort()
    .map((scale) => `${scale} ${scores[scale]}`)
    .join(', ');

/** Where on the line of time it lies: of a day alone, its noon at the clinic. */
export function momentOfPast({ day, at }: PastMoment, zone: string): Instant {
  if (at) return at;
  const noon = momentOfClock(`${day}T12:00`, zone);
  return noon.known ? noon.at : (`${day}T12:00:00.000Z` as Instant);
}
