/**
 * When many comparisons are made at once, some come out by chance. Adjusted p values take that into account. A p that is
 * not there (null: its comparison had no figure) stays so and does not count as a comparison.
 */
const demandP = (p: number): void => {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a p value lies between 0 and 1, and is ${p}`);
};

type Placed = { readonly p: number; readonly index: number };

const adjusted = (
  ps: readonly (number | null)[],
  adjust: (sorted: readonly Placed[]) => readonly number[],
): (number | null)[] => {
  const placed: Placed[] = [];
  for (const [index, p] of ps.entries()) {
    if (p === null) continue;
    demandP(p);
    placed.push({ p, index });
  }
  placed.sort((one, other) => one.p - other.p);
  const result: (number | null)[] = ps.map(() => null);
  for (const [rank, p] of adjust(placed).entries()) result[(placed[rank] as Placed).index] = p;
  return result;
};

/**
 * Holm 1979 (Scand J Stat 6:65): below 0.05, the chance that even one of all is there by chance alone is below 0.05,
 * however the comparisons hang together. The strict one.
 */
export const holm = (ps: readonly (number | null)[]): (number | null)[] =>
  adjusted(ps, (sorted) => {
    let highest = 0;
    return sorted.map(({ p }, rank) => {
      highest = Math.max(highest, Math.min(1, (sorted.length - rank) * p));
      return highest;
    });
  });

/**
 * Benjamini and Hochberg 1995 (J R Stat Soc B 57:289): of those below 0.05, about 5 in 100 at most are expected to be
 * there by chance. For looking where to look further.
 */
export const benjaminiHochberg = (ps: readonly (number | null)[]): (number | null)[] =>
  adjusted(ps, (sorted) => {
    const result = new Array<number>(sorted.length);
    let lowest = 1;
    for (let rank = sorted.length - 1; rank >= 0; rank--) {
      lowest = Math.min(lowest, (sorted[rank] as Placed).p * (sorted.length / (rank + 1)));
      result[rank] = lowest;
    }
    return result;
  });
