/**
 * A dosing example with its answer: published by somebody else, or derived by hand. The answers were worked out apart
 * from the code, in exact fractions; the steps stand beside them, so that a second person can follow them by eye.
 */
import type { Quantity, Unit } from '../../quantity.ts';

export type Source =
  | { readonly published: string; readonly url?: string /** What of it is ours. */; readonly note?: string }
  | { readonly derived: readonly string[] };

interface Named {
  readonly title: string;
  readonly source: Source;
}
type Of<U extends Unit> = Quantity<U>;
export type Mg = Of<'mg'>;
type Weight = Of<'kg' | '[lb_av]'>;

/** What a weight is, in kilograms. */
export interface WeightExample extends Named {
  readonly given: Weight;
  readonly kilograms: number;
}
/** Milligrams from milligrams per kilogram, before any rounding to what can be drawn. */
export interface AmountExample extends Named {
  readonly perKilogram: Of<'mg/kg'>;
  readonly weight: Weight;
  readonly amount: Mg;
}
/** Millilitres on the syringe's scale, what they hold, and what that is per kilogram. */
export interface DrawExample extends Named {
  readonly amount: Mg;
  readonly concentration: Of<'mg/mL'>;
  readonly step: Of<'mL'>;
  readonly volume: Of<'mL'>;
  readonly drawn: Mg;
  readonly perKilogram?: { readonly weight: Weight; readonly is: Of<'mg/kg'> };
}
/** Pieces, whole or cut, and what they hold. */
export interface CountExample extends Named {
  readonly amount: Mg;
  readonly strength: Mg;
  readonly divisibleInto: number;
  readonly units: number;
  readonly counted: Mg;
}
/** What the pump is set to, or why it cannot be. */
export interface PumpExample extends Named {
  readonly amount: Mg;
  readonly bag: Of<'mL'>;
  readonly over: Of<'min'>;
  readonly step: Of<'mL/h'>;
  readonly highest: Of<'mL/h'>;
  readonly answer:
    | { readonly rate: Of<'mL/h'>; readonly seconds: number; readonly concentration: Of<'ug/mL'> }
    | { readonly refused: string };
}
/** What a bag has given after stretches at some rate; a rate of 0 is a pause. */
export interface InfusedExample extends Named {
  readonly amount: Mg;
  readonly bag: Of<'mL'>;
  /** Each goes on until the next begins; the last until the moment asked about. */
  readonly stretches: readonly { readonly rate: Of<'mL/h'>; readonly seconds: number }[];
  readonly delivered: Mg;
  readonly remaining: Mg;
  readonly state: 'running' | 'paused' | 'empty';
  readonly secondsLeft?: number;
}
export interface SumExample extends Named {
  readonly amounts: readonly Mg[];
  readonly total: Mg;
}
export interface ChangeExample extends Named {
  readonly before: Mg;
  readonly after: Mg;
  readonly percent: number;
}
/** A whole order under a shipped protocol, or why it is refused. */
export interface OrderExample extends Named {
  readonly protocol: string;
  readonly product: string;
  readonly prescribed: Of<'mg/kg'> | Mg;
  readonly weight?: Of<'kg'>;
  readonly over?: Of<'min'>;
  readonly answer:
    | {
        readonly exact: Mg;
        readonly amount: Mg;
        readonly perKilogram?: Of<'mg/kg'>;
        readonly volume?: Of<'mL'>;
        readonly units?: number;
        readonly rate?: Of<'mL/h'>;
        readonly seconds?: number;
      }
    | { readonly field: 'prescribed' | 'product' | 'over'; readonly because: string };
}

/** Units said once, so that a table of examples stays readable. */
const unit =
  <U extends Unit>(code: U) =>
  (value: number): Quantity<U> => ({ value, unit: code });
export const mg = unit('mg');
export const kg = unit('kg');
export const lb = unit('[lb_av]');
export const mL = unit('mL');
export const min = unit('min');
export const mgPerKg = unit('mg/kg');
export const mgPerMl = unit('mg/mL');
export const ugPerMl = unit('ug/mL');
export const mLPerHour = unit('mL/h');

export const derived = (...steps: string[]): Source => ({ derived: steps });

/** Where the published examples were read. */
const RNMATH = 'RN Math, practice problems, answers and rationales';
const RNMATH_URL = 'https://rnmath.app/practice-problems-answers-and-rationales';
const HUNDRED = '100 dosage calculation practice problems and answers';
const HUNDRED_URL = 'https://www.scribd.com/doc/28291745/100-Dosage-Calculation-Practice-and-Answers';
export const rnMath = (what: string): Source => ({ published: `${RNMATH}: ${what}`, url: RNMATH_URL });
export const hundredProblems = (what: string): Source => ({ published: `${HUNDRED}: ${what}`, url: HUNDRED_URL });
export const injectableDrugs = (what: string, note: string): Source => ({
  published: `Handbook on Injectable Drugs, ketamine, infusion: ${what}`,
  url: 'https://download.skyscape.com/download/ota/lonestar/A795912D-AC85-4D69-A416-8B6C2CBE6E94/hbinjdrg.ed25/content/HTML/s/tl2.htm',
  note,
});
export const emergencyDrip = (what: string): Source => ({
  published: `Emergency medicine updates, ketamine drip for analgesia (50 mg/mL, 5 mL added to 250 mL, taken as 1 mg/mL): ${what}`,
  url: 'http://emupdates.com/category/psa/page/2/',
});
export const sprayKits = (what: string): Source => ({
  published: `FDA National Drug Code Directory, 50458-028, kits of devices of 28 mg: ${what}`,
  url: 'https://api.fda.gov/drug/ndc.json?search=product_ndc:%2250458-028%22',
});
