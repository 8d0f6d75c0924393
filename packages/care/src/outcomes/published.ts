/**
 * Published figures to set beside a clinic's own, as our clinical reference has them (§6); each was read in a stored copy
 * of its source. They are mixed, and are shown both ways. The intervals of the two correlations are by Fisher's z with as
 * many people as their own p goes with: 108 were treated, and with 108 both p would be far smaller.
 */
import type { PublishedFigure } from './contract.ts';

const LUCKENBAUGH = 'Luckenbaugh 2014, J Affect Disord 159:56';

const intervalIsOurs = (people: number): string =>
  `published; the interval is ours, worked out from the published p, which about ${people} of the 108 people would give`;

export const PUBLISHED_FIGURES: readonly PublishedFigure[] = [
  {
    id: 'luckenbaugh-2014-230-min',
    title: 'Luckenbaugh: one infusion, 230 minutes after',
    year: 2014,
    n: 108,
    says: 'The rise of the CADSS at 40 minutes with percent change of the HDRS: r = −0.35 (p = .007). Changes of blood pressure and pulse were not related.',
    r: { value: -0.35, low: -0.558, high: -0.101, n: 58, says: intervalIsOurs(58) },
    source: LUCKENBAUGH,
  },
  {
    id: 'luckenbaugh-2014-day-7',
    title: 'Luckenbaugh: one infusion, a week after',
    year: 2014,
    n: 108,
    says: 'The rise of the CADSS at 40 minutes with percent change of the HDRS: r = −0.41 (p = .01).',
    r: { value: -0.41, low: -0.642, high: -0.109, n: 39, says: intervalIsOurs(39) },
    source: LUCKENBAUGH,
  },
  {
    id: 'mathai-2020',
    title: 'Mathai: systematic review',
    year: 2020,
    n: null,
    says: '8 of 556 reports; two of five CADSS studies found the correlation; 37.5 % of studies found any.',
    source: 'Mathai 2020, systematic review',
  },
  {
    id: 'transform-pooled',
    title: 'TRANSFORM-1 and TRANSFORM-2 pooled: esketamine',
    year: null,
    n: 576,
    says: 'CADSS by time had no effect (p = .7).',
    source: 'Pooled TRANSFORM-1/2 esketamine',
  },
  {
    id: 'racemic-or-esketamine-trial',
    title: 'A trial of racemic ketamine or esketamine',
    year: null,
    n: 61,
    says: 'One CADSS point goes with 0.5 fewer MADRS points at 24 hours, up to a CADSS of 15; not at 72 hours or 7 days.',
    source: 'Racemic or esketamine trial, n = 61',
  },
  {
    id: 'nimh',
    title: 'NIMH',
    year: null,
    n: 126,
    says: 'Depersonalization was related, amnesia was not.',
    source: 'NIMH, n = 126',
  },
  {
    id: 'dore-2019',
    title: 'Dore: KAP in three practices',
    year: 2019,
    n: 235,
    says: 'Depression and anxiety fell, more so in older and more burdened patients. Uncontrolled.',
    source: 'Dore 2019. Its abstract was read (clinical reference, §6).',
  },
  {
    id: 'goldway-2025',
    title: 'Goldway: open data',
    year: 2025,
    n: null,
    says: 'Analgesic and dissociative effects are separate.',
    source: 'Goldway 2025',
  },
];
