/**
 * Intervals for small samples, in closed form. Each is tested against examples that its author published.
 * Wilson: J Am Stat Assoc 1927;22:209. Newcombe (hybrid score, method 10): Stat Med 1998;17:873. Byar: Rothman & Boice 1979.
 * Normal quantile: Wichura, algorithm AS 241 (PPND7), Appl Stat 1988;37:477.
 */
export interface Interval {
  readonly low: number;
  readonly high: number;
}
export interface Proportion {
  readonly of: number;
  readonly out: number;
}

/** The value below which a standard normal variable lies with a probability between 0 and 1; good to 1 part in 10^7. */
export function normalQuantile(probability: number): number {
  const q = probability - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (
      (q * (((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)) /
      (((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1)
    );
  }
  const tail = Math.sqrt(-Math.log(q < 0 ? probability : 1 - probability));
  const value =
    tail <= 5
      ? (((0.17023821103 * (tail - 1.6) + 1.3067284816) * (tail - 1.6) + 2.75681539) * (tail - 1.6) + 1.4234372777) /
        ((0.12021132975 * (tail - 1.6) + 0.7370016425) * (tail - 1.6) + 1)
      : (((0.017337203997 * (tail - 5) + 0.42868294337) * (tail - 5) + 3.081226386) * (tail - 5) + 6.657905115) /
        ((0.012258202635 * (tail - 5) + 0.24197894225) * (tail - 5) + 1);
  return q < 0 ? -value : value;
}

/** The two-sided z of a level: 1.96 for 0.95. */
export const zOf = (level: number): number => normalQuantile(1 - (1 - level) / 2);

/** Wilson's score interval of a proportion; all there is where nothing was seen. */
export function wilson({ of, out }: Proportion, z: number): Interval {
  if (out === 0) return { low: 0, high: 1 };
  const share = of / out;
  const square = z * z;
  const middle = (share + square / (2 * out)) / (1 + square / out);
  const half = (z * Math.sqrt((share * (1 - share)) / out + square / (4 * out * out))) / (1 + square / out);
  return {
    low: of === 0 ? 0 : Math.max(0, middle - half),
    high: of === out ? 1 : Math.min(1, middle + half),
  };
}

/** Newcombe's interval of the difference of two proportions, the first less the second. */
export function differenceOfProportions(one: Proportion, other: Proportion, z: number): Interval {
  const difference = shareOf(one) - shareOf(other);
  const first = wilson(one, z);
  const second = wilson(other, z);
  const low = Math.hypot(shareOf(one) - first.low, second.high - shareOf(other));
  const high = Math.hypot(first.high - shareOf(one), shareOf(other) - second.low);
  return { low: difference - low, high: difference + high };
}
export const shareOf = ({ of, out }: Proportion): number => (out === 0 ? 0 : of / out);

/** Byar's interval of a Poisson count: close to the exact one from a single event on. */
export function poissonCount(events: number, z: number): Interval {
  const bound = (count: number, sign: -1 | 1) =>
    count === 0 ? 0 : count * (1 - 1 / (9 * count) + (sign * z) / (3 * Math.sqrt(count))) ** 3;
  return { low: bound(events, -1), high: bound(events + 1, 1) };
}

/** The level at which each of many comparisons is made, so that all of them together keep the level (Bonferroni). */
export const levelOfEach = (level: number, comparisons: number): number => 1 - (1 - level) / Math.max(1, comparisons);
