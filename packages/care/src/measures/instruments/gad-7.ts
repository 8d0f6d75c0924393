/** The GAD-7: anxiety over two weeks. English alone: no Spanish form of the developers' could be read. */
import type { Instrument, ItemOption } from '../instrument.ts';
import { itemsOf, numbered } from './making.ts';
import { PHQ_ANSWERS } from './phq-answers.ts';

const ANSWERS: readonly ItemOption[] = PHQ_ANSWERS.map(({ label, ...one }) =>
  label ? { ...one, label: { en: label.en } } : one,
);

export const GAD_7: Instrument = {
  id: 'gad-7',
  version: '1.0.0',
  title: 'GAD-7',
  alsoCalled: ['GAD 7', 'Generalized Anxiety Disorder 7'],
  measures: 'anxiety',
  by: 'patient',
  minutes: 2,
  loinc: '69737-5',
  lead: { en: 'Over the last 2 weeks, how often have you been bothered by the following problems?' },
  text: {
    terms: 'No permission required to reproduce, translate, display or distribute.',
    sources: ['phq-notice'],
    isShipped: true,
  },
  items: itemsOf(ANSWERS, [
    { about: 'nervousness', loinc: '69725-0', text: { en: 'Feeling nervous, anxious or on edge' } },
    {
      about: 'worry that cannot be stopped',
      loinc: '68509-9',
      text: { en: 'Not being able to stop or control worrying' },
    },
    { about: 'worry about many things', loinc: '69733-4', text: { en: 'Worrying too much about different things' } },
    { about: 'relaxing', loinc: '69734-2', text: { en: 'Trouble relaxing' } },
    { about: 'restlessness', loinc: '69735-9', text: { en: 'Being so restless that it is hard to sit still' } },
    { about: 'irritability', loinc: '69689-8', text: { en: 'Becoming easily annoyed or irritable' } },
    { about: 'fear', loinc: '69736-7', text: { en: 'Feeling afraid as if something awful might happen' } },
  ]),
  scales: [
    {
      id: 'total',
      name: 'GAD-7 total',
      range: { low: 0, high: 21 },
      higherIs: 'worse',
      loinc: '70274-6',
      method: { by: 'sum', of: numbered(7) },
      missing: { rule: 'mean_imputed', most: 2 },
      bands: [
        { id: 'minimal', name: 'Minimal', from: 0 },
        { id: 'mild', name: 'Mild', from: 5 },
        { id: 'moderate', name: 'Moderate', from: 10 },
        { id: 'severe', name: 'Severe', from: 15 },
      ],
      sources: ['spitzer-2006', 'phq-instructions', 'loinc-phq'],
    },
  ],
  change: [
    {
      scale: 'total',
      reliability: { value: 0.83, kind: 'test_retest', sources: ['gad-7-reliability'] },
      reliable: { points: 4, sources: ['talking-therapies'] },
      minimal: { points: 4, sources: ['toussaint-2020'] },
      response: { percent: 50, sources: ['project-default'] },
    },
  ],
  actsOn: [],
};
