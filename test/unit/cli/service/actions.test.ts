import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificate } from '../../../../server/src/host/security/certificate.ts';
import { CliFailure } from '../../../../server/src/cli/failure.ts';
import { perform } from '../../../../server/src/cli/service/actions/actionTable.ts';
import type { Action } from '../../../../server/src/cli/service/step.ts';
import type { Ran, World } from '../../../../server/src/cli/service/world.ts';
import { samplePackage, writePackage } from '../../../support/service/samplePackage.ts';
import { treeOf } from '../../../support/service/tree.ts';
import { temporaryFolder } from '../../../support/runCli.ts';

const NOW = Date.parse('2026-02-03T04:05:06Z');

function world(ran: Partial<Ran> = {}, door: Partial<World['door']> = {}): World {
  return {
    run: async () => ({ code: 0, stdout: '', stderr: '', ...ran }),
    door: { runs: () => false, askToStop: async () => true, readyVersion: async () => null, ...door },
    now: () => NOW,
    sleep: async () => {},
    interrupted: () => false,
    tell: () => {},
    kept: new Map(),
  };
}

async function failure(action: Action, where: World): Promise<CliFailure> {
  try {
    await perform(action, where);
  } catch (error) {
    assert.ok(error instanceof CliFailure, String(error));
    return error;
  }
  return assert.fail('it succeeded');
}

const whoami: Action = { kind: 'check-rights', command: { exe: 'whoami.exe', args: [] } };
const scripts: Action = {
  kind: 'check-scripts',
  command: { exe: 'powershell.exe', args: [] },
  programRoot: 'C:\\Program Files\\VMSpec',
  dataDirectory: 'C:\\ProgramData\\VMSpec',
};
const facts = {
  execution_policy: 'RemoteSigned',
  language_mode: 'FullLanguage',
  program_owners: [],
  data_owners: [],
};

