/** The WHO-5: well-being over two weeks. Its licence forbids commercial use, so a clinic loads its words itself. */
import type { Instrument } from '../instrument.ts';
import { itemsOf, numbered, wordless } from './making.ts';

export const WHO_5: Instrument = {
  id: 'who-5',
  version: '1.0.0',
  title: 'WHO-5',
  alsoCalled: ['WHO 5', 'WHO-5 Well-Being Index'],
  measures: 'well-being',
  by: 'patient',
  minutes: 1,
  text: {
    terms: 'CC BY-NC-SA 3.0 IGO: not for commercial use, share alike.',
    sources: ['who-5-licence'],
    isShipped: false,
  },
  items: itemsOf(wordless(0, 5), [
    { about: 'being cheerful' },
    { about: 'being calm' },
    { about: 'being active' },
    { about: 'waking rested' },
    { about: 'an interesting day' },
  ]),
  scales: [
    {
      id: 'total',
      name: 'WHO-5, 0 to 100',
      range: { low: 0, high: 100 },
      higherIs: 'better',
      method: { by: 'sum', of: numbered(5), times: 4 },
      missing: { rule: 'none' },
      bands: [
        { id: 'low', name: 'Low: ask about depression', from: 0 },
        { id: 'not_low', name: 'Not low', from: 51 },
      ],
      sources: ['topp-2015'],
    },
  ],
  change: [{ scale: 'total', minimal: { points: 10, sources: ['who-5-change'] } }],
  actsOn: [],
};
