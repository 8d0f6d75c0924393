/** What is wrong with a half of a count, before it is kept: field by field, in words. */
import type { Product } from '../../formulary/product.ts';
import { type Instant, later } from '../../instant.ts';
import { CLOCK_TOLERANCE } from '../../session/rules/not-in-the-future.ts';
import { type CountHalf, type CountKind, countedAmount, type LabelledContainer, type NewHalf } from './count.ts';

/** One thing wrong with what was sent. */
export interface InputFault {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

export interface HalfAsked {
  readonly kind: CountKind;
  readonly openedAt: Instant;
  readonly half: NewHalf;
  readonly by: { readonly id: string };
  readonly now: Instant;
  /** What must be counted: every controlled product of the formulary, whether any is here or not. */
  readonly products: readonly Product[];
  /** Those of the labels in the half that are known in this clinic. */
  readonly containers: readonly LabelledContainer[];
  readonly first?: CountHalf | undefined;
}

export function halfFaults(asked: HalfAsked): InputFault[] {
  return [...timeFaults(asked), ...sideFaults(asked), ...unopenedFaults(asked), ...openedFaults(asked)];
}

/** The share of a count's span before it was begun: somebody counts, and then takes the tablet. */
const BEFORE_OPENING_MS = 60 * 60 * 1000;

function timeFaults({ half, openedAt, now }: HalfAsked): InputFault[] {
  const fault = (message: string) => [{ field: 'at', rule: 'count-time', message }];
  if (half.at > later(now, CLOCK_TOLERANCE)) return fault('The count lies in the future. Look at the clock.');
  if (half.at < later(openedAt, -BEFORE_OPENING_MS))
    return fault('The count lies more than an hour before this count was begun. Begin another, or count again.');
  return [];
}

function sideFaults({ kind, half, first }: HalfAsked): InputFault[] {
  const fault = (message: string) => [{ field: 'as', rule: 'hand-over-side', message }];
  if (kind !== 'hand_over')
    return half.as === undefined ? [] : fault('Only at a hand-over does somebody go and somebody come.');
  if (half.as === undefined) return fault('At a hand-over say whether you are handing over or taking over.');
  if (first?.as === half.as)
    return fault(
      `${first.by.name} counted as who is ${first.as === 'outgoing' ? 'handing' : 'taking'} over: you are the other one.`,
    );
  return [];
}

function unopenedFaults({ half, products }: HalfAsked): InputFault[] {
  const known = new Map(products.map((product) => [product.id, product]));
  const seen = new Set<string>();
  const faults = half.unopened.flatMap(({ product }, index): InputFault[] => {
    const field = `unopened.${index}.product`;
    if (!known.has(product))
      return [{ field, rule: 'unknown-product', message: `There is no "${product}" on this count’s sheet.` }];
    if (seen.has(product))
      return [{ field, rule: 'counted-twice', message: `${known.get(product)?.name} stands here twice: add them up.` }];
    seen.add(product);
    return [];
  });
  // Silence is no zero.
  const missing = products.filter(({ id }) => !seen.has(id));
  return [
    ...faults,
    ...missing.map(({ name }) => ({
      field: 'unopened',
      rule: 'not-counted',
      message: `${name} was not counted. Write 0 where there is none.`,
    })),
  ];
}

function openedFaults({ half, containers }: HalfAsked): InputFault[] {
  const known = new Map(containers.map((one) => [one.label, one]));
  const seen = new Set<string>();
  return half.opened.flatMap(({ label, remaining }, index): InputFault[] => {
    const container = known.get(label);
    const at = `opened.${index}`;
    if (!container)
      return [
        {
          field: `${at}.label`,
          rule: 'unknown-container',
          message: `No container here is labelled "${label}". Read the label again; what bears none is given to the medical director.`,
        },
      ];
    if (seen.has(label))
      return [{ field: `${at}.label`, rule: 'counted-twice', message: `${label} stands here twice.` }];
    seen.add(label);
    const amount = countedAmount(container, remaining);
    return 'because' in amount ? [{ field: `${at}.remaining`, rule: 'cannot-be', message: `${amount.because}.` }] : [];
  });
}