describe('an action', () => {
  const folder = temporaryFolder();
  const at = (...names: readonly string[]): string => join(folder.path, ...names);
  after(() => folder.remove());

  describe('check-rights', () => {
    const member = '"Administrators","Alias","S-1-5-32-544","Group used for deny only"\n';
    it('refuses an administrator whose rights are not in force', async () => {
      const { exit, hint } = await failure(whoami, world({ stdout: `${member}"","Label","S-1-16-8192",""` }));
      assert.equal(exit, 78);
      assert.match(hint ?? '', /Run as administrator/);
    });
    it('accepts one whose rights are', async () => {
      await perform(whoami, world({ stdout: `${member}"","Label","S-1-16-12288",""` }));
    });
    it('refuses a high label without the group', async () => {
      await failure(
        whoami,
        world({ stdout: '"","Label","S-1-16-12288",""\n"x","Group","S-1-5-32-5441",""' }),
      );
    });
  });

  describe('check-scripts', () => {
    const answered = (more: object): World =>
      world({ stdout: `${JSON.stringify({ ...facts, ...more })}\r\n` });
    it('accepts a machine that runs scripts', () => perform(scripts, answered({})));
    it('accepts a data folder of the administrators', () =>
      perform(scripts, answered({ data_owners: ['S-1-5-32-544', 'S-1-5-18'] })));
    it('names the fix for a policy', async () => {
      for (const execution_policy of ['Restricted', 'AllSigned']) {
        const { hint, message } = await failure(scripts, answered({ execution_policy }));
        assert.ok(message.includes(execution_policy));
        assert.match(hint ?? '', /Set-ExecutionPolicy -Scope LocalMachine -ExecutionPolicy RemoteSigned/);
      }
    });
    it('names the fix when the script itself is refused', async () => {
      const stderr = 'x\r\n    + FullyQualifiedErrorId : UnauthorizedAccess\r\n';
      const { hint } = await failure(scripts, world({ code: 1, stderr }));
      assert.match(hint ?? '', /Set-ExecutionPolicy/);
    });
    it('refuses constrained language', async () => {
      assert.match(
        (await failure(scripts, answered({ language_mode: 'ConstrainedLanguage' }))).message,
        /ConstrainedLanguage/,
      );
    });
    it("refuses somebody else's data folder", async () => {
      const owners = ['S-1-5-32-544', 'S-1-5-21-1-2-3-1001'];
      const { message, hint } = await failure(scripts, answered({ data_owners: owners }));
      assert.match(message, /belongs to S-1-5-21-1-2-3-1001/);
      assert.match(hint ?? '', /icacls "C:\\ProgramData\\VMSpec" \/setowner/);
    });
    it("refuses somebody else's program folder", async () => {
      const { message } = await failure(scripts, answered({ program_owners: ['S-1-5-21-1-2-3-1001'] }));
      assert.match(message, /^C:\\Program Files\\VMSpec .*belongs to S-1-5-21-1-2-3-1001/);
    });
    it('refuses what it cannot read', async () => {
      await failure(scripts, world({ stdout: 'Welcome!' }));
    });
  });

  describe('place-program', () => {
    const place = (name: string): Action => ({
      kind: 'place-program',
      from: at(name),
      to: at(`${name}-placed`),
    });

    it('copies what the list names and nothing else', async () => {
      writePackage(at('whole'), samplePackage('1.0.0'));
      writeFileSync(at('whole', 'planted.js'), 'not listed');
      await perform(place('whole'), world());
      assert.ok(!existsSync(at('whole-placed')), 'nothing is moved while a host may run from there');
      await perform({ kind: 'swap-program', to: at('whole-placed') }, world());
      assert.ok(existsSync(at('whole-placed', 'dist', 'vmspec.js')));
      assert.ok(!existsSync(at('whole-placed', 'planted.js')));
      assert.ok(!existsSync(at('whole-placed.incoming')));
    });

    it('leaves alone what is there and whole, and mends what is not', async () => {
      const swap: Action = { kind: 'swap-program', to: at('whole-placed') };
      await perform(place('whole'), world());
      assert.ok(!existsSync(at('whole-placed.incoming')));
      await perform(swap, world());
      assert.ok(!existsSync(at('whole-placed.replaced')));
      writeFileSync(at('whole-placed', 'node.exe'), 'damaged');
      await perform(place('whole'), world());
      const where = world();
      await perform(swap, where);
      assert.equal(readFileSync(at('whole-placed', 'node.exe'), 'utf8'), 'node of 1.0.0');
      await perform({ kind: 'unswap-program', to: at('whole-placed') }, where);
      assert.equal(readFileSync(at('whole-placed', 'node.exe'), 'utf8'), 'damaged');
    });

    it('refuses a file that was changed, and one that is missing', async () => {
      writePackage(at('changed'), samplePackage('1.0.0'));
      writeFileSync(at('changed', 'node.exe'), 'something else');
      assert.match((await failure(place('changed'), world())).message, /node\.exe is not as it was packed/);
      assert.ok(!existsSync(at('changed-placed')));
      writePackage(at('missing'), samplePackage('1.0.0'));
      writeFileSync(at('missing', 'SHA256SUMS'), `${'0'.repeat(64)}  gone.js\n`);
      assert.match((await failure(place('missing'), world())).message, /gone\.js cannot be read/);
    });

    for (const name of ['../out.js', 'dist/../../out.js', '/etc/x', 'C:\\x', 'a\\b', '..']) {
      it(`refuses a list that names ${name}`, async () => {
        mkdirSync(at('hostile'), { recursive: true });
        writeFileSync(at('hostile', 'SHA256SUMS'), `${'0'.repeat(64)}  ${name}\n`);
        assert.match((await failure(place('hostile'), world())).message, /names no file/);
      });
    }

    it('refuses a folder without a list', async () => {
      assert.match((await failure(place('nothing'), world())).message, /SHA256SUMS is missing/);
    });
  });

  describe('certificates', () => {
    const cert = at('cert.pem');
    const key = at('key.pem');
    const target = { cert: at('own-cert.pem'), key: at('own-key.pem') };

    it('copies a pair that belongs together, and refuses any other', async () => {
      const one = await makeCertificate({ names: ['hv01'], addresses: [], now: NOW });
      writeFileSync(cert, one.cert);
      writeFileSync(key, one.key);
      await perform({ kind: 'copy-certificate', from: { cert, key }, ...target }, world());
      assert.equal(readFileSync(target.key, 'utf8'), one.key);
      const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
      writeFileSync(key, other.export({ type: 'pkcs8', format: 'pem' }));
      const wrong = await failure({ kind: 'copy-certificate', from: { cert, key }, ...target }, world());
      assert.match(wrong.hint ?? '', /key values mismatch/);
      writeFileSync(key, 'no key');
      const none = await failure({ kind: 'copy-certificate', from: { cert, key }, ...target }, world());
      assert.match(none.hint ?? '', /must be PEM/);
    });

    it('keeps the one that is there, which clients trust', async () => {
      const before = readFileSync(target.cert, 'utf8');
      await perform({ kind: 'make-certificate', ...target, names: ['hv01'], addresses: [] }, world());
      assert.equal(readFileSync(target.cert, 'utf8'), before);
    });
  });

  describe('the copy of the database', () => {
    const data = (name: string): string => at(name, 'vmspec.db');
    function prepare(name: string): { readonly copy: string; readonly act: Action; readonly back: Action } {
      mkdirSync(at(name));
      writeFileSync(data(name), 'records');
      writeFileSync(`${data(name)}-wal`, 'log');
      const copy = at(name, 'copy');
      return {
        copy,
        act: { kind: 'back-up', dataDirectory: at(name), to: copy },
        back: { kind: 'bring-back', dataDirectory: at(name), from: copy },
      };
    }

    it('that is not whole is never brought back over the good one', async () => {
      const { copy, act, back } = prepare('half a copy');
      // A folder cannot be copied like a file: the second of the three fails.
      rmSync(`${data('half a copy')}-wal`);
      mkdirSync(`${data('half a copy')}-wal`);
      const where = world();
      await assert.rejects(perform(act, where));
      assert.ok(!existsSync(copy));
      writeFileSync(data('half a copy'), 'newer records');
      await perform(back, where);
      assert.equal(readFileSync(data('half a copy'), 'utf8'), 'newer records');
    });

    it('is brought back whole', async () => {
      const { copy, act, back } = prepare('whole copy');
      const where = world();
      await perform(act, where);
      writeFileSync(data('whole copy'), 'spoiled');
      writeFileSync(`${data('whole copy')}-wal`, 'spoiled');
      writeFileSync(`${data('whole copy')}-shm`, 'spoiled');
      await perform(back, where);
      assert.deepEqual(treeOf(at('whole copy')), { 'vmspec.db': 'records', 'vmspec.db-wal': 'log' });
      assert.ok(!existsSync(copy));
      await perform({ kind: 'check-records', dataDirectory: at('whole copy'), copy }, where);
    });

    it('stays, with the database that is there, when it cannot be brought back', async () => {
      const { copy, act, back } = prepare('lost');
      const where = world();
      await perform(act, where);
      mkdirSync(`${data('lost')}-wal.coming`);
      await assert.rejects(perform(back, where));
      assert.equal(readFileSync(data('lost'), 'utf8'), 'records');
      assert.ok(existsSync(join(copy, 'vmspec.db')));
      const check: Action = { kind: 'check-records', dataDirectory: at('lost'), copy };
      assert.match((await failure(check, where)).message, /the host stays stopped and its task disabled/);
    });
  });

  describe('drain', () => {
    const drain = (seconds: number): Action => ({ kind: 'drain', dataDirectory: '/d', seconds });

    it('asks a running host to finish its jobs, or not to', async () => {
      const asked: boolean[] = [];
      const door = {
        runs: () => asked.length === 0,
        askToStop: async (_d: string, finish: boolean) => asked.push(finish) > 0,
      };
      await perform(drain(900), world({}, door));
      assert.deepEqual(asked.splice(0), [true]);
      await perform(drain(0), world({}, door));
      assert.deepEqual(asked, [false]);
    });

    it('gives up when jobs run too long, and says what can be done', async () => {
      const { exit, hint } = await failure(drain(5), world({}, { runs: () => true }));
      assert.equal(exit, 6);
      assert.match(hint ?? '', /--drain-timeout.*--force/);
    });

    it('does not wait for a host that cannot be asked, since it runs no job', async () => {
      const door = { runs: () => true, askToStop: async () => false };
      await perform(drain(900), { ...world({}, door), sleep: async () => assert.fail('it waited') });
    });

    it('asks nobody where no host runs', async () => {
      const askToStop = async (): Promise<boolean> => assert.fail('somebody was asked');
      await perform(drain(5), world({}, { askToStop }));
    });
  });

  it('run passes on what a program said', async () => {
    const action: Action = { kind: 'run', exe: 'icacls.exe', args: ['C:\\x y', '/q'] };
    const { message, hint } = await failure(action, world({ code: 5, stderr: 'Access is denied.\r\n' }));
    assert.equal(message, 'This ended with 5: icacls.exe "C:\\x y" /q');
    assert.equal(hint, 'Access is denied.');
    await perform({ ...action, accept: [5] }, world({ code: 5 }));
    await perform({ ...action, accept: 'any' }, world({ code: 77 }));
  });
});
