import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/scratch-root.ts',
    testTimeout: 60_000,
    pool: 'threads',
    // Without this one core is left idle, of two.
    maxWorkers: '100%',
    // The modules of src keep nothing that a test could see, and loading them for each file takes as long as the tests.
    isolate: false,
  },
});
