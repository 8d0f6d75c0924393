/** Measures of an experience and what it leaves: ego dissolution, insight, connectedness. Their words are the clinic's to load. */
import type { Instrument, NumberRange, Scale } from '../instrument.ts';
import { between, itemsOf, numbered, wordless } from './making.ts';

const LINE: NumberRange = { min: 0, max: 100, unit: '{score}' };
const meanOf = (
  id: string,
  name: string,
  of: readonly string[],
  high: number,
  more: Pick<Scale, 'higherIs' | 'sources'> & { readonly reversed?: readonly string[] },
): Scale => ({
  id,
  name,
  range: { low: 0, high },
  higherIs: more.higherIs,
  method: { by: 'mean', of, ...(more.reversed && { reversed: more.reversed }) },
  missing: { rule: 'none' },
  sources: more.sources,
});

export const EDI: Instrument = {
  id: 'edi',
  version: '1.0.0',
  title: 'EDI',
  alsoCalled: ['Ego-Dissolution Inventory', 'Ego Dissolution Inventory'],
  measures: 'ego dissolution',
  by: 'patient',
  minutes: 2,
  text: {
    terms: 'Published under CC BY; its words await reading in the article.',
    sources: ['edi-licence'],
    isShipped: false,
  },
  items: itemsOf(
    LINE,
    numbered(8).map(() => ({ about: 'ego dissolution' })),
  ),
  scales: [
    meanOf('total', 'EDI mean', numbered(8), 100, { higherIs: 'neither', sources: ['nour-2016', 'edi-scoring'] }),
  ],
  change: [{ scale: 'total', reliability: { value: 0.93, kind: 'internal_consistency', sources: ['nour-2016'] } }],
  actsOn: [],
};

/** Which question belongs to which of its two subscales could not be read, so only the whole is scored. */
export const PIQ: Instrument = {
  id: 'piq',
  version: '1.0.0',
  title: 'Psychological Insight Questionnaire',
  alsoCalled: ['Psychological Insight', 'PIQ'],
  measures: 'psychological insight',
  by: 'patient',
  minutes: 5,
  text: { terms: 'Copyrighted.', sources: ['piq-licence'], isShipped: false },
  items: itemsOf(
    wordless(0, 5),
    numbered(23).map(() => ({ about: 'insight' })),
  ),
  scales: [
    meanOf('total', 'PIQ mean', numbered(23), 5, { higherIs: 'neither', sources: ['davis-2021', 'piq-scoring'] }),
  ],
  change: [],
  actsOn: [],
};

const WCS_REVERSED = ['7', '8', '11', '12'];
const reversed = ' (counted from the other end)';
export const WATTS_CONNECTEDNESS: Instrument = {
  id: 'watts-connectedness',
  version: '1.0.0',
  title: 'Watts Connectedness Scale',
  alsoCalled: ['Watts Connectedness', 'WCS'],
  measures: 'connectedness to self, others and world',
  by: 'patient',
  minutes: 4,
  text: {
    terms: 'In an open-access article, whose licence could not be read.',
    sources: ['wcs-licence'],
    isShipped: false,
  },
  items: itemsOf(LINE, [
    { about: 'self: mind and heart' },
    { about: 'self: the senses' },
    { about: 'self: a range of emotions' },
    { about: 'self: staying with painful memories' },
    { about: 'self: the body' },
    { about: 'self: emotions, good or bad' },
    { about: `others: being trapped in the mind${reversed}` },
    { about: `others: being alone${reversed}` },
    { about: 'others: friends and family' },
    { about: 'others: a community' },
    { about: `others: being unwelcome${reversed}` },
    { about: `others: being separate from the world around${reversed}` },
    { about: 'world: all humanity' },
    { about: 'world: a purpose' },
    { about: 'world: nature' },
    { about: 'world: something spiritual' },
    { about: 'world: a source of love' },
    { about: 'world: the wider view' },
    { about: 'world: everything together' },
  ]),
  scales: [
    meanOf('self', 'Connectedness to self', between(1, 6), 100, {
      higherIs: 'better',
      sources: ['watts-2022', 'wcs-scoring'],
    }),
    meanOf('others', 'Connectedness to others', between(7, 12), 100, {
      higherIs: 'better',
      sources: ['watts-2022', 'wcs-scoring'],
      reversed: WCS_REVERSED,
    }),
    meanOf('world', 'Connectedness to the world', between(13, 19), 100, {
      higherIs: 'better',
      sources: ['watts-2022', 'wcs-scoring'],
    }),
    {
      id: 'total',
      name: 'Connectedness, total',
      range: { low: 0, high: 100 },
      higherIs: 'better',
      method: { by: 'mean_of_scales', scales: ['self', 'others', 'world'] },
      missing: { rule: 'none' },
      sources: ['watts-2022', 'wcs-scoring'],
    },
  ],
  change: [],
  actsOn: [],
};
