import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    // The tests of the protocol and of the command line start the bundled tool.
    globalSetup: 'test/protocol/build.ts',
    testTimeout: 60_000,
  },
});
