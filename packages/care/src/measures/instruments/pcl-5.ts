/** The PCL-5: post-traumatic stress over a month. A work of the United States government, in the public domain; English alone. */
import type { Instrument, ItemOption } from '../instrument.ts';
import { between, itemsOf, numbered } from './making.ts';

const ANSWERS: readonly ItemOption[] = [
  { value: 0, label: { en: 'Not at all' } },
  { value: 1, label: { en: 'A little bit' } },
  { value: 2, label: { en: 'Moderately' } },
  { value: 3, label: { en: 'Quite a bit' } },
  { value: 4, label: { en: 'Extremely' } },
];
const line = (about: string, en: string) => ({ about, text: { en } });
const clusterScale = (id: string, name: string, of: readonly string[]): Instrument['scales'][number] => ({
  id,
  name,
  range: { low: 0, high: 4 * of.length },
  higherIs: 'worse',
  method: { by: 'sum', of },
  missing: { rule: 'none' },
  sources: ['pcl-5-scoring'],
});

export const PCL_5: Instrument = {
  id: 'pcl-5',
  version: '1.0.0',
  title: 'PCL-5',
  alsoCalled: ['PCL 5', 'PTSD Checklist for DSM-5'],
  measures: 'post-traumatic stress',
  by: 'patient',
  minutes: 6,
  loinc: '101697-1',
  lead: {
    en: 'Below is a list of problems that people sometimes have in response to a very stressful experience. In the past month, how much were you bothered by:',
  },
  text: { terms: 'Public domain.', sources: ['pcl-5-va'], isShipped: true },
  items: itemsOf(ANSWERS, [
    line('memories that come unasked', 'Repeated, disturbing, and unwanted memories of the stressful experience?'),
    line('dreams', 'Repeated, disturbing dreams of the stressful experience?'),
    line(
      'reliving',
      'Suddenly feeling or acting as if the stressful experience were actually happening again (as if you were actually back there reliving it)?',
    ),
    line('being upset by reminders', 'Feeling very upset when something reminded you of the stressful experience?'),
    line(
      'the body’s reaction to reminders',
      'Having strong physical reactions when something reminded you of the stressful experience (for example, heart pounding, trouble breathing, sweating)?',
    ),
    line('avoiding thoughts of it', 'Avoiding memories, thoughts, or feelings related to the stressful experience?'),
    line(
      'avoiding reminders',
      'Avoiding external reminders of the stressful experience (for example, people, places, conversations, activities, objects, or situations)?',
    ),
    line('remembering it', 'Trouble remembering important parts of the stressful experience?'),
    line(
      'beliefs about oneself and the world',
      'Having strong negative beliefs about yourself, other people, or the world (for example, having thoughts such as: I am bad, there is something seriously wrong with me, no one can be trusted, the world is completely dangerous)?',
    ),
    line('blame', 'Blaming yourself or someone else for the stressful experience or what happened after it?'),
    line('fear, anger, guilt', 'Having strong negative feelings such as fear, horror, anger, guilt, or shame?'),
    line('interest', 'Loss of interest in activities that you used to enjoy?'),
    line('distance from others', 'Feeling distant or cut off from other people?'),
    line(
      'good feelings',
      'Trouble experiencing positive feelings (for example, being unable to feel happiness or have loving feelings for people close to you)?',
    ),
    line('irritability', 'Irritable behavior, angry outbursts, or acting aggressively?'),
    line('taking risks', 'Taking too many risks or doing things that could cause you harm?'),
    line('being on guard', 'Being “superalert” or watchful or on guard?'),
    line('being startled', 'Feeling jumpy or easily startled?'),
    line('concentration', 'Having difficulty concentrating?'),
    line('sleep', 'Trouble falling or staying asleep?'),
  ]),
  scales: [
    {
      id: 'total',
      name: 'PCL-5 total',
      range: { low: 0, high: 80 },
      higherIs: 'worse',
      method: { by: 'sum', of: numbered(20) },
      missing: { rule: 'none' },
      bands: [
        { id: 'below_cut', name: 'Below the cut of 31 to 33', from: 0 },
        { id: 'at_cut', name: 'Within the cut of 31 to 33', from: 31 },
        { id: 'above_cut', name: 'Above the cut of 31 to 33', from: 34 },
      ],
      sources: ['pcl-5-scoring', 'loinc-pcl-5'],
    },
    clusterScale('b', 'PCL-5, intrusion (B)', between(1, 5)),
    clusterScale('c', 'PCL-5, avoidance (C)', between(6, 7)),
    clusterScale('d', 'PCL-5, thoughts and mood (D)', between(8, 14)),
    clusterScale('e', 'PCL-5, arousal (E)', between(15, 20)),
    {
      id: 'symptom_rule',
      name: 'PCL-5, symptom rule of DSM-5',
      range: { low: 0, high: 1 },
      higherIs: 'worse',
      method: {
        by: 'clusters',
        countsFrom: 2,
        clusters: [
          { id: 'b', of: between(1, 5), atLeast: 1 },
          { id: 'c', of: between(6, 7), atLeast: 1 },
          { id: 'd', of: between(8, 14), atLeast: 2 },
          { id: 'e', of: between(15, 20), atLeast: 2 },
        ],
      },
      missing: { rule: 'none' },
      bands: [
        { id: 'not_met', name: 'Not met', from: 0 },
        { id: 'met', name: 'Met: a structured interview decides', from: 1 },
      ],
      sources: ['pcl-5-scoring'],
    },
  ],
  change: [
    {
      scale: 'total',
      reliable: { points: 5, sources: ['pcl-5-change'] },
      minimal: { points: 10, sources: ['pcl-5-change'], note: 'Newer guidance asks for 10 to 20 points.' },
    },
  ],
  actsOn: [],
};
