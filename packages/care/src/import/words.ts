/** Words of a past dose as files write them: what was given, by which route, in which unit somebody was weighed. Closed lists. */
export const PAST_SUBSTANCES = ['ketamine', 'esketamine'] as const;
export type PastSubstance = (typeof PAST_SUBSTANCES)[number];
export const PAST_SUBSTANCE_NAMES: Readonly<Record<PastSubstance, string>> = {
  ketamine: 'ketamine (racemic)',
  esketamine: 'esketamine',
};
/** A protocol's routes, and those by which it was given elsewhere. */
export const PAST_ROUTES = [
  'intravenous',
  'intramuscular',
  'sublingual',
  'intranasal',
  'oral',
  'subcutaneous',
] as const;
export type PastRoute = (typeof PAST_ROUTES)[number];
export const WEIGHT_UNITS = ['kg', 'lb'] as const;
export type WeightUnit = (typeof WEIGHT_UNITS)[number];

/**
 * SNOMED CT codes of routes stand among the words: FHIR R4 names routes by them (value set route-codes). [background: codes
 * known, not looked up there]
 */
const ROUTE_WORDS: Readonly<Record<PastRoute, readonly string[]>> = {
  intravenous: ['intravenous', 'intravenousroute', 'iv', 'ivinfusion', 'infusion', 'intravenousinfusion', '47625008'],
  intramuscular: ['intramuscular', 'intramuscularroute', 'im', 'iminjection', 'intramuscularinjection', '78421000'],
  sublingual: ['sublingual', 'sublingualroute', 'sl', 'lozenge', 'troche', 'sublinguallozenge', '37839007'],
  intranasal: ['intranasal', 'nasal', 'nasalroute', 'in', 'nasalspray', 'spray', '46713006'],
  oral: ['oral', 'oralroute', 'po', 'bymouth', '26643006'],
  subcutaneous: ['subcutaneous', 'subcutaneousroute', 'sc', 'subq', 'sq', '34206005'],
};
const UNIT_WORDS: Readonly<Record<WeightUnit, readonly string[]>> = {
  kg: ['kg', 'kgs', 'kilo', 'kilos', 'kilogram', 'kilograms', 'kilogramme'],
  lb: ['lb', 'lbs', 'pound', 'pounds', 'lbav'],
};

/** Letters and figures alone, so that "I.V." is "iv". */
export const plainWord = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
function among<T extends string>(words: Readonly<Record<T, readonly string[]>>, text: string): T | undefined {
  const sought = plainWord(text);
  return (Object.keys(words) as T[]).find((one) => words[one].includes(sought));
}

/** "Ketamine HCl 50 mg/mL" and "S-ketamine"; one of the two forms alone is esketamine, or is not known here. */
export function readSubstance(text: string): PastSubstance | undefined {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  const [hasLeft, hasRight] = [words.includes('s'), words.includes('r')];
  if (words.includes('esketamine') || words.includes('spravato')) return 'esketamine';
  if (!words.includes('ketamine') && !words.includes('ketalar')) return undefined;
  if (hasLeft !== hasRight) return hasLeft ? 'esketamine' : undefined;
  return 'ketamine';
}
export const readRoute = (text: string): PastRoute | undefined => among(ROUTE_WORDS, text);
export const readWeightUnit = (text: string): WeightUnit | undefined => among(UNIT_WORDS, text);
