import { expect, test } from 'vitest';
import { speakIn } from './use-language.ts';

test('a page says its reader’s language as long as any part of it stands, whatever part goes', () => {
  const root = { lang: 'en' };
  const page = speakIn('es', root);
  const help = speakIn('es', root);
  help();
  expect(root.lang).toBe('es');
  page();
  expect(root.lang).toBe('en');
});
