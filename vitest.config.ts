import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** One core stays free for PostgreSQL, but on two cores one file at a time would leave the other core waiting for it. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

/** The modules of a project are loaded once a worker and not once a file: loading them was most of what many files took. */
const isolate = false;
/** How long what a page or a server tells of itself is waited for: a busy machine is no failure. */
const expect = { poll: { timeout: 30_000 } };

/** What is heard, filmed or timed has the machine to itself. */
const ALONE = ['music', 'kap-course', 'scanner', 'receive-by-camera', 'decide-slow', 'room-still'].map(
  (name) => `packages/web/browser/${name}.test.ts`,
);
const browser = {
  globalSetup: ['packages/store/src/testing-setup.ts', 'packages/web/browser/built-web.ts'],
  pool: 'forks' as const,
  isolate,
  expect,
  testTimeout: 240_000,
  hookTimeout: 120_000,
};

/** What takes a minute and more begins first: begun last, it would run while every other worker has nothing left. */
const LONGEST = [
  ...['tenancy-walk', 'authority-walk', 'kill', 'main', 'ledger-kill'].map((name) => `/${name}.integration.test.ts`),
  ...['way-in', 'records-apart', 'decide', 'patients-and-protocols'].map((name) => `/browser/${name}.test.ts`),
];
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((end) => moduleId.endsWith(end));
      return at < 0 ? LONGEST.length : at;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

/** Three kinds of tests: of rules (no I/O), of storage and protocols (a real PostgreSQL), of screens (a real Chromium). */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/*.integration.test.ts', '**/node_modules/**'],
          maxWorkers,
          isolate,
          // Laws are tried on hundreds of cases: a busy machine takes its time over them, and is no failure.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['packages/*/src/**/*.integration.test.ts'],
          globalSetup: ['packages/store/src/testing-setup.ts'],
          pool: 'forks',
          isolate,
          expect,
          maxWorkers,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...browser,
          name: 'browser',
          include: ['packages/web/browser/**/*.test.ts'],
          exclude: [...ALONE, '**/node_modules/**'],
          maxWorkers,
        },
      },
      {
        test: {
          ...browser,
          name: 'browser-alone',
          include: ALONE,
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
    ],
  },
});
