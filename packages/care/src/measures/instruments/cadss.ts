/** The CADSS: dissociation at a moment, as a clinician asks for it; and the six of its questions that are most moved by ketamine. */
import type { Instrument, Scale } from '../instrument.ts';
import { between, numbered, wordless } from './making.ts';

const AMNESIA = ['14', '15', '22'];
const DEPERSONALIZATION = [...between(3, 7), '20', '23'];
const SHORT = ['1', '2', '6', '7', '15', '22'];
const subjectOf = (linkId: string): string => {
  if (AMNESIA.includes(linkId)) return 'amnesia';
  return DEPERSONALIZATION.includes(linkId) ? 'depersonalization' : 'derealization';
};
const itemsFor = (linkIds: readonly string[]): Instrument['items'] =>
  linkIds.map((linkId) => ({ linkId, about: subjectOf(linkId), answers: wordless(0, 4) }));
const sumOf = (id: string, name: string, of: readonly string[], sources: Scale['sources']): Scale => ({
  id,
  name,
  range: { low: 0, high: 4 * of.length },
  higherIs: 'neither',
  method: { by: 'sum', of },
  missing: { rule: 'none' },
  sources,
});
const CADSS_TEXT: Instrument['text'] = { terms: 'Copyrighted.', sources: ['cadss-licence'], isShipped: false };

export const CADSS: Instrument = {
  id: 'cadss',
  version: '1.0.0',
  title: 'CADSS',
  alsoCalled: ['Clinician-Administered Dissociative States Scale', 'CADSS-23'],
  measures: 'dissociation',
  by: 'clinician',
  minutes: 8,
  text: CADSS_TEXT,
  items: itemsFor(numbered(23)),
  scales: [
    {
      ...sumOf('total', 'CADSS total', numbered(23), ['bremner-1998', 'cadss-esketamine']),
      bands: [
        { id: 'not_marked', name: '4 or less', from: 0 },
        { id: 'marked', name: 'Above 4: dissociation', from: 5 },
      ],
    },
    sumOf('amnesia', 'CADSS, amnesia', AMNESIA, ['bremner-1998']),
    sumOf('depersonalization', 'CADSS, depersonalization', DEPERSONALIZATION, ['bremner-1998']),
    sumOf(
      'derealization',
      'CADSS, derealization',
      numbered(23).filter((linkId) => subjectOf(linkId) === 'derealization'),
      ['bremner-1998'],
    ),
    sumOf('short', 'CADSS-6, from the long form', SHORT, ['cadss-6']),
  ],
  change: [{ scale: 'total', reliability: { value: 0.937, kind: 'internal_consistency', sources: ['cadss-alpha'] } }],
  actsOn: [],
};

/** Its questions keep the numbers of the long form, so that the two can be laid side by side. */
export const CADSS_6: Instrument = {
  id: 'cadss-6',
  version: '1.0.0',
  title: 'CADSS-6',
  alsoCalled: ['CADSS short form'],
  measures: 'dissociation',
  by: 'clinician',
  minutes: 2,
  text: CADSS_TEXT,
  items: itemsFor(SHORT),
  scales: [sumOf('total', 'CADSS-6 total', SHORT, ['cadss-6'])],
  change: [],
  actsOn: [],
};
