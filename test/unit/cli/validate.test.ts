import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli, temporaryFolder } from '../../support/runCli.ts';

const vm = {
  vm_name: 'web-01',
  cpu_cores: 2,
  ram_startup_mb: 2048,
  ram_min_mb: 1024,
  ram_max_mb: 4096,
  disk_template_path: 'C:\\Templates\\ubuntu-24.04.vhdx',
  network_adapter_name: 'External_Switch',
};
const good = JSON.stringify({ provisioning_request: { num_vms: 1, vms: [vm] } }, null, 2);
const bad = good.replace('"cpu_cores": 2', '"cpu_cores": 0');

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] };
    };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: Readonly<Record<string, number>>;
        };
      }[];
    }[];
  }[];
}

describe('vmspec validate', () => {
  const folder = temporaryFolder();
  const path = join(folder.path, 'my lab', 'bad.vmspec.json');
  before(() => {
    mkdirSync(join(folder.path, 'my lab'));
    writeFileSync(path, bad);
  });
  after(() => {
    folder.remove();
  });

  it('accepts a valid spec from standard input', async () => {
    const { code, out } = await runCli(['validate', '-'], { stdin: good });
    assert.deepEqual([code, out], [0, '1 file valid, 1 VM\n']);
  });

  it('tells file, line, column and code of each problem, then a summary, and exits 2', async () => {
    const { code, out } = await runCli(['validate', path]);
    assert.equal(code, 2);
    const [first = '', last] = out.trimEnd().split('\n');
    assert.ok(first.startsWith(`${path}:7:22 `), first);
    assert.match(first, /\[out_of_range\]$/);
    assert.equal(last, '1 error in 1 file');
  });

  it('says what is wrong with bytes that are no text', async () => {
    const file = join(folder.path, 'bom.vmspec.json');
    writeFileSync(file, `\ufeff${good}`);
    const { code, out } = await runCli(['validate', file]);
    assert.equal(code, 2);
    assert.match(out, /:1:1 .*byte order mark.*\[byte_order_mark\]/);
  });

  it('exits 2 and says so when there is no such file', async () => {
    const { code, err } = await runCli(['validate', join(folder.path, 'none.json')]);
    assert.equal(code, 2);
    assert.match(err, /There is no file .*none\.json/);
  });

  it('prints one JSON document with --format json', async () => {
    const { code, out } = await runCli(['validate', path, '--format', 'json']);
    const { files } = JSON.parse(out) as { files: { file: string; problems: { start: object }[] }[] };
    assert.equal(code, 2);
    assert.deepEqual(files[0]?.problems[0]?.start, { line: 7, column: 22 });
  });

  it('prints SARIF whose results name rules, places and a URI', async () => {
    const { code, out } = await runCli(['validate', path, '--format', 'sarif']);
    assert.equal(code, 2);
    const log = JSON.parse(out) as Sarif;
    const [run] = log.runs;
    const [result] = run?.results ?? [];
    assert.equal(log.version, '2.1.0');
    assert.equal(run?.tool.driver.name, 'vmspec');
    assert.equal(result?.level, 'error');
    assert.equal(run.tool.driver.rules[result.ruleIndex]?.id, result.ruleId);
    const { artifactLocation, region } = result.locations[0]?.physicalLocation ?? {};
    assert.match(artifactLocation?.uri ?? '', /^file:\/\/\/.*\/my%20lab\/bad\.vmspec\.json$/);
    assert.deepEqual(region, { startLine: 7, startColumn: 22, endLine: 7, endColumn: 23 });
  });
});
