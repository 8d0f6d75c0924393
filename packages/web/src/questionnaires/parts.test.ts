import { type FormAnswers, INTAKE, shownItemsBy } from '@holdspace/care';
import { expect, test } from 'vitest';
import { partsOf, standingOf } from './parts.ts';

const parts = (mode: 'sections' | 'one', answers: FormAnswers = {}) =>
  partsOf(
    INTAKE,
    shownItemsBy(INTAKE, answers, () => true),
    mode,
    'en',
  );
const NO = { code: 'no', display: 'No' };

test('by section there is one part for each, and no help stands as a question', () => {
  expect(parts('sections').map(({ id }) => id)).toEqual([
    'about',
    'contact',
    'history',
    'medicine',
    'allergy',
    'ketamine',
    'hopes',
  ]);
  expect(parts('sections').flatMap(({ items }) => items.map(({ linkId }) => linkId))).not.toContain('weight-help');
});
test('one at a time there is a part for each question that is asked, and what is told follows its question', () => {
  const ids = parts('one', { escort: NO }).map(({ id }) => id);
  expect(ids.slice(0, 4)).toEqual(['called', 'pronouns', 'height', 'weight']);
  expect(ids).not.toContain('escort-none');
  expect(ids).not.toContain('medicines');
  const escort = parts('one', { escort: NO }).find(({ id }) => id === 'escort');
  expect(escort?.items.map(({ linkId }) => linkId)).toEqual(['escort', 'escort-none']);
});
test('a part is done when what must be answered is, and something was', () => {
  const [about, contact] = parts('sections');
  if (!about || !contact) throw new Error('no parts');
  expect(standingOf(about, {})).toBe('open');
  expect(standingOf(about, { called: 'Nea' })).toBe('done');
  expect(standingOf(contact, { 'contact-name': 'Ana' })).toBe('begun');
});
