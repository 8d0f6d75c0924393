/**
 * What a count found: each half against the ledger as of when that half was counted, since medicine may be drawn between
 * the two, and the halves against each other by how far each is off. Nothing here changes a balance.
 */
import { contentOf, type Product } from '../../formulary/product.ts';
import type { Instant } from '../../instant.ts';
import { type CountHalf, countedAmount, type LabelledContainer, toleranceOf } from './count.ts';

/** What the ledger has of one container in the safe, at a moment. */
export interface HeldContainer extends LabelledContainer {
  readonly openedAt?: Instant | undefined;
  /** Micrograms in this safe; above zero. */
  readonly micrograms: number;
}

export const OPENED_VERDICTS = ['agrees', 'within_tolerance', 'less', 'more', 'not_found', 'not_expected'] as const;
export type OpenedVerdict = (typeof OPENED_VERDICTS)[number];
export interface OpenedLine {
  readonly container: string;
  readonly label: string;
  /** Micrograms; absent where it was not found. */
  readonly counted?: number;
  /** Micrograms; absent where the ledger has none of it in this safe. */
  readonly expected?: number;
  readonly tolerance: number;
  readonly difference: number;
  readonly verdict: OpenedVerdict;
}
/** One person's count of one product beside the ledger at that moment. Differences are counted less expected. */
export interface HalfOfProduct {
  readonly unopened: { readonly counted: number; readonly expected: number; readonly difference: number };
  readonly opened: readonly OpenedLine[];
  /** In micrograms, all of it. */
  readonly counted: number;
  readonly expected: number;
  readonly difference: number;
}

export const FINDINGS = ['agrees', 'within_tolerance', 'less', 'more', 'exchanged', 'counters_differ'] as const;
/** `exchanged`: as much as there should be, and not where it should be. */
export type Finding = (typeof FINDINGS)[number];
export const FINDING_WORDS: Readonly<Record<Finding, string>> = {
  agrees: 'Agrees with the ledger',
  within_tolerance: 'Agrees, as far as a level can be read',
  less: 'Less than the ledger says',
  more: 'More than the ledger says',
  exchanged: 'As much as the ledger says, but not in the same containers',
  counters_differ: 'The two people counted differently',
};
export interface ProductResult {
  readonly product: string;
  readonly name: string;
  readonly first: HalfOfProduct;
  readonly second: HalfOfProduct;
  readonly finding: Finding;
}
export interface CountResult {
  readonly products: readonly ProductResult[];
}
export const needsDiscrepancy = ({ finding }: Pick<ProductResult, 'finding'>): boolean =>
  finding !== 'agrees' && finding !== 'within_tolerance';

export interface HalfBeside {
  readonly half: CountHalf;
  /** What the safe held as of the half's own moment. */
  readonly held: readonly HeldContainer[];
}
export interface ComparedCount {
  readonly products: readonly Product[];
  /** Every container that either half names. */
  readonly containers: readonly LabelledContainer[];
  readonly first: HalfBeside;
  readonly second: HalfBeside;
}

/** The result of a count whose halves are both in. */
export function compareCount({ products, containers, first, second }: ComparedCount): CountResult {
  return {
    products: products.map((product) => {
      const one = halfOfProduct(product, containers, first);
      const other = halfOfProduct(product, containers, second);
      return { product: product.id, name: product.name, first: one, second: other, finding: findingOf(one, other) };
    }),
  };
}

/** Whether the ledger takes a container for opened: somebody drew from it by then, or it holds less than it came with. */
const isOpened = ({ openedAt, micrograms, product }: HeldContainer, at: Instant): boolean =>
  (openedAt !== undefined && openedAt <= at) || micrograms < contentOf(product).value;

