import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    // The tests of the protocol and of the command line start the bundled tool.
    globalSetup: 'test/protocol/build.ts',
    // Most of the time would go into loading the tables of core anew for each file; no test leaves anything behind.
    isolate: false,
    testTimeout: 180_000,
  },
});
