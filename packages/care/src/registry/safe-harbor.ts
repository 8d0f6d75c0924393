/**
 * The eighteen identifiers of HIPAA's Safe Harbor, 45 CFR 164.514(b)(2)(i)(A) to (R), and what happens to each in rows that
 * leave the clinic; and how much of an age is told so that nobody stands out. Data, so that a privacy officer can read it.
 */
import { anonymityOf } from '../statistics/disclosure/anonymity.ts';
import { SMALLEST_SHOWN } from '../statistics/disclosure/small-cells.ts';

export interface SafeHarborIdentifier {
  /** The letter of the rule. */
  readonly letter: string;
  readonly is: string;
  readonly what: string;
}
const NEVER_COPIED = 'Never copied out of the record.';
export const SAFE_HARBOR: readonly SafeHarborIdentifier[] = [
  { letter: 'A', is: 'Names', what: NEVER_COPIED },
  {
    letter: 'B',
    is: 'Geographic subdivisions smaller than a state',
    what: `${NEVER_COPIED} The clinic and its sites are not named.`,
  },
  {
    letter: 'C',
    is: 'Elements of dates, and ages over 89',
    what: 'Days and moments become days since the patient’s own first one. The age is a band of ten years, and 90+ from 90 on.',
  },
  { letter: 'D', is: 'Telephone numbers', what: NEVER_COPIED },
  { letter: 'E', is: 'Fax numbers', what: NEVER_COPIED },
  { letter: 'F', is: 'Email addresses', what: NEVER_COPIED },
  { letter: 'G', is: 'Social security numbers', what: NEVER_COPIED },
  { letter: 'H', is: 'Medical record numbers', what: NEVER_COPIED },
  { letter: 'I', is: 'Health plan beneficiary numbers', what: NEVER_COPIED },
  { letter: 'J', is: 'Account numbers', what: NEVER_COPIED },
  { letter: 'K', is: 'Certificate and licence numbers', what: NEVER_COPIED },
  { letter: 'L', is: 'Vehicle identifiers', what: NEVER_COPIED },
  { letter: 'M', is: 'Device identifiers and serial numbers', what: NEVER_COPIED },
  { letter: 'N', is: 'Web addresses', what: NEVER_COPIED },
  { letter: 'O', is: 'IP addresses', what: NEVER_COPIED },
  { letter: 'P', is: 'Biometric identifiers', what: NEVER_COPIED },
  { letter: 'Q', is: 'Full-face photographs', what: NEVER_COPIED },
  {
    letter: 'R',
    is: 'Any other unique number or code',
    what: 'Ids become codes drawn by lot for this export alone (164.514(c)): no key, no earlier export and nobody leads back from them.',
  },
];

/** What an outsider may know of a patient who is in the rows. */
export const QUASI_IDENTIFIERS = ['age_band', 'protocols'] as const;
/**
 * People that must look alike in these: as many as a count must be of to be shown. Health Canada and the European Medicines
 * Agency (Policy 0070) ask for a risk of at most 0.09, which is 1 in 11. [background: read of, not read]
 */
export const WANTED_K = SMALLEST_SHOWN;

/** Ten years at a time, from the age that the patient turns in the year named. */
export function ageBand(birthYear: number | null, year: number): string {
  if (birthYear === null || year - birthYear >= 90) return '90+';
  const from = Math.floor((year - birthYear) / 10) * 10;
  return `${from}-${from + 9}`;
}

export interface ToldPatient {
  /** By pseudonym. */
  readonly patient: string;
  readonly ageBand: string;
  /** The protocols under which the patient was treated, each once. */
  readonly protocols: readonly string[];
}
export interface KeptPatient {
  readonly patient: string;
  /** Null where it is not told, so that the patient looks like others. */
  readonly ageBand: string | null;
}
export interface Anonymised {
  readonly kept: readonly KeptPatient[];
  /** The smallest group that is left; null where nobody is. */
  readonly k: number | null;
  /** How many are in it without their age. */
  readonly generalised: number;
  readonly leftOut: number;
}

/**
 * First as they are; whoever then stands in a group that is too small loses their age; whoever still does is left out. The
 * protocols stay: rows without the treatment would say nothing.
 */
export function anonymised(patients: readonly ToldPatient[], wanted = WANTED_K): Anonymised {
  const protocolsOf = ({ protocols }: ToldPatient) => [...protocols].sort().join(' ');
  const check = (some: readonly { readonly of: ToldPatient; readonly age: string | null }[]) =>
    anonymityOf(some, {
      person: ({ of }) => of.patient,
      quasi: ({ of, age }) => [age, protocolsOf(of)],
      wanted,
    });
  const asTheyAre = patients.map((of) => ({ of, age: of.ageBand as string | null }));
  const few = new Set(check(asTheyAre).tooFew.map(({ of }) => of.patient));
  const coarser = asTheyAre.map((one) => (few.has(one.of.patient) ? { ...one, age: null } : one));
  const stillFew = new Set(check(coarser).tooFew.map(({ of }) => of.patient));
  const kept = coarser.filter(({ of }) => !stillFew.has(of.patient));
  return {
    kept: kept.map(({ of, age }) => ({ patient: of.patient, ageBand: age })),
    k: check(kept).k,
    generalised: kept.filter(({ age }) => age === null).length,
    leftOut: stillFew.size,
  };
}
