/** Version numbers: used once, going upward; how far up says how much a change weighs. */
import { isLoosening, type WeighedDifference } from './weight.ts';

const partsOf = (version: string) => version.split('.').map(Number) as [number, number, number];

/** Positive where `one` is after `other`: 1.10.0 is after 1.9.0. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [partsOf(one), partsOf(other)];
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/**
 * The number to propose for a version that differs so from the last: words move the last place, a looser limit or
 * another label the first, everything else the middle.
 */
export function nextVersion(
  last: string,
  differences: readonly WeighedDifference[],
  label: 'same' | 'renamed' | 'loses_kap' | 'gains_kap' = 'same',
): string {
  const [first, middle, small] = partsOf(last);
  if (label === 'loses_kap' || label === 'gains_kap' || differences.some(isLoosening)) return `${first + 1}.0.0`;
  return differences.some(({ weight }) => weight !== 'changes_words')
    ? `${first}.${middle + 1}.0`
    : `${first}.${middle}.${small + 1}`;
}
