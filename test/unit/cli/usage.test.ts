import assert from 'node:assert/strict';
import { commands } from '../../../server/src/cli/commandTable.ts';
import { atLeast, needed } from '../../../server/src/cli/nodeVersion.ts';
import { runCli } from '../../support/runCli.ts';

describe('usage', () => {
  it('exits 64 for an unknown command and suggests the one meant', async () => {
    const { code, err } = await runCli(['provison']);
    assert.equal(code, 64);
    assert.match(err, /Did you mean provision\?/);
  });

  for (const argv of [
    ['vms', '--bogus'],
    ['start'],
    ['validate', 'x', '--format', 'xml'],
    ['provision', 'x', '--timeout', '0'],
    ['provision', 'x', '--timeout', '1.5'],
    ['serve', '--port', '70000'],
    ['serve', '--driver', 'vmware'],
    ['serve', '--sim-speed', '-1'],
    ['serve', '--sim-speed', 'fast'],
    ['destroy'],
    ['host', 'add', 'lab', 'not-an-address'],
    ['config', 'set', 'cpu_percent'],
    [],
  ]) {
    it(`exits 64 for: vmspec ${argv.join(' ')}`, async () => {
      const { code, out, err } = await runCli(argv);
      assert.equal(code, 64);
      assert.equal(out, '');
      assert.notEqual(err, '');
    });
  }

  it('prints the version', async () => {
    const { code, out } = await runCli(['--version']);
    assert.equal(code, 0);
    assert.match(out, /^\d+\.\d+\.\d+\n$/);
  });

  it('lists every command in the help', async () => {
    const { code, out } = await runCli(['--help']);
    assert.equal(code, 0);
    for (const { name } of commands) assert.match(out, new RegExp(`^  ${name}\\b`, 'm'));
  });

  for (const { name } of commands) {
    it(`has examples in the help of ${name}`, async () => {
      const { code, out } = await runCli([name, '--help']);
      assert.equal(code, 0);
      assert.match(out, new RegExp(`^Usage: vmspec ${name}`));
      assert.match(out, new RegExp(`Examples?:\\n.*vmspec ${name} `, 's'));
    });
  }
});

describe('the version of Node', () => {
  for (const [version, enough] of [
    ['20.20.2', false],
    ['24.14.9', false],
    ['24.15.0', true],
    ['25.0.0', true],
  ] as const) {
    it(`${version} is ${enough ? 'enough' : 'refused'}`, () => {
      assert.equal(atLeast(version), enough);
    });
  }

  it('is told in one line with a way out', () => {
    assert.match(
      needed('20.20.2'),
      /^vmspec needs Node 24\.15 or newer and this is 20\.20\.2: .*nodejs\.org[^\n]*$/,
    );
  });
});

describe('completion', () => {
  for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
    it(`for ${shell} knows commands, subcommands and options`, async () => {
      const { code, out } = await runCli(['completion', shell]);
      assert.equal(code, 0);
      for (const word of ['provision', '--if-exists', 'host', 'add', '--cert-sha256'])
        assert.ok(out.includes(word), word);
    });
  }
});
