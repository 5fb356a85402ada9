import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  resolve: {
    alias: { '~': `${root}app`, '#db': `${root}db` },
  },
  test: {
    // Two cores: one test file next to Postgres and workerd, or two without.
    maxWorkers: 2,
    // For what goes on behind an answer. It is there within milliseconds, unless the machine has other things to do.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          isolate: false,
          environment: 'node',
          include: ['app/**/*.test.ts', 'db/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          // A worker imports each module once, not once a file. What a file opens, it opens in its hooks.
          isolate: false,
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**'],
          globalSetup: ['./tests/setup/global.ts'],
          // The first file that needs the Worker builds it, if that has not been done.
          hookTimeout: 400_000,
        },
      },
    ],
  },
});
