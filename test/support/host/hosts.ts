import { afterEach } from 'mocha';
import { startTestHost, type TestHost, type TestHostOptions } from './testHost.ts';

/** Starts hosts for the tests of a `describe`; whatever a test leaves is stopped and removed after it. */
export interface Hosts {
  readonly start: (options?: TestHostOptions) => Promise<TestHost>;
  /** Stops a host and starts another on the same data. */
  readonly restart: (host: TestHost, options?: TestHostOptions) => Promise<TestHost>;
}

/** Call it directly inside a `describe`. `usual` holds for every host unless its own options say otherwise. */
export function hosts(usual: () => TestHostOptions = () => ({})): Hosts {
  const running = new Set<TestHost>();
  const folders = new Map<string, TestHost>();
  const start: Hosts['start'] = async (options) => {
    const host = await startTestHost({ ...usual(), ...options });
    const own: TestHost = {
      ...host,
      stop: async () => {
        if (running.delete(own)) await host.stop();
      },
    };
    running.add(own);
    folders.set(own.directory, own);
    return own;
  };
  afterEach(async () => {
    for (const host of [...running]) await host.stop();
    for (const host of folders.values()) host.remove();
    folders.clear();
  });
  return {
    start,
    restart: async (host, options) => {
      await host.stop();
      return start({ ...options, directory: host.directory });
    },
  };
}
