import { expect, test } from 'vitest';
import { languageFor } from './language.ts';

test('the first wished language that is spoken here is chosen, whatever its region', () => {
  expect(languageFor(['fr-CA', 'es-MX', 'en-US'])).toBe('es');
  expect(languageFor(['EN-us'])).toBe('en');
});

test('who wishes for none that is spoken here reads English', () => {
  expect(languageFor([])).toBe('en');
  expect(languageFor(['pt-BR'])).toBe('en');
});
