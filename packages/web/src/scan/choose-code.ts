/** Which of the codes in view is meant: the one that says most, and none where two different things are in view. */
import { type LabelReading, readLabel, type ScannedLabel } from '@holdspace/care';
import type { FoundCode } from './code-reader.ts';

export type Chosen =
  | { readonly kind: 'label'; readonly label: ScannedLabel; readonly text: string }
  /** What a person should do about it. */
  | { readonly kind: 'unsure'; readonly says: string }
  | { readonly kind: 'nothing' };

/** How much of what a receipt asks for stands on it. */
const weight = ({ own, gtin, ndc, lot, expiresOn, serial }: ScannedLabel): number =>
  [own, gtin ?? ndc?.[0], lot, expiresOn, serial].filter((one) => one !== undefined).length;

/** Two codes of one vial name the same product and the same vial. */
function disagree(one: ScannedLabel, other: ScannedLabel): boolean {
  const differs = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined && a !== b;
  const noCommonNdc = one.ndc && other.ndc && !one.ndc.some((code) => other.ndc?.includes(code));
  return (
    differs(one.own, other.own) ||
    differs(one.lot, other.lot) ||
    differs(one.serial, other.serial) ||
    differs(one.expiresOn, other.expiresOn) ||
    (noCommonNdc ?? differs(one.gtin, other.gtin))
  );
}

export function chooseCode(codes: readonly FoundCode[]): Chosen {
  const readings: { reading: LabelReading; text: string }[] = codes.map(({ text, symbology }) => ({
    reading: readLabel(text, symbology),
    text,
  }));
  const known = readings.flatMap(({ reading, text }) => (reading.known ? [{ label: reading.label, text }] : []));
  const [first] = known.sort((one, other) => weight(other.label) - weight(one.label));
  if (first === undefined) {
    const [wrong] = readings.flatMap(({ reading }) => (reading.known ? [] : [reading.because]));
    return wrong === undefined ? { kind: 'nothing' } : { kind: 'unsure', says: wrong };
  }
  // The clinic's own label and the maker's code stand on one vial; the own one says which vial it is.
  const own = known.find(({ label }) => label.own !== undefined);
  if (known.some((one, at) => known.slice(at + 1).some((other) => disagree(one.label, other.label))))
    return { kind: 'unsure', says: 'Two different codes are in view. Show one alone.' };
  return { kind: 'label', ...(own ?? first) };
}
