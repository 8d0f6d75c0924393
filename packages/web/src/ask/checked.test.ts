import { expect, test } from 'vitest';
import { freshAsk } from './ask-draft.ts';
import { checked, requestOf } from './checked.ts';

const TODAY = '2026-03-02';
const good = {
  ...freshAsk(),
  id: '6a0c6c2e-6d0c-4b5e-9d7a-3f2f0b7a1c11',
  name: 'Noor',
  dateOfBirth: '1988-02-29',
  telephone: '555 0100',
};

test('what is good is sent without what was left empty', () => {
  expect(checked(good, 'en', TODAY)).toEqual({ faults: {} });
  expect(requestOf(good, 'en')).toEqual({
    id: good.id,
    language: 'en',
    name: 'Noor',
    dateOfBirth: '1988-02-29',
    telephone: '555 0100',
  });
});
test('each fault stands at its field, in the language of the page', () => {
  const { faults } = checked({ ...freshAsk(), email: 'noor@', words: 'x'.repeat(20_003) }, 'es', TODAY);
  expect(Object.keys(faults).toSorted()).toEqual(['dateOfBirth', 'email', 'name', 'words']);
  expect(faults.words).toContain('Sobran 3');
  expect(checked({ ...good, telephone: 'call me' }, 'en', TODAY).faults).toHaveProperty('telephone');
  expect(checked({ ...good, dateOfBirth: '2027-01-01' }, 'en', TODAY).faults).toHaveProperty('dateOfBirth');
});
test('to a minor nothing is said of the form, but where there is help', () => {
  const { minor, faults } = checked({ ...freshAsk(), dateOfBirth: '2010-05-05' }, 'en', TODAY);
  expect(faults).toEqual({});
  expect(minor).toContain('988');
});
