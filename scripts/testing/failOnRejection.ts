/**
 * Loaded by mocha before the tests: a rejection that nobody handles fails the test that is running. Mocha itself lets it
 * pass.
 */
process.on('unhandledRejection', (reason) => {
  throw reason instanceof Error ? reason : new Error(`rejected with ${String(reason)}`);
});
