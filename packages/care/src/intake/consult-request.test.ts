import { describe, expect, test } from 'vitest';
import { mayDo } from '../authority/may-do.ts';
import { ROLES } from '../roles.ts';
import {
  consultRequestSchema,
  DECLINE_REASONS,
  declineLetter,
  isMinorOn,
  isRequestInCrisis,
  mayBeSame,
  nameIn,
} from './consult-request.ts';

const ASKED = {
  id: '6a0c6c2e-6d0c-4b5e-9d7a-3f2f0b7a1c11',
  language: 'en',
  name: 'Noor Invented',
  dateOfBirth: '1988-02-29',
  email: 'noor@asks.test',
} as const;

describe('a request', () => {
  test('needs a name, a birth date, and one way to be answered', () => {
    expect(consultRequestSchema.safeParse(ASKED).success).toBe(true);
    const { email, ...nowhere } = ASKED;
    expect(consultRequestSchema.safeParse(nowhere).success).toBe(false);
    expect(consultRequestSchema.safeParse({ ...nowhere, telephone: '+1 (555) 010-0199' }).success).toBe(true);
    expect(consultRequestSchema.safeParse({ ...ASKED, dateOfBirth: '1988-02-30' }).success).toBe(false);
  });
  test('takes a name in any script, and leaves out what nobody can see', () => {
    expect(nameIn('  שרה   🌿 لیلا ')).toBe('שרה 🌿 لیلا');
    expect(nameIn('Ann\u202egnp.exe\u0000')).toBe('Ann gnp.exe');
    expect(consultRequestSchema.safeParse({ ...ASKED, name: '\u202e\u200f' }).success).toBe(false);
  });
  test('20,000 characters are taken, and one more is not cut off but said', () => {
    expect(consultRequestSchema.safeParse({ ...ASKED, words: 'x'.repeat(20_000) }).success).toBe(true);
    const more = consultRequestSchema.safeParse({ ...ASKED, words: 'x'.repeat(20_001) });
    expect(more.error?.issues[0]?.message).toContain('20000');
  });
  test('who turns 18 on the day is an adult', () => {
    expect(isMinorOn('2008-03-03', '2026-03-02')).toBe(true);
    expect(isMinorOn('2008-03-02', '2026-03-02')).toBe(false);
  });
  test.each(['I want to die', 'Ya no quiero vivir', 'Quiero QUITARME la vida', 'me voy a hacerme daño'])(
    'words that must not wait are seen in either language, also in what was chosen of the aid: %s',
    (words) => {
      expect(isRequestInCrisis({ words })).toBe(true);
      expect(isRequestInCrisis({ chosen: [{ title: 'What matters', lines: [words] }] })).toBe(true);
    },
  );
  test('may be the same as a patient who shares two of name, birth date and ways to be reached', () => {
    const patient = { name: 'NOÓR invented', dateOfBirth: '1988-02-29', telephone: '(555) 010-0199' };
    expect(mayBeSame(ASKED, patient)).toBe(true);
    expect(mayBeSame({ ...ASKED, name: 'Somebody' }, patient)).toBe(false);
    expect(mayBeSame({ ...ASKED, name: 'Somebody', telephone: '+1 555 010 0199' }, patient)).toBe(true);
    expect(mayBeSame(ASKED, { name: 'Noor Invented', dateOfBirth: '1990-01-01' })).toBe(false);
  });
});

test.each(DECLINE_REASONS)('declining for %s is said kindly, in both languages, with whom to call', (reason) => {
  const letter = declineLetter(reason, 'Noor', 'Quay Clinic');
  for (const said of [letter.en, letter.es]) {
    expect(said).toContain('Noor');
    expect(said).toContain('988');
    expect(said).not.toMatch(/ketamin|depress|KAP/i);
  }
});

test('whoever receives patients answers requests; a guide does not; a promise is made by who runs the clinic', () => {
  const may = (act: Parameters<typeof mayDo>[0]) => ROLES.filter((role) => mayDo(act, { roles: [role] }).allowed);
  expect(may('answer consult requests')).not.toContain('guide');
  expect(may('answer consult requests')).toEqual(may('register patients'));
  expect(may('promise when requests are answered').toSorted()).toEqual(['clinic_admin', 'medical_director']);
});
