/** How a benchmark says what it found: figures, and each ratio against its limit; `--json` for machines. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}
export interface Ratio {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  /** Whether the value must stay at or under its limit, or reach it. */
  readonly bound: 'at_most' | 'at_least';
}

/** Prints the report; the exit code is 1 when a limit was missed. */
export function report(benchmark: string, figures: readonly Figure[], ratios: readonly Ratio[]): void {
  const judged = ratios.map((ratio) => ({
    ...ratio,
    met: ratio.bound === 'at_most' ? ratio.value <= ratio.limit : ratio.value >= ratio.limit,
  }));
  if (process.argv.includes('--json')) console.log(JSON.stringify({ benchmark, figures, ratios: judged }, null, 2));
  else {
    console.log(benchmark);
    for (const figure of figures) console.log(`  ${figure.name}: ${round(figure.value)} ${figure.unit}`);
    for (const ratio of judged)
      console.log(
        `  ${ratio.name}: ${round(ratio.value)} (${ratio.bound === 'at_most' ? 'at most' : 'at least'} ${ratio.limit}) ${ratio.met ? 'met' : 'MISSED'}`,
      );
  }
  if (judged.some((ratio) => !ratio.met)) process.exitCode = 1;
}

const round = (value: number) => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

/** The value below which a share of the sample lies. */
export function percentile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
export const median = (sample: readonly number[]): number => percentile(sample, 0.5);
