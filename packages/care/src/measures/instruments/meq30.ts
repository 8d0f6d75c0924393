/** The MEQ30: mystical experience, four factors, and the rule of a complete one. Its words are the clinic's to load. */
import type { Instrument, Scale } from '../instrument.ts';
import { itemsOf, numbered, wordless } from './making.ts';

const MOOD = ['2', '8', '12', '17', '27', '30'];
const TRANSCENDENCE = ['1', '7', '11', '13', '19', '22'];
const INEFFABILITY = ['3', '10', '29'];
const MYSTICAL = numbered(30).filter((one) => ![...MOOD, ...TRANSCENDENCE, ...INEFFABILITY].includes(one));
const factorOf = (linkId: string): string => {
  if (MOOD.includes(linkId)) return 'positive mood';
  if (TRANSCENDENCE.includes(linkId)) return 'transcendence of time and space';
  return INEFFABILITY.includes(linkId) ? 'ineffability' : 'mystical';
};
const MOST = 5;
/** Of what a factor can reach. */
const COMPLETE_SHARE = 0.6;
const factor = (id: string, name: string, of: readonly string[]): Scale => ({
  id,
  name: `MEQ30, ${name}`,
  range: { low: 0, high: MOST * of.length },
  higherIs: 'neither',
  method: { by: 'sum', of },
  missing: { rule: 'none' },
  sources: ['barrett-2015', 'meq-scoring'],
});
const FACTORS: readonly Scale[] = [
  factor('mystical', 'mystical', MYSTICAL),
  factor('positive_mood', 'positive mood', MOOD),
  factor('transcendence', 'transcendence of time and space', TRANSCENDENCE),
  factor('ineffability', 'ineffability', INEFFABILITY),
];

export const MEQ30: Instrument = {
  id: 'meq30',
  version: '1.0.0',
  title: 'MEQ30',
  alsoCalled: ['MEQ-30', 'Mystical Experience Questionnaire'],
  measures: 'mystical experience',
  by: 'patient',
  minutes: 6,
  text: { terms: 'Copyrighted; used freely in research.', sources: ['meq-licence'], isShipped: false },
  items: itemsOf(
    wordless(0, MOST),
    numbered(30).map((linkId) => ({ about: factorOf(linkId) })),
  ),
  scales: [
    ...FACTORS,
    factor('total', 'total', numbered(30)),
    {
      id: 'complete',
      name: 'MEQ30, complete mystical experience',
      range: { low: 0, high: 1 },
      higherIs: 'neither',
      method: {
        by: 'every_scale',
        scales: FACTORS.map(({ id, range }) => ({ scale: id, atLeast: range.high * COMPLETE_SHARE })),
      },
      missing: { rule: 'none' },
      bands: [
        { id: 'not_complete', name: 'Not every factor at 60 % or more', from: 0 },
        { id: 'complete', name: 'Every factor at 60 % or more', from: 1 },
      ],
      sources: ['barrett-2015', 'meq-scoring'],
    },
  ],
  change: [],
  actsOn: [],
};
