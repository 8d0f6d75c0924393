import type { NotEstimated } from '../estimate.ts';

/** One figure beside its known answer. `within` is how far apart they may be, as a share of the answer. */
export type Check = {
  readonly what: string;
  readonly source: string;
  readonly known: number;
  readonly ours: number;
  readonly within: number;
};

export const distance = ({ known, ours }: Check): number => (known === 0 ? Math.abs(ours) : Math.abs(ours / known - 1));

type Interval = { readonly low: number; readonly high: number };

/** What printing an answer to so many decimals may have taken from it, as a share of it. */
const roundingOf = (answer: number, decimals: number): number =>
  (0.5000001 * 10 ** -decimals) / (answer === 0 ? 1 : Math.abs(answer));

/** A figure or an interval as checks, all from one source and equally near. */
export const checksFrom =
  (source: string, within: number | { readonly decimals: number }) =>
  (what: string, known: number | readonly number[], ours: number | null | readonly number[] | Interval): Check[] => {
    const flat =
      typeof ours === 'object' && ours !== null && 'low' in ours ? [ours.low, ours.high] : [ours ?? Number.NaN];
    const all = Array.isArray(ours) ? (ours as readonly number[]) : flat.flat();
    const answers = typeof known === 'number' ? [known] : known;
    const names = answers.length === 2 ? ['low', 'high'] : answers.map((_, at) => `${at + 1}`);
    return answers.map((answer, at) => ({
      what: answers.length === 1 ? what : `${what}, ${names[at]}`,
      source,
      known: answer,
      ours: (all as readonly number[])[at] ?? Number.NaN,
      within: typeof within === 'number' ? within : roundingOf(answer, within.decimals),
    }));
  };

/** The value of what was estimated; a refusal fails the check. */
export const must = <E extends object>(estimate: E): Exclude<E, NotEstimated> => {
  if ('none' in estimate) throw new Error(`no figure: ${String(estimate.none)}`);
  return estimate as Exclude<E, NotEstimated>;
};
