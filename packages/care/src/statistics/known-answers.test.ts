/** Every figure beside an answer that is known, published or computed by R (known/answers.R). The differences are printed. */
import { afterAll, describe, expect, test } from 'vitest';
import answers from './known/answers.json' with { type: 'json' };
import { distance } from './known/check.ts';
import { figureChecks } from './known/figures.ts';
import { modelChecks } from './known/models.ts';

const checks = [...figureChecks(), ...modelChecks()];

declare const console: { readonly table: (rows: unknown) => void };

/** For each source, how many answers were checked and where the largest difference is. */
afterAll(() => {
  const sources = [...new Set(checks.map(({ source }) => source))];
  console.table(
    sources.map((source) => {
      const of = checks.filter((check) => check.source === source).sort((a, b) => distance(b) - distance(a));
      const [worst] = of;
      return {
        source,
        answers: of.length,
        largest: worst?.what,
        difference: worst && distance(worst).toExponential(1),
      };
    }),
  );
});

describe('each figure is as near to its known answer as it says', () => {
  test.each(checks.map((check) => [`${check.what} (${check.source})`, check] as const))('%s', (_, check) => {
    expect(distance(check), `${check.ours} and not ${check.known}`).toBeLessThanOrEqual(check.within);
  });
});

/** In the same digits as the page shows. */
const shown = (value: number): string => String(Number(value.toPrecision(7))).replace('-', '−');

test('the page of known answers is what is checked here', async () => {
  const versions = Object.entries(answers.versions).map(([name, version]) => `${name} ${version}`);
  const page = [
    '# Statistics: known answers',
    '',
    'Every figure of `packages/care/src/statistics` beside an answer that is published or that R gives. This page is written by',
    '`npx vitest run --project unit packages/care/src/statistics/known-answers.test.ts -u`, which prints the differences too; the',
    'test fails where one is larger than stands here. What R computes is in `known/answers.R` beside the test, run with',
    `${versions.join(', ')}.`,
    '',
    '| what | source | known | ours | within |',
    '| --- | --- | ---: | ---: | ---: |',
    ...checks.map(
      ({ what, source, known, ours, within }) =>
        `| ${what} | ${source} | ${shown(known)} | ${shown(ours)} | ${within.toExponential(0)} |`,
    ),
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../../../docs/statistics.md');
});
