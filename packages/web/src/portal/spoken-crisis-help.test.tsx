import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { SpokenHelpAtWords } from './spoken-crisis-help.tsx';

test('at words of danger the numbers are said at once, and at others nothing is', () => {
  const help = renderToStaticMarkup(<SpokenHelpAtWords written="After breakfast. I don´t want to live" />);
  expect(help).toContain('role="alert"');
  expect(help).toMatch(/href="tel:\d+"/);
  expect(renderToStaticMarkup(<SpokenHelpAtWords written="After breakfast, by the sea" />)).toBe('');
});
