import { describe, expect, test } from 'vitest';
import { whyNot, whyNotPin } from './password-rules.ts';

const alone = { hasSecondFactor: false, about: ['Nia Harborman, RN', 'nia@harbor.test', 'Harbor Clinic'] };
const beside = { ...alone, hasSecondFactor: true };
const ruleOf = async (password: string, context = alone) => (await whyNot(password, context))?.rule ?? 'taken';

describe('a new password', () => {
  test.each([
    ['fourteen chars', 'too-short'],
    ['fifteen of them', 'taken'],
    ['correct horse battery staple', 'taken'],
    ['дождь идёт над морем', 'taken'],
    ['🐢🐢🐢', 'too-short'],
    ['x'.repeat(129), 'too-long'],
    ['passwordpassword', 'known-password'],
    ['aaaaaaaaaaaaaaaaaaaa', 'known-password'],
    ['12345678901234567890', 'known-password'],
    ['qwertyuiopasdfghjkl', 'known-password'],
    ['Harborman-Harbor1!', 'known-words'],
    ['nia.harborman.clinic', 'known-words'],
    ['KetamineClinic2026', 'known-words'],
  ])('%s alone: %s', async (password, rule) => {
    expect(await ruleOf(password)).toBe(rule);
  });

  test('may be shorter beside an authenticator app, and is asked for no kinds of characters', async () => {
    expect(await ruleOf('tumble oxbow', beside)).toBe('taken');
    expect(await ruleOf('tumble oxbo', beside)).toBe('too-short');
    expect(await ruleOf('onlylowercaseletterstogether')).toBe('taken');
  });
});

describe('a PIN', () => {
  test.each([
    ['12345', 'pin-digits'],
    ['1234567890123', 'pin-digits'],
    ['12a456', 'pin-digits'],
    ['123456', 'pin-guessed'],
    ['987654', 'pin-guessed'],
    ['111111', 'pin-guessed'],
    ['121212', 'pin-guessed'],
    ['123123', 'pin-guessed'],
    ['739264', 'taken'],
  ])('%s: %s', (pin, rule) => {
    expect(whyNotPin(pin)?.rule ?? 'taken').toBe(rule);
  });
});
