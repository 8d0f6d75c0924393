/** The handbook of KAP says of signals what ships, and shows pictures that are there, are small, and can be heard as words. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_RULES } from '../packages/care/src/signals/defaults.ts';
import { SEVERITY_WORDS } from '../packages/care/src/signals/rule.ts';
import { sayLooksFor, sayMinutes } from '../packages/care/src/signals/say.ts';

const HANDBOOK = 'docs/handbook';
const PICTURES = join(HANDBOOK, 'pictures');
const LARGEST_BYTES = 60_000;
const MOST_BYTES = 3_000_000;

test('the table of signals is that of the rules as they are shipped', () => {
  const page = readFileSync(join(HANDBOOK, 'kap-nobody-lost.md'), 'utf8');
  const [, body = ''] = page.split('| signal | looks for | urgency | within |\n');
  const [table = ''] = body.split('\n\n');
  const rows = table
    .split('\n')
    .slice(1)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(rows).toEqual(
    DEFAULT_RULES.map(({ name, looksFor, severity, dueWithinMinutes }) => [
      name,
      sayLooksFor(looksFor),
      SEVERITY_WORDS[severity].toLowerCase(),
      sayMinutes(dueWithinMinutes),
    ]),
  );
});

describe('the pictures of the handbook', () => {
  const shown = readdirSync(HANDBOOK)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => [
      ...readFileSync(join(HANDBOOK, name), 'utf8').matchAll(/!\[(?<alt>[^\]]*)\]\(pictures\/(?<file>[^)]+)\)/g),
    ])
    .map(({ groups }) => ({ alt: groups?.alt ?? '', file: groups?.file ?? '' }));

  test('are there, each said in words of its own, and none lies there that is shown nowhere', () => {
    expect(shown.filter(({ file }) => !existsSync(join(PICTURES, file)))).toEqual([]);
    expect(shown.filter(({ alt }) => alt.length < 20)).toEqual([]);
    expect(new Set(shown.map(({ alt }) => alt)).size).toBe(shown.length);
    expect(readdirSync(PICTURES).toSorted()).toEqual(shown.map(({ file }) => file).toSorted());
  });
  test('are small enough for a slow line', () => {
    const sizes = readdirSync(PICTURES).map((name) => ({ name, bytes: statSync(join(PICTURES, name)).size }));
    expect(sizes.filter(({ bytes }) => bytes > LARGEST_BYTES)).toEqual([]);
    expect(sizes.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(MOST_BYTES);
  });
});
