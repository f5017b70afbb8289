import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before } from 'mocha';
import { type AnswerTable, type FakeHost, startFakeHost } from './fakeHost.ts';
import { type CliResult, type CliSetup, runCli, temporaryFolder } from './runCli.ts';

/** What a host answers to a request that it accepts. */
export const accepted = {
  status: 202,
  body: {
    provisioning_job_response: { job_id: 'job-1', status: 'Submitted', timestamp: '2026-01-31T12:00:00Z' },
  },
};

/** A spec with one VM, as a person wrote it. */
export const spec =
  '{\n  "provisioning_request": {\n    "num_vms": 1,\n    "vms": [{ "vm_name": "web-01" }]\n  }\n}\n';

/** A command line beside fake practice hosts, for the tests of one `describe`. */
export interface CliWithHosts {
  /** Path of a folder of its own. */
  readonly folder: string;
  /** Path of a file with `spec` in it. */
  readonly file: string;
  /** Starts a host that answers so. */
  readonly withHost: (table: AnswerTable) => Promise<FakeHost>;
  /** Runs a command that knows the host by its variables. */
  readonly run: (host: FakeHost, argv: readonly string[], setup?: CliSetup) => Promise<CliResult>;
}

/** Makes the folder before the tests, and ends each host after the test that started it. */
export function cliWithHosts(): CliWithHosts {
  const folder = temporaryFolder();
  const file = join(folder.path, 'lab.vmspec.json');
  const open: FakeHost[] = [];
  before(() => writeFileSync(file, spec));
  afterEach(async () => {
    await Promise.all(open.splice(0).map((host) => host.close()));
  });
  after(() => folder.remove());
  return {
    folder: folder.path,
    file,
    withHost: async (table) => {
      const host = await startFakeHost({ 'GET /api/host': () => ({ body: { simulated: true } }), ...table });
      open.push(host);
      return host;
    },
    run: (host, argv, setup = {}) =>
      runCli(argv, { ...setup, env: { VMSPEC_URL: host.url, VMSPEC_TOKEN: 'secret', ...setup.env } }),
  };
}
