import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** One core stays free for PostgreSQL, but on two cores one file at a time would leave the other core waiting for it. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

/** Three kinds of tests: of rules (no I/O), of storage and protocols (a real PostgreSQL), of screens (a real Chromium). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/*.integration.test.ts', '**/node_modules/**'],
          maxWorkers,
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
          maxWorkers,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['packages/web/browser/**/*.test.ts'],
          globalSetup: ['packages/store/src/testing-setup.ts'],
          pool: 'forks',
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
