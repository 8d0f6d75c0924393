/** The PHQ-9: depression over two weeks. Its words may be passed on, in English and in the Spanish of the developers' form. */
import type { Instrument } from '../instrument.ts';
import { itemsOf, numbered } from './making.ts';
import { PHQ_ANSWERS } from './phq-answers.ts';

export const PHQ_9: Instrument = {
  id: 'phq-9',
  version: '1.0.0',
  title: 'PHQ-9',
  alsoCalled: ['PHQ 9', 'Patient Health Questionnaire-9'],
  measures: 'depression',
  by: 'patient',
  minutes: 2,
  loinc: '44249-1',
  lead: {
    en: 'Over the last 2 weeks, how often have you been bothered by any of the following problems?',
    es: 'Durante las últimas 2 semanas, ¿qué tan seguido ha tenido molestias debido a los siguientes problemas?',
  },
  text: {
    terms: 'No permission required to reproduce, translate, display or distribute.',
    sources: ['phq-notice'],
    isShipped: true,
  },
  items: itemsOf(PHQ_ANSWERS, [
    {
      about: 'interest',
      loinc: '44250-9',
      text: { en: 'Little interest or pleasure in doing things', es: 'Poco interés o placer en hacer cosas' },
    },
    {
      about: 'mood',
      loinc: '44255-8',
      text: {
        en: 'Feeling down, depressed, or hopeless',
        es: 'Se ha sentido decaído(a), deprimido(a) o sin esperanzas',
      },
    },
    {
      about: 'sleep',
      loinc: '44259-0',
      text: {
        en: 'Trouble falling or staying asleep, or sleeping too much',
        es: 'Ha tenido dificultad para quedarse o permanecer dormido(a), o ha dormido demasiado',
      },
    },
    {
      about: 'energy',
      loinc: '44254-1',
      text: { en: 'Feeling tired or having little energy', es: 'Se ha sentido cansado(a) o con poca energía' },
    },
    {
      about: 'appetite',
      loinc: '44251-7',
      text: { en: 'Poor appetite or overeating', es: 'Sin apetito o ha comido en exceso' },
    },
    {
      about: 'how one thinks of oneself',
      loinc: '44258-2',
      text: {
        en: 'Feeling bad about yourself — or that you are a failure or have let yourself or your family down',
        es: 'Se ha sentido mal con usted mismo(a) – o que es un fracaso o que ha quedado mal con usted mismo(a) o con su familia',
      },
    },
    {
      about: 'concentration',
      loinc: '44252-5',
      text: {
        en: 'Trouble concentrating on things, such as reading the newspaper or watching television',
        es: 'Ha tenido dificultad para concentrarse en ciertas actividades, tales como leer el periódico o ver la televisión',
      },
    },
    {
      about: 'moving slowly or restlessly',
      loinc: '44253-3',
      text: {
        en: 'Moving or speaking so slowly that other people could have noticed? Or the opposite — being so fidgety or restless that you have been moving around a lot more than usual',
        es: '¿Se ha movido o hablado tan lento que otras personas podrían haberlo notado? o lo contrario – muy inquieto(a) o agitado(a) que ha estado moviéndose mucho más de lo normal',
      },
    },
    {
      about: 'thoughts of death or of hurting oneself',
      loinc: '44260-8',
      text: {
        en: 'Thoughts that you would be better off dead or of hurting yourself in some way',
        es: 'Pensamientos de que estaría mejor muerto(a) o de lastimarse de alguna manera',
      },
    },
  ]),
  scales: [
    {
      id: 'total',
      name: 'PHQ-9 total',
      range: { low: 0, high: 27 },
      higherIs: 'worse',
      loinc: '44261-6',
      method: { by: 'sum', of: numbered(9) },
      missing: { rule: 'mean_imputed', most: 2 },
      bands: [
        { id: 'minimal', name: 'Minimal', from: 0 },
        { id: 'mild', name: 'Mild', from: 5 },
        { id: 'moderate', name: 'Moderate', from: 10 },
        { id: 'moderately_severe', name: 'Moderately severe', from: 15 },
        { id: 'severe', name: 'Severe', from: 20 },
      ],
      sources: ['kroenke-2001', 'phq-instructions', 'loinc-phq'],
    },
  ],
  change: [
    {
      scale: 'total',
      reliability: { value: 0.89, kind: 'internal_consistency', sources: ['phq-9-alpha'] },
      reliable: { points: 6, sources: ['talking-therapies'] },
      minimal: { points: 5, sources: ['phq-9-difference'] },
      response: { percent: 50, sources: ['phq-9-success'] },
      remission: { below: 5, sources: ['phq-9-success'] },
    },
  ],
  actsOn: [
    {
      id: 'phq-9-item-9',
      group: 'thoughts of death',
      linkId: '9',
      atLeast: 1,
      severity: 'now',
      fact: { item: '9' },
      says: 'PHQ-9 item 9: thoughts of death or of hurting oneself.',
      sources: ['safety-rule-6'],
    },
  ],
};
