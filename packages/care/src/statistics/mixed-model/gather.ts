/**
 * What the mixed model needs to know of the rows: sums of products over all rows, and sums for each patient. Rows are read
 * once, in any order and in as many pieces as they come; fitting never sees them again.
 */
export type Columns = {
  /** Whose row it is: 0, 1, 2 … in any order. */
  readonly group: ArrayLike<number>;
  readonly outcome: ArrayLike<number | null>;
  /** One column for each covariate, in the order of the names. */
  readonly covariates: readonly ArrayLike<number | null>[];
};

/** Sums about a point near the middle of each column (`shift`), so that large values lose no digits. */
export type Sums = {
  readonly names: readonly string[];
  readonly n: number;
  readonly missing: number;
  readonly groups: number;
  /** The point, for each covariate and last the outcome. */
  readonly shift: Float64Array;
  /** Sums of products of (1, covariates, outcome), shifted, over all rows. */
  readonly total: Float64Array;
  /** For patients with the same number of rows together: Σ s sᵀ / rows, where s is one patient's sums. */
  readonly bySize: readonly { readonly rows: number; readonly groups: number; readonly between: Float64Array }[];
};

export type Gathering = {
  readonly add: (columns: Columns) => void;
  readonly sums: () => Sums;
};

/** As numbers in a row, so that the loop over a million rows is one kind of loop; what is missing is NaN. */
const asNumbers = (column: ArrayLike<number | null>): Float64Array =>
  column instanceof Float64Array ? column : Float64Array.from(column, (value) => value ?? Number.NaN);

/** How many rows are looked at for a point in their middle; any point near it would do. */
const ENOUGH = 1000;

/** The mean of each column over the first complete rows; undefined where none is complete. */
const middleOf = (columns: readonly Float64Array[], rows: number): Float64Array | undefined => {
  const sums = new Float64Array(columns.length);
  let n = 0;
  for (let row = 0; row < rows && n < ENOUGH; row++) {
    if (!columns.every((column) => Number.isFinite(column[row]))) continue;
    n++;
    for (const [k, column] of columns.entries()) sums[k] = (sums[k] as number) + (column[row] as number);
  }
  return n === 0 ? undefined : sums.map((sum) => sum / n);
};

const grown = (array: Float64Array, length: number): Float64Array => {
  if (array.length >= length) return array;
  const larger = new Float64Array(Math.max(length, 2 * array.length));
  larger.set(array);
  return larger;
};

export const gather = (names: readonly string[]): Gathering => {
  /** Covariates, then the outcome. */
  const width = names.length + 1;
  const size = width + 1;
  const products = new Float64Array(width * width);
  /** For each patient: how many rows, then the sum of each column. */
  let perGroup: Float64Array = new Float64Array(0);
  let shift: Float64Array | undefined;
  let groupsSeen = 0;
  let n = 0;
  let missing = 0;

  const add = (columns: Columns): void => {
    const { group, outcome, covariates } = columns;
    const rows = outcome.length;
    if (covariates.length !== names.length || [group, ...covariates].some((column) => column.length !== rows))
      throw new RangeError(`the mixed model takes ${names.length} covariates, all as long as the outcome`);
    const all = [...covariates, outcome].map(asNumbers);
    shift ??= middleOf(all, rows);
    const around = shift ?? new Float64Array(width);
    const values = new Float64Array(width);
    for (let row = 0; row < rows; row++) {
      const of = group[row] as number;
      if (!(of >= 0) || of % 1 !== 0) throw new RangeError(`a group is 0, 1, 2 …, and is ${of}`);
      let isWhole = true;
      for (let k = 0; k < width; k++) {
        const value = (all[k] as Float64Array)[row] as number;
        // NaN and the infinite ones, said the quick way.
        if (value - value !== 0) isWhole = false;
        values[k] = value - (around[k] as number);
      }
      if (!isWhole) {
        missing++;
        continue;
      }
      n++;
      if (of >= groupsSeen) {
        groupsSeen = of + 1;
        perGroup = grown(perGroup, groupsSeen * size);
      }
      const at = of * size;
      perGroup[at] = (perGroup[at] as number) + 1;
      for (let k = 0; k < width; k++) {
        const value = values[k] as number;
        perGroup[at + 1 + k] = (perGroup[at + 1 + k] as number) + value;
        for (let l = 0; l <= k; l++)
          products[k * width + l] = (products[k * width + l] as number) + value * (values[l] as number);
      }
    }
  };

  const sums = (): Sums => {
    const total = new Float64Array(size * size);
    const bySize = new Map<number, { groups: number; between: Float64Array }>();
    let groups = 0;
    for (let k = 0; k < width; k++)
      for (let l = 0; l <= k; l++) {
        total[(k + 1) * size + l + 1] = products[k * width + l] as number;
        total[(l + 1) * size + k + 1] = products[k * width + l] as number;
      }
    total[0] = n;
    for (let of = 0; of < groupsSeen; of++) {
      const at = of * size;
      const rows = perGroup[at] as number;
      if (rows === 0) continue;
      groups++;
      let same = bySize.get(rows);
      if (same === undefined) {
        same = { groups: 0, between: new Float64Array(size * size) };
        bySize.set(rows, same);
      }
      same.groups++;
      for (let k = 0; k < size; k++)
        for (let l = 0; l < size; l++)
          same.between[k * size + l] =
            (same.between[k * size + l] as number) +
            ((perGroup[at + k] as number) * (perGroup[at + l] as number)) / rows;
      for (let k = 1; k < size; k++) {
        total[k] = (total[k] as number) + (perGroup[at + k] as number);
        total[k * size] = total[k] as number;
      }
    }
    return {
      names,
      n,
      missing,
      groups,
      shift: (shift ?? new Float64Array(width)).slice(),
      total,
      bySize: [...bySize].map(([rows, same]) => ({ rows, ...same })).sort((one, other) => one.rows - other.rows),
    };
  };

  return { add, sums };
};
