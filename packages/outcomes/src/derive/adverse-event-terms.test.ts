import { expect, test } from 'vitest';
import { termOf } from './adverse-event-terms.ts';

test.each([
  'Chest pain during infusion',
  'Tearful',
  'Thrashing about',
  'Crash of blood sugar',
  'Frightening visions',
  'Manipulated the drip',
  'Left without supervision',
  'Fell asleep',
  'Kept falling asleep',
])('no term is found within another word: %s', (words) => {
  expect(termOf(words)).toBe('other');
});

test.each([
  ['Vomited twice', 'vomiting'],
  ['Feels sick: nausea', 'nausea'],
  ['Light-headed on standing', 'dizziness'],
  ['raised blood pressure', 'hypertension'],
  ['Sinus tachycardia', 'tachycardia'],
  ['Brief apnoea', 'respiratory depression'],
  ['brief apnea', 'respiratory depression'],
  ['Oversedated', 'sedation'],
  ['Near-syncope', 'syncope'],
  ['presyncope', 'syncope'],
  ['Emergence reaction', 'agitation'],
  ['Anxious and fearful', 'anxiety'],
  ['Frightened, then a panic attack', 'anxiety'],
  ['Visual hallucinations', 'psychosis'],
  ['hypomanic', 'mania'],
  ['Mania', 'mania'],
  ['Blurred vision', 'blurred vision'],
  ['Urinary urgency', 'urinary symptoms'],
  ['Pain when urinating', 'urinary symptoms'],
  ['Blood in urine', 'urinary symptoms'],
  ['Hypersalivation', 'hypersalivation'],
  ['Rash on both arms', 'allergic reaction'],
  ['Hives', 'allergic reaction'],
  ['Fell in the bathroom', 'fall'],
  ['Fall from the chair', 'fall'],
  ['Had fallen', 'fall'],
  ['Falls', 'fall'],
])('%s comes under %s', (words, term) => {
  expect(termOf(words)).toBe(term);
});
