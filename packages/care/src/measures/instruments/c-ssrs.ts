/**
 * The screener of the Columbia-Suicide Severity Rating Scale: a ladder of yes and no. Its owner licenses every electronic use,
 * so its words are the clinic's to load; what its answers set in motion is here.
 */
import type { ActsOn, Instrument, ItemOption } from '../instrument.ts';

const YES_NO: readonly ItemOption[] = [
  { value: 0, label: { en: 'No' } },
  { value: 1, label: { en: 'Yes' } },
];
const afterTwo = { linkId: '2', is: 1 };
const thought = (level: number, severity: ActsOn['severity'], says: string): ActsOn => ({
  id: `c-ssrs-${level}`,
  group: 'thoughts',
  linkId: String(level),
  atLeast: 1,
  severity,
  fact: { item: severity === 'now' ? 'level' : 'low', value: level },
  says: `C-SSRS question ${level}: ${says}.`,
  sources: ['c-ssrs-screener', 'safety-rule-6', 'project-default'],
});
const behaviour = (linkId: string, value: number, says: string): ActsOn => ({
  id: `c-ssrs-${linkId}`,
  group: 'behaviour',
  linkId,
  atLeast: 1,
  severity: 'now',
  fact: { item: 'behaviour', value },
  says: `C-SSRS question 6: ${says}.`,
  sources: ['c-ssrs-triage', 'safety-rule-6', 'project-default'],
});

export const C_SSRS: Instrument = {
  id: 'c-ssrs',
  version: '1.0.0',
  title: 'C-SSRS screener',
  alsoCalled: ['C-SSRS', 'Columbia screener', 'Columbia-Suicide Severity Rating Scale'],
  measures: 'thoughts of suicide, and what was done',
  by: 'clinician',
  minutes: 2,
  text: {
    terms: 'Copyrighted; electronic use is licensed by its owner, each version certified.',
    sources: ['c-ssrs-licence'],
    isShipped: false,
  },
  items: [
    { linkId: '1', about: 'a wish to be dead', answers: YES_NO },
    { linkId: '2', about: 'thoughts of killing oneself', answers: YES_NO },
    { linkId: '3', about: 'thoughts of how', answers: YES_NO, askedWhen: afterTwo },
    { linkId: '4', about: 'intention to act', answers: YES_NO, askedWhen: afterTwo },
    { linkId: '5', about: 'a plan, and intention', answers: YES_NO, askedWhen: afterTwo },
    { linkId: '6', about: 'anything done or prepared, ever', answers: YES_NO },
    {
      linkId: '6-recent',
      about: 'anything done or prepared, in the past three months',
      answers: YES_NO,
      askedWhen: { linkId: '6', is: 1 },
    },
  ],
  // What stands for the whole comes first: somebody who has done something may have no thoughts of it today.
  scales: [
    {
      id: 'triage',
      name: 'C-SSRS, triage',
      range: { low: 0, high: 3 },
      higherIs: 'worse',
      method: {
        by: 'ladder',
        rungs: [
          { linkId: '1', level: 1 },
          { linkId: '2', level: 1 },
          { linkId: '3', level: 2 },
          { linkId: '4', level: 3 },
          { linkId: '5', level: 3 },
          { linkId: '6', level: 2 },
          { linkId: '6-recent', level: 3 },
        ],
      },
      missing: { rule: 'none' },
      bands: [
        { id: 'none', name: 'Nothing was answered yes', from: 0 },
        { id: 'low', name: 'Low', from: 1 },
        { id: 'moderate', name: 'Moderate', from: 2 },
        { id: 'high', name: 'High', from: 3 },
      ],
      sources: ['c-ssrs-screener', 'c-ssrs-triage'],
    },
    {
      id: 'level',
      name: 'C-SSRS, level of thoughts',
      range: { low: 0, high: 5 },
      higherIs: 'worse',
      method: { by: 'ladder', rungs: [1, 2, 3, 4, 5].map((level) => ({ linkId: String(level), level })) },
      missing: { rule: 'none' },
      sources: ['c-ssrs-screener'],
    },
    {
      id: 'behaviour',
      name: 'C-SSRS, behaviour',
      range: { low: 0, high: 2 },
      higherIs: 'worse',
      method: {
        by: 'ladder',
        rungs: [
          { linkId: '6', level: 1 },
          { linkId: '6-recent', level: 2 },
        ],
      },
      missing: { rule: 'none' },
      bands: [
        { id: 'none', name: 'None', from: 0 },
        { id: 'ever', name: 'Longer ago than three months', from: 1 },
        { id: 'recent', name: 'In the past three months', from: 2 },
      ],
      sources: ['c-ssrs-screener', 'c-ssrs-triage'],
    },
  ],
  change: [],
  actsOn: [
    thought(1, 'today', 'a wish to be dead'),
    thought(2, 'today', 'thoughts of suicide'),
    thought(3, 'now', 'thoughts of suicide, with a method'),
    thought(4, 'now', 'thoughts of suicide, with intention to act'),
    thought(5, 'now', 'thoughts of suicide, with a plan and intention'),
    behaviour('6', 1, 'suicidal behaviour, at some time in life'),
    behaviour('6-recent', 2, 'suicidal behaviour in the past three months'),
  ],
};
