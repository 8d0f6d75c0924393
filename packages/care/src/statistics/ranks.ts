/** Ranks from 1; equal values share the average of their places. */
export const averageRanks = (values: Float64Array): Float64Array => {
  const sorted = values.slice().sort();
  /** How many sorted values lie before this one, or at it too. */
  const upTo = (value: number, isAtToo: boolean): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = sorted[middle] as number;
      if (at < value || (isAtToo && at === value)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return values.map((value) => (upTo(value, false) + 1 + upTo(value, true)) / 2);
};
