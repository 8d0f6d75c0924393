import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs', 'security.md'), 'utf8');

/** Every test file that the page names, with the titles that stand after it. */
const NAMED = [...page.matchAll(/`([\w./-]+\.test\.tsx?)`((?:[:,] `[^`]+`)*)/g)].map(([, file = '', rest = '']) => ({
  file,
  titles: [...rest.matchAll(/`([^`]+)`/g)].map(([, title = '']) => title),
}));
/** Rows of the table under a heading, without its head. */
const rowsUnder = (heading: string): string[] =>
  (page.split(`\n## ${heading}`)[1]?.split('\n## ')[0] ?? '').split('\n').filter((line) => /^\| (?!---|#)/.test(line));

describe('the security page', () => {
  test.each(NAMED)('names tests of $file that are there', ({ file, titles }) => {
    const path = file.startsWith('scripts/') ? join(root, file) : join(root, 'packages', file);
    expect(existsSync(path), path).toBe(true);
    const source = readFileSync(path, 'utf8');
    for (const title of titles) expect(source, title).toContain(`'${title}'`);
  });

  test('says of thirty-five attacks which test shows the defence', () => {
    const rows = rowsUnder('Thirty-five attacks');
    expect(rows).toHaveLength(35);
    for (const row of rows) expect(row).toMatch(/\.test\.ts`: `[^`]+`/);
  });

  test('names what runs in production, as the lock file has it, and none below what mends a known advisory', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const direct = ['server', 'store', 'care', 'web', 'cli', 'outcomes'].flatMap((one) => {
      const { dependencies = {} } = JSON.parse(readFileSync(join(root, 'packages', one, 'package.json'), 'utf8'));
      return Object.keys(dependencies)
        .filter((name) => !name.startsWith('@holdspace/'))
        .map((name) => [name, (lock[`packages/${one}/node_modules/${name}`] ?? lock[`node_modules/${name}`]).version]);
    });
    const told = (page.split('\n## Dependencies')[1]?.split('\n## ')[0] ?? '').matchAll(/^> (.+)$/gm);
    const listed = [...told].map(([, line = '']) => line.replace(/ ·$/, '')).join(' · ');
    expect(listed.split(' · ')).toEqual([...new Set(direct.map(([name, version]) => `${name} ${version}`))].toSorted());
    const rows = rowsUnder('Dependencies').slice(1);
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) {
      const [, name = '', good = ''] = /^\| `([^`]+)` .*\| ([\d.]+) \|$/.exec(row) ?? [];
      const version = new Map(direct.map(([one, at]) => [one, at])).get(name) ?? '0';
      expect(version.localeCompare(good, 'en', { numeric: true }), `${name} ${version}`).toBeGreaterThanOrEqual(0);
    }
  });

  test('goes through every chapter of the ASVS and every line of 164.312', () => {
    const sections = rowsUnder('OWASP ASVS').join('\n');
    for (let chapter = 1; chapter <= 17; chapter++) expect(sections).toContain(`V${chapter}.1 `);
    const lines = rowsUnder('HIPAA').join('\n');
    for (const line of ['(a)(1)', '(a)(2)(i)', '(a)(2)(ii)', '(a)(2)(iii)', '(a)(2)(iv)', '(b)', '(c)(1)', '(c)(2)'])
      expect(lines).toContain(`| ${line} `);
    for (const line of ['(d)', '(e)(1)', '(e)(2)(i)', '(e)(2)(ii)']) expect(lines).toContain(`| ${line} `);
  });
});
