/** Which container a scanned code names: that one, none, or, where it may be more than one, a question and never a guess. */
import { matchProducts, type ScannedLabel } from '../formulary/label.ts';
import type { Product } from '../formulary/product.ts';
import type { Container } from './container.ts';
import { tidyLabel } from './labels.ts';

export type ContainerNamed<C> =
  | { readonly is: 'one'; readonly container: C }
  | { readonly is: 'none' }
  /** "Which of these?": a person reads the clinic's own label and says. */
  | { readonly is: 'ambiguous'; readonly among: readonly C[] };

type Compared = Pick<Container, 'label' | 'lot' | 'expiresOn' | 'serial'> & {
  readonly product: Pick<Product, 'codes'>;
};

/**
 * The one of `containers` that a label names: by the clinic's own label; by its serial number, which is unique within a
 * product; by product and lot, where one alone of that lot is left. A product without a lot names no container, even if
 * only one is left: another may lie in the hand.
 */
export function containerOfLabel<C extends Compared>(label: ScannedLabel, containers: readonly C[]): ContainerNamed<C> {
  if (label.own !== undefined) {
    const own = tidyLabel(label.own);
    return oneOf(containers.filter((one) => tidyLabel(one.label) === own));
  }
  const products = new Set(
    matchProducts(
      label,
      containers.map(({ product }) => product),
    ),
  );
  const agreeing = containers.filter(
    (one) =>
      products.has(one.product) &&
      (label.lot === undefined || one.lot === label.lot) &&
      (label.expiresOn === undefined || one.expiresOn === label.expiresOn),
  );
  const { serial } = label;
  const exact = serial === undefined ? [] : agreeing.filter((one) => one.serial === serial);
  if (exact.length > 0) return oneOf(exact);
  // One that bears another serial number is another one.
  const left = serial === undefined ? agreeing : agreeing.filter((one) => one.serial === undefined);
  return label.lot === undefined && left.length > 0 ? { is: 'ambiguous', among: left } : oneOf(left);
}

function oneOf<C>(found: readonly C[]): ContainerNamed<C> {
  const [container] = found;
  if (container === undefined) return { is: 'none' };
  return found.length === 1 ? { is: 'one', container } : { is: 'ambiguous', among: found };
}
