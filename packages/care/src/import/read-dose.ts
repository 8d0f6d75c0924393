/** A past dose: milligrams and nothing else, and a weight whose unit somebody has said. Nothing is worked out of it. */
import { sayQuantity, toBase } from '../quantity.ts';
import { finding, quoted, type RowFinding } from './findings.ts';
import { withoutUnit } from './look.ts';
import { type Decimal, readNumber } from './numbers.ts';
import type { PastDoseGiven, PastMoment } from './past.ts';
import {
  type PastRoute,
  type PastSubstance,
  plainWord,
  readRoute,
  readSubstance,
  readWeightUnit,
  type WeightUnit,
} from './words.ts';

/** The same limits as a dose that is recorded here, in micrograms. */
const AMOUNT = { low: 1, high: 2_000_000 } as const;
/** Source: clinical.md §4, plausible ranges, kg. */
const WEIGHT = { low: 25, high: 350 } as const;

export interface ToldDose {
  readonly amount: string;
  /** Empty where the file says none. */
  readonly substance: string;
  readonly route: string;
  readonly weight: string;
  readonly weightUnit: string;
}
export interface DoseColumns {
  readonly amount: string;
  readonly substance: string;
  readonly route: string;
  readonly weight: string;
  readonly decimal: Decimal | undefined;
  /** What holds for the whole file, or its column of weights. */
  readonly fixed: { readonly substance?: PastSubstance; readonly route?: PastRoute; readonly weightUnit?: WeightUnit };
}

export function readDose(
  told: ToldDose,
  of: DoseColumns,
  when: PastMoment,
): { readonly dose?: PastDoseGiven; readonly findings: readonly RowFinding[] } {
  const findings: RowFinding[] = [];
  const amount = readAmount(told.amount, of, findings);
  const substance = told.substance === '' ? of.fixed.substance : readSubstance(told.substance);
  if (!substance)
    findings.push(
      finding('substance-not-known', `${quoted(told.substance)} is neither ketamine nor esketamine.`, {
        column: of.substance,
        satisfy: 'Write ketamine or esketamine; doses of other medicines are not brought.',
      }),
    );
  const route = told.route === '' ? of.fixed.route : readRoute(told.route);
  if (!route)
    findings.push(
      finding('route-not-known', `${quoted(told.route)} is no route that is known here.`, {
        column: of.route,
        satisfy: 'Write intravenous, intramuscular, sublingual, intranasal, oral or subcutaneous.',
      }),
    );
  const weight = told.weight === '' ? undefined : readWeight(told, of, findings);
  if (findings.some(({ level }) => level === 'refused') || !amount || !substance || !route) return { findings };
  return { dose: { when, substance, route, amount, ...(weight && { weight }) }, findings };
}

function readAmount(text: string, { amount: column, decimal }: DoseColumns, findings: RowFinding[]) {
  const { number, unit } = withoutUnit(text);
  if (unit !== '' && !['mg', 'milligrams', 'milligram'].includes(unit.toLowerCase())) {
    findings.push(
      finding('dose-unit', `${quoted(text)} is not in milligrams.`, {
        column,
        satisfy: 'Write the milligrams that were given. Milligrams a kilogram are not worked out here.',
      }),
    );
    return undefined;
  }
  const read = readNumber(number, decimal);
  if (!read.ok) {
    findings.push(
      finding('not-a-number', text === '' ? 'There is no dose in it.' : `${quoted(text)} is no number.`, {
        column,
        satisfy: 'Write the milligrams that were given.',
      }),
    );
    return undefined;
  }
  noteRead(text, '', read.wasGrouped, column, findings);
  const base = toBase<'drug_amount'>({ value: read.value, unit: 'mg' });
  if (!base.known || base.quantity.value < AMOUNT.low || base.quantity.value > AMOUNT.high) {
    findings.push(
      finding('dose-cannot-be', `${read.value} mg: a dose goes from 0.001 mg to 2000 mg, in whole micrograms.`, {
        column,
        satisfy: 'Look it up in the source, and whether it is in milligrams.',
      }),
    );
    return undefined;
  }
  return base.quantity;
}

function readWeight({ weight: text, weightUnit }: ToldDose, of: DoseColumns, findings: RowFinding[]) {
  const column = of.weight;
  const { number, unit: beside } = withoutUnit(text);
  const units = [beside, weightUnit].filter((one) => one !== '');
  const known = units.map(readWeightUnit);
  const said = [...known, ...(of.fixed.weightUnit ? [of.fixed.weightUnit] : [])];
  const unit = said[0];
  const refuse = (
    id: 'weight-unit-missing' | 'weight-unit-differs' | 'weight-cannot-be' | 'not-a-number',
    says: string,
  ) => {
    findings.push(finding(id, says, { column, satisfy: 'Look it up in the source: number and unit.' }));
    return undefined;
  };
  if (known.includes(undefined))
    return refuse('weight-unit-missing', `${quoted(units.join(' '))} is neither kg nor lb.`);
  if (unit === undefined) return refuse('weight-unit-missing', `${quoted(text)}: nothing says whether it is kg or lb.`);
  if (said.some((one) => one !== unit))
    return refuse('weight-unit-differs', `${quoted(text)} is said to be ${[...new Set(said)].join(' and ')}.`);
  const read = readNumber(number, of.decimal);
  if (!read.ok) return refuse('not-a-number', `${quoted(text)} is no weight.`);
  const base = toBase<'mass_of_body'>({ value: read.value, unit: unit === 'lb' ? '[lb_av]' : 'kg' });
  if (!base.known || base.quantity.value < WEIGHT.low || base.quantity.value > WEIGHT.high)
    return refuse(
      'weight-cannot-be',
      `${read.value} ${unit}: a weight goes from ${WEIGHT.low} to ${WEIGHT.high} kg (55 to 772 lb).`,
    );
  noteRead(text, beside, read.wasGrouped, column, findings);
  if (unit === 'lb')
    findings.push(finding('pounds-read', `${read.value} lb is kept as ${sayQuantity(base.quantity)}.`, { column }));
  return base.quantity;
}

function noteRead(text: string, unit: string, wasGrouped: boolean, column: string, findings: RowFinding[]): void {
  if (wasGrouped) findings.push(finding('thousands-read', `${quoted(text)} has a separator of thousands.`, { column }));
  if (unit !== '' && plainWord(unit) !== '')
    findings.push(finding('unit-read', `${quoted(text)}: the unit beside the number was read.`, { column }));
}
