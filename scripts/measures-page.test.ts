/** docs/measures.md says of each measure what its description and its vectors say. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hasText } from '../packages/care/src/measures/instrument.ts';
import { INSTRUMENTS } from '../packages/care/src/measures/instruments/index.ts';
import { MEASURE_SOURCES } from '../packages/care/src/measures/sources.ts';
import { SCORING_VECTORS } from '../packages/care/src/measures/vectors/index.ts';

const page = readFileSync('docs/measures.md', 'utf8');
const cellsOf = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
const rowsUnder = (heading: string): readonly (readonly string[])[] => {
  const [, section = ''] = page.split(`## ${heading}\n`);
  const [body = ''] = section.split('\n## ');
  return body
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map(cellsOf);
};

describe('docs/measures.md', () => {
  test('lists every measure with its version, questions, scales, vectors and whether its words are shipped', () => {
    expect(rowsUnder('Measures')).toEqual(
      INSTRUMENTS.map((one) => [
        `\`${one.id}\``,
        one.title,
        one.version,
        one.by,
        String(one.items.length),
        one.scales.map(({ id }) => id).join(', '),
        hasText(one)
          ? one.items.every(({ text }) => text?.es)
            ? 'English, Spanish'
            : 'English'
          : 'the clinic loads them',
        String(SCORING_VECTORS[one.id]?.length),
      ]),
    );
  });
  test('says of each licence what it says there, and how it was checked', () => {
    expect(rowsUnder('Licences of the words')).toEqual(
      INSTRUMENTS.map(({ title, text }) => [
        title,
        text.terms,
        text.sources.map((id) => MEASURE_SOURCES[id].citation).join(' '),
        [...new Set(text.sources.map((id) => MEASURE_SOURCES[id].checked.how))].join(', '),
      ]),
    );
  });
  test('gives every figure by which a change is read, with its source', () => {
    expect(rowsUnder('Change')).toEqual(
      INSTRUMENTS.flatMap(({ title, scales, change }) =>
        change.map(({ scale, reliability, reliable, minimal, response, remission }) => [
          scales.length > 1 ? `${title}, ${scale}` : title,
          reliability ? `${reliability.value} (${reliability.kind.replace('_', '-')})` : '',
          reliable ? String(reliable.points) : '',
          minimal ? String(minimal.points) : '',
          response ? `${response.percent} %` : '',
          remission ? ('below' in remission ? `below ${remission.below}` : `${remission.atMost} or less`) : '',
          [...new Set([reliability, reliable, minimal, response, remission].flatMap((figure) => figure?.sources ?? []))]
            .map((id) => `${id} (${MEASURE_SOURCES[id].checked.how})`)
            .join(', '),
        ]),
      ),
    );
  });
  test('lists every source, how it was checked and what was read', () => {
    expect(rowsUnder('Sources')).toEqual(
      Object.entries(MEASURE_SOURCES).map(([id, source]) => [
        `\`${id}\``,
        'url' in source ? `[${source.citation}](${source.url})` : source.citation,
        source.checked.how,
        ('note' in source.checked && source.checked.note) || '',
      ]),
    );
  });
});