function halfOfProduct(
  product: Product,
  containers: readonly LabelledContainer[],
  { half, held }: HalfBeside,
): HalfOfProduct {
  const of = held.filter((one) => one.product.id === product.id);
  const named = containers.filter((one) => one.product.id === product.id);
  const countedOpen = half.opened.flatMap((line) => {
    const container = named.find(({ label }) => label === line.label);
    if (!container) return [];
    const amount = countedAmount(container, line.remaining);
    return 'micrograms' in amount ? [{ container, micrograms: amount.micrograms }] : [];
  });
  const byId = new Map(countedOpen.map((one) => [one.container.id, one]));
  const openedHeld = of.filter((one) => isOpened(one, half.at) || byId.has(one.id));
  const sealedHeld = of.filter((one) => !openedHeld.includes(one));
  const opened = [
    ...openedHeld.map((one) => openedLine(product, one, byId.get(one.id)?.micrograms, one.micrograms)),
    ...countedOpen
      .filter(({ container }) => !openedHeld.some(({ id }) => id === container.id))
      .map(({ container, micrograms }) => openedLine(product, container, micrograms, undefined)),
  ].sort((one, other) => one.label.localeCompare(other.label, 'en', { numeric: true }));
  const counted = half.unopened.find((line) => line.product === product.id)?.containers ?? 0;
  const full = contentOf(product).value;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const countedAll = counted * full + sum(opened.map((line) => line.counted ?? 0));
  const expectedAll = sum(of.map(({ micrograms }) => micrograms));
  return {
    unopened: { counted, expected: sealedHeld.length, difference: counted - sealedHeld.length },
    opened,
    counted: countedAll,
    expected: expectedAll,
    difference: countedAll - expectedAll,
  };
}

function openedLine(
  product: Product,
  { id, label }: Pick<LabelledContainer, 'id' | 'label'>,
  counted: number | undefined,
  expected: number | undefined,
): OpenedLine {
  const difference = (counted ?? 0) - (expected ?? 0);
  const tolerance = expected === undefined ? 0 : toleranceOf(product, expected);
  return {
    container: id,
    label,
    ...(counted !== undefined && { counted }),
    ...(expected !== undefined && { expected }),
    tolerance,
    difference,
    verdict: verdictOf(counted, expected, difference, tolerance),
  };
}
function verdictOf(
  counted: number | undefined,
  expected: number | undefined,
  difference: number,
  tolerance: number,
): OpenedVerdict {
  if (counted === undefined) return 'not_found';
  // An empty vial that stands in the safe is nothing that the ledger misses.
  if (expected === undefined) return counted === 0 ? 'agrees' : 'not_expected';
  if (difference === 0) return 'agrees';
  if (Math.abs(difference) <= tolerance) return 'within_tolerance';
  return difference < 0 ? 'less' : 'more';
}

const isOff = (half: HalfOfProduct): boolean =>
  half.unopened.difference !== 0 || half.opened.some(({ verdict }) => !isFine(verdict));
const isFine = (verdict: OpenedVerdict): boolean => verdict === 'agrees' || verdict === 'within_tolerance';

function findingOf(first: HalfOfProduct, second: HalfOfProduct): Finding {
  if (!isOff(first) && !isOff(second)) {
    const isExact = [...first.opened, ...second.opened].every(({ verdict }) => verdict === 'agrees');
    return isExact ? 'agrees' : 'within_tolerance';
  }
  if (!countersAgree(first, second)) return 'counters_differ';
  const { difference } = first;
  if (difference === 0) return 'exchanged';
  return difference < 0 ? 'less' : 'more';
}

/** Two who are off by the same have counted the same, whatever was drawn between them. */
function countersAgree(first: HalfOfProduct, second: HalfOfProduct): boolean {
  if (first.unopened.difference !== second.unopened.difference) return false;
  const labels = new Set([...first.opened, ...second.opened].map(({ container }) => container));
  return [...labels].every((id) => {
    const one = first.opened.find(({ container }) => container === id);
    const other = second.opened.find(({ container }) => container === id);
    const apart = Math.abs((one?.difference ?? 0) - (other?.difference ?? 0));
    return apart <= Math.max(one?.tolerance ?? 0, other?.tolerance ?? 0);
  });
}

/** The amount that a discrepancy of this product is about: what both found, or the larger of what either did. */
export const amountInQuestion = ({ first, second }: ProductResult): number =>
  Math.max(Math.abs(first.difference), Math.abs(second.difference));

/** The one container that is off, where it is one and no number of whole containers is. */
export function containerInQuestion({ first, second }: ProductResult): string | undefined {
  if (first.unopened.difference !== 0 || second.unopened.difference !== 0) return undefined;
  const off = [...first.opened, ...second.opened].filter(({ verdict }) => !isFine(verdict));
  const ids = new Set(off.map(({ container }) => container));
  return ids.size === 1 ? [...ids][0] : undefined;
}
