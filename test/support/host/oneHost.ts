import { after, before } from 'mocha';
import { startTestHost, type TestHost, type TestHostOptions } from './testHost.ts';

/** One host for all tests of a `describe`, which call it directly inside. Answers how to get at it in a test. */
export function oneHost(options?: TestHostOptions): () => TestHost {
  const running: { host: TestHost | null } = { host: null };
  before(async () => {
    running.host = await startTestHost(options);
  });
  after(async () => {
    await running.host?.stop();
    running.host?.remove();
  });
  return () => {
    if (running.host === null) throw new Error('the host runs only during a test');
    return running.host;
  };
}
