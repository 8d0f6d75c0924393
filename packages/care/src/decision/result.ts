/**
 * The page for the talk with a clinician: what matters to somebody in their own order, and in words how each option meets
 * it. It weighs nothing, adds up nothing and puts no option before another: the options stand in the order of the page.
 */
import { VALUE_IDS, type ValueId, type ValueWeight } from './ids.ts';
import { OPTION_IDS, type OptionId } from './points.ts';

interface Weighed {
  readonly order: readonly ValueId[];
  readonly weights: Readonly<Partial<Record<ValueId, ValueWeight>>>;
}
/** What may matter, in the words of one language. */
export interface ValueSaid {
  readonly id: ValueId;
  readonly says: string;
  readonly meets: Readonly<Record<OptionId, string>>;
}

export interface ResultRow {
  readonly id: ValueId;
  readonly says: string;
  readonly weight?: ValueWeight;
  readonly meets: readonly { readonly option: OptionId; readonly says: string }[];
}

const HEAVIEST_FIRST: readonly (ValueWeight | undefined)[] = ['a lot', 'some', undefined, 'not much'];

/**
 * All that may matter, what matters most first: by weight as it was said, and within a weight as it was placed. Nothing is
 * left out, since what one did not place may matter to the clinician.
 */
export function inOwnOrder({ order, weights }: Weighed): readonly ValueId[] {
  const placed = [...order, ...VALUE_IDS.filter((id) => !order.includes(id))];
  return HEAVIEST_FIRST.flatMap((weight) => placed.filter((id) => weights[id] === weight));
}

/** What somebody weighed or placed, with how each option meets it; empty while nothing was. */
export function resultOf(answers: Weighed, values: readonly ValueSaid[]): readonly ResultRow[] {
  const wasSaid = (id: ValueId) => answers.order.includes(id) || answers.weights[id] !== undefined;
  const rows = inOwnOrder(answers).filter(wasSaid);
  return rows.flatMap((id) => {
    const value = values.find((one) => one.id === id);
    const weight = answers.weights[id];
    return value
      ? {
          id,
          says: value.says,
          ...(weight && { weight }),
          meets: OPTION_IDS.map((option) => ({ option, says: value.meets[option] })),
        }
      : [];
  });
}
