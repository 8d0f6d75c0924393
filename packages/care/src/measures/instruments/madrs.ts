/** The MADRS: depression as a clinician rates it. Structure and scoring; its words are copyrighted. */
import type { Instrument, ItemOption } from '../instrument.ts';
import { itemsOf, numbered, wordless } from './making.ts';

/** 0, 2, 4 and 6 are defined in words; 1, 3 and 5 lie between. */
const STEPS: readonly ItemOption[] = wordless(0, 6).map((option) =>
  option.value % 2 === 1 ? { ...option, isBetween: true } : option,
);

export const MADRS: Instrument = {
  id: 'madrs',
  version: '1.0.0',
  title: 'MADRS',
  alsoCalled: ['Montgomery–Åsberg Depression Rating Scale', 'Montgomery-Asberg Depression Rating Scale'],
  measures: 'depression',
  by: 'clinician',
  minutes: 15,
  text: { terms: 'Copyrighted.', sources: ['madrs-licence'], isShipped: false },
  items: itemsOf(STEPS, [
    { about: 'sadness that is seen' },
    { about: 'sadness that is told' },
    { about: 'inner tension' },
    { about: 'sleep' },
    { about: 'appetite' },
    { about: 'concentration' },
    { about: 'lassitude' },
    { about: 'inability to feel' },
    { about: 'pessimistic thoughts' },
    { about: 'suicidal thoughts' },
  ]),
  scales: [
    {
      id: 'total',
      name: 'MADRS total',
      range: { low: 0, high: 60 },
      higherIs: 'worse',
      method: { by: 'sum', of: numbered(10) },
      missing: { rule: 'none' },
      bands: [
        { id: 'none', name: 'None', from: 0 },
        { id: 'mild', name: 'Mild', from: 7 },
        { id: 'moderate', name: 'Moderate', from: 20 },
        { id: 'severe', name: 'Severe', from: 35 },
      ],
      sources: ['madrs-1979', 'madrs-bands'],
    },
  ],
  change: [
    {
      scale: 'total',
      reliability: { value: 0.91, kind: 'test_retest', sources: ['madrs-24hr'] },
      minimal: {
        points: 6,
        sources: ['turkoz-2021'],
        note: 'In trials of esketamine; 12 points are a substantial change.',
      },
      response: { percent: 50, sources: ['project-default'] },
      remission: { atMost: 10, sources: ['madrs-remission', 'project-default'] },
    },
  ],
  actsOn: [
    {
      id: 'madrs-item-10-low',
      group: 'suicidal thoughts',
      linkId: '10',
      atLeast: 2,
      severity: 'today',
      fact: { item: 'low' },
      says: 'MADRS item 10: weary of life, or fleeting suicidal thoughts.',
      sources: ['safety-rule-6', 'project-default'],
    },
    {
      id: 'madrs-item-10',
      group: 'suicidal thoughts',
      linkId: '10',
      atLeast: 4,
      severity: 'now',
      fact: { item: '10' },
      says: 'MADRS item 10: suicidal thoughts.',
      sources: ['safety-rule-6', 'project-default'],
    },
  ],
};
