/** Shares, rates, means, correlations and adjusted p values beside their known answers. */
import { pearson, spearman } from '../correlation.ts';
import { meanOf, pairedChange, standardisedChange } from '../means.ts';
import { benjaminiHochberg, holm } from '../multiplicity.ts';
import { exactProportion, proportion, proportionDifference } from '../proportions.ts';
import { ratePer100 } from '../rates.ts';
import { errorOfDifference, reliableChangeIndex } from '../reliable-change.ts';
import answers from './answers.json' with { type: 'json' };
import { type Check, checksFrom, must } from './check.ts';

const share = (events: number, n: number) => ({ events, n, missing: 0 });

const shares = (): Check[] => {
  const wilson = checksFrom('R prop.test', 1e-12);
  const exact = checksFrom('R binom.test', 1e-12);
  return answers.shares.flatMap(({ events, n, wilson: byWilson, exact: byExact }) => [
    ...wilson(`Wilson, ${events} of ${n}`, byWilson, must(proportion(share(events, n))).interval),
    ...exact(`Clopper–Pearson, ${events} of ${n}`, byExact, must(exactProportion(share(events, n))).interval),
  ]);
};

/** Newcombe 1998, table II, method 10. */
const NEWCOMBE = [
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [0, 10, 0, 10, -0.2775, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
] as const;

const differences = (): Check[] =>
  NEWCOMBE.flatMap(([a, m, b, n, low, high]) =>
    checksFrom('Newcombe 1998, table II', { decimals: 4 })(
      `difference of ${a}/${m} and ${b}/${n}`,
      [low, high],
      must(proportionDifference(share(a, m), share(b, n))).interval,
    ),
  );

const rates = (): Check[] =>
  answers.rates.flatMap(({ events, sessions, exact }) =>
    checksFrom('R poisson.test', 1e-12)(
      `Garwood, ${events} in ${sessions} sessions`,
      exact,
      must(ratePer100({ events, sessions, missing: 0 })).interval,
    ),
  );

const means = (): Check[] => {
  const { a, b, mean, interval, paired, smcr } = answers.means;
  const t = checksFrom('R t.test, Student’s sleep', 1e-12);
  const one = must(meanOf(b));
  const change = must(pairedChange(a, b));
  const standardised = must(standardisedChange(smcr.before, smcr.after));
  const becker = checksFrom('metafor escalc SMCR', 1e-12);
  return [
    ...t('mean', mean, one.value),
    ...t('mean', interval, one.interval),
    ...t('paired change', paired.value, change.value),
    ...t('paired change', paired.interval, change.interval),
    ...t('paired change, p', paired.p, change.p),
    ...becker('standardised change', smcr.value, standardised.value),
    ...becker('standardised change', smcr.interval, standardised.interval),
  ];
};

const reliable = (): Check[] => {
  const published = checksFrom('Jacobson and Truax 1991', { decimals: 2 });
  const of = { standardDeviation: 7.5, reliability: 0.8 };
  return [
    ...published('standard error of a difference', 4.74, errorOfDifference(of)),
    ...published('reliable change index', 3.16, reliableChangeIndex(32.5, 47.5, of)),
  ];
};

const correlations = (): Check[] => {
  const { x, y, tied, pearson: r, spearman: rho } = answers.correlation;
  const line = must(pearson(x, y));
  const ranks = must(spearman(tied, y));
  const byPearson = checksFrom('R cor.test, USJudgeRatings', 1e-12);
  const bySpearman = checksFrom('R cor.test, USJudgeRatings with ties', 1e-12);
  return [
    ...byPearson('Pearson', r.value, line.value),
    ...byPearson('Pearson, Fisher z', r.interval, line.interval),
    ...byPearson('Pearson, p', r.p, line.p),
    ...bySpearman('Spearman', rho.value, ranks.value),
    ...bySpearman('Spearman, p', rho.p, ranks.p),
    ...checksFrom('Bonett and Wright’s formula in R', 1e-12)('Spearman', rho.interval, ranks.interval),
  ];
};

const adjusted = (): Check[] =>
  answers.adjust.flatMap(({ p, holm: byHolm, bh }) => {
    const r = checksFrom('R p.adjust', 1e-15);
    return [
      ...r(`Holm, ${p.length} comparisons`, byHolm, holm(p) as number[]),
      ...r(`Benjamini–Hochberg, ${p.length} comparisons`, bh, benjaminiHochberg(p) as number[]),
    ];
  });

export const figureChecks = (): Check[] => [
  ...shares(),
  ...differences(),
  ...rates(),
  ...means(),
  ...reliable(),
  ...correlations(),
  ...adjusted(),
];
