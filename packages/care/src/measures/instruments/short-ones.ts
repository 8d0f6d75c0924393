/** Self-efficacy, anxiety on one line, and being sure of a decision. */
import { SURE } from '../../decision/sure.ts';
import type { Instrument } from '../instrument.ts';
import { itemsOf, numbered, wordless } from './making.ts';

export const GENERAL_SELF_EFFICACY: Instrument = {
  id: 'general-self-efficacy',
  version: '1.0.0',
  title: 'General Self-Efficacy Scale',
  alsoCalled: ['General self-efficacy', 'GSE'],
  measures: 'trust in what one can do',
  by: 'patient',
  minutes: 3,
  text: {
    terms: 'Free to use with the source named; no licence to pass it on.',
    sources: ['gse-licence'],
    isShipped: false,
  },
  items: itemsOf(
    wordless(1, 4),
    numbered(10).map(() => ({ about: 'self-efficacy' })),
  ),
  scales: [
    {
      id: 'total',
      name: 'Self-efficacy total',
      range: { low: 10, high: 40 },
      higherIs: 'better',
      method: { by: 'sum', of: numbered(10) },
      missing: { rule: 'mean_imputed', most: 3 },
      sources: ['schwarzer-1995', 'gse-missing'],
    },
  ],
  change: [],
  actsOn: [],
};

/** Our own words in both languages: a line has no licence. */
export const ANXIETY_LINE: Instrument = {
  id: 'anxiety-vas',
  version: '1.0.0',
  title: 'Anxiety, 0 to 100',
  alsoCalled: ['Anxiety VAS', 'Visual-analog anxiety', 'Anxiety 0-100'],
  measures: 'anxiety at a moment',
  by: 'patient',
  minutes: 1,
  text: { terms: 'The project’s own words.', sources: ['project-default'], isShipped: true },
  items: [
    {
      linkId: 'now',
      about: 'anxiety now',
      text: { en: 'How anxious do you feel right now?', es: '¿Cuánta ansiedad siente en este momento?' },
      answers: {
        min: 0,
        max: 100,
        unit: '{score}',
        lowest: { en: 'Not at all', es: 'Ninguna' },
        highest: { en: 'As much as I can imagine', es: 'Toda la que puedo imaginar' },
      },
    },
  ],
  scales: [
    {
      id: 'now',
      name: 'Anxiety now',
      range: { low: 0, high: 100 },
      higherIs: 'worse',
      method: { by: 'sum', of: ['now'] },
      missing: { rule: 'none' },
      sources: ['project-default'],
    },
  ],
  change: [],
  actsOn: [],
};

/** With the words of the decision aid, so that there is one list of them. */
export const SURE_TEST: Instrument = {
  id: 'sure',
  version: '1.0.0',
  title: 'SURE test',
  alsoCalled: ['SURE'],
  measures: 'whether somebody is sure of a decision',
  by: 'patient',
  minutes: 1,
  text: { terms: 'Free to use with its citation.', sources: ['sure-licence'], isShipped: true },
  items: SURE.items.map(({ id, says }) => ({
    linkId: id,
    about: id,
    text: says,
    answers: [
      { value: 0, label: { en: 'No', es: 'No' } },
      { value: 1, label: { en: 'Yes', es: 'Sí' } },
    ],
  })),
  scales: [
    {
      id: 'total',
      name: 'SURE, how many yes',
      range: { low: 0, high: 4 },
      higherIs: 'better',
      method: { by: 'sum', of: SURE.items.map(({ id }) => id) },
      missing: { rule: 'none' },
      bands: [
        { id: 'conflict', name: 'Still torn (decisional conflict)', from: 0 },
        { id: 'sure', name: 'Sure', from: 4 },
      ],
      sources: ['legare-2010'],
    },
  ],
  change: [],
  actsOn: [],
};
