import assert from 'node:assert/strict';
import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { operationLine } from '../../../../server/src/host/powershell/commandLines.ts';
import { startTimeOf } from '../../../../server/src/host/powershell/processTree.ts';
import { fakeClock } from '../../../support/fakeClock.ts';
import { patience } from '../../../support/provisionVm.ts';
import { fakeCall, fakeShells, type FakeShells } from '../../../support/powershell/fakeShells.ts';

const windows = process.platform === 'win32';

(windows ? describe.skip : describe)('warm shells', function () {
  this.timeout(30_000);
  let open: FakeShells[] = [];
  const start = (options: Parameters<typeof fakeShells>[0] = {}): FakeShells => {
    const shells = fakeShells(options);
    open.push(shells);
    return shells;
  };
  afterEach(async () => {
    const all = open;
    open = [];
    await Promise.all(all.map((shells) => shells.close()));
  });

  it('answers with what the operation answers, and starts no process per call', async () => {
    const { shells, processes } = start({ count: 2 });
    for (let n = 0; n < 20; n += 1) {
      const result = await shells.call(fakeCall('well', { n }), patience());
      assert.ok(result.outcome === 'answered');
      assert.deepEqual(result.answer.result, { fake: 'well', n });
    }
    assert.equal(processes.length, 1);
  });

  it('runs at most four shells at once, and keeps one for calls that only read', async () => {
    const { shells, processes, lines } = start({ count: 4 });
    const cut = new AbortController();
    const hanging = [1, 2, 3, 4, 5].map(() => shells.call(fakeCall('hang'), cut.signal));
    const read = await shells.call(fakeCall('well', {}, 'read'), patience());
    assert.equal(read.outcome, 'answered');
    assert.equal(processes.length, 4);
    const hang = operationLine('fake', { fake: 'hang' });
    while (lines().filter((line) => line === hang).length < 3) await tick();
    cut.abort();
    const outcomes = (await Promise.all(hanging)).map(({ outcome }) => outcome);
    assert.deepEqual(outcomes.toSorted(), ['lost', 'lost', 'lost', 'not_begun', 'not_begun']);
  });

  it('has one shell read every inventory, whatever else goes on', async () => {
    const { shells, processes } = start({ count: 3 });
    const pidOf = async (lane: 'inventory' | 'read' | 'act'): Promise<unknown> => {
      const result = await shells.call(fakeCall('pid', {}, lane), patience());
      assert.ok(result.outcome === 'answered');
      return result.answer.result;
    };
    const reader = await pidOf('inventory');
    const others = await Promise.all([pidOf('act'), pidOf('act')]);
    assert.equal(others.filter((pid) => pid === reader).length, 0);
    await pidOf('read');
    for (let n = 0; n < 3; n += 1) assert.equal(await pidOf('inventory'), reader);
    assert.equal(processes.length, 3);
  });

  it('starts no process for a look that an idle shell can take', async () => {
    const { shells, processes } = start({ count: 4 });
    await shells.call(fakeCall('well', {}, 'inventory'), patience());
    await shells.call(fakeCall('well', {}, 'read'), patience());
    assert.equal(processes.length, 1);
  });

  it('makes a second shell ready when the first inventory has been read, and not before', async () => {
    const { shells, processes } = start({ count: 4 });
    assert.equal(await shells.warm(), null);
    await shells.call(fakeCall('well', {}, 'read'), patience());
    const page = fakeCall('well', {}, 'inventory');
    for (const asked of [page, page, page]) await shells.call(asked, patience());
    const started = (): number => processes.length;
    assert.equal(started(), 1);
    while (started() < 2) await tick();
  });

  it('has a new shell read the last inventory before it takes the place of a worn one', async () => {
    const { shells, processes, lines } = start({ count: 2, operationsPerShell: 3 });
    const inventory = fakeCall('pid', { known_stamp: 's1' }, 'inventory');
    const pids: unknown[] = [];
    const ask = async (): Promise<void> => {
      const result = await shells.call(inventory, patience());
      assert.ok(result.outcome === 'answered');
      pids.push(result.answer.result);
    };
    for (let n = 0; n < 3; n += 1) await ask();
    const line = operationLine('fake', inventory.params);
    const asked = (): number => lines().filter((item) => item === line).length;
    while (asked() < 4) await tick();
    assert.equal(new Set(pids).size, 1, 'nobody waited for the new one');
    await processes[0]?.ended;
    await ask();
    assert.notEqual(pids[3], pids[0]);
    assert.deepEqual([processes.length, asked()], [2, 5]);
  });

  for (const fake of ['noise', 'bom']) {
    it(`finds the answer among ${fake}`, async () => {
      const { shells } = start();
      const result = await shells.call(fakeCall(fake), patience());
      assert.ok(result.outcome === 'answered', JSON.stringify(result));
      assert.equal(result.answer.ok, true);
    });
  }

  it('tells what a shell wrote on standard error', async () => {
    const { shells, noise } = start();
    await shells.call(fakeCall('noise'), patience());
    assert.match(noise[0]?.stderr ?? '', /CLIXML/);
  });

  for (const [fake, reason] of [
    ['silent', /no answer/],
    ['garbage', /no answer/],
    ['not_base64', /no answer/],
    ['not_json', /not JSON/],
    ['wrong_shape', /another shape/],
    ['twice', /more than one answer/],
  ] as const) {
    it(`takes ${fake} for no answer, and goes on`, async () => {
      const { shells, processes } = start();
      const result = await shells.call(fakeCall(fake), patience());
      assert.ok(result.outcome === 'bad_output', JSON.stringify(result));
      assert.match(result.reason, reason);
      assert.equal((await shells.call(fakeCall('well'), patience())).outcome, 'answered');
      assert.equal(processes.length, 1);
    });
  }

  it('keeps 4 KiB of 10 MB that are no answer', async () => {
    const { shells } = start();
    const result = await shells.call(fakeCall('large', { size: 10 * 2 ** 20 }), patience());
    assert.ok(result.outcome === 'bad_output', result.outcome);
    assert.ok(result.output.length < 4200);
  });

  it('refuses an answer larger than any of ours', async () => {
    const { shells } = start();
    const result = await shells.call(fakeCall('large_answer', { size: 4 * 2 ** 20 }), patience());
    assert.ok(result.outcome === 'bad_output', result.outcome);
  });

  it('ends a shell that writes without end, and starts another', async () => {
    const { shells, processes } = start({ count: 2 });
    const result = await shells.call(fakeCall('large', { size: 14 * 2 ** 20 }), patience());
    assert.equal(result.outcome, 'lost');
    assert.equal((await shells.call(fakeCall('well'), patience())).outcome, 'answered');
    assert.equal(processes.length, 2);
  });

  for (const code of [0, 1, 143]) {
    it(`does not know what a shell did that ended with ${String(code)}, and starts another`, async () => {
      const { shells } = start();
      const result = await shells.call(fakeCall('exit', { code }), patience());
      assert.equal(result.outcome, 'lost');
      assert.equal((await shells.call(fakeCall('well'), patience())).outcome, 'answered');
    });
  }

  it('keeps an answer whose shell died right after it', async () => {
    const { shells } = start();
    const result = await shells.call(fakeCall('answer_and_exit'), patience());
    // The end of the process may be told before its last output: then nobody knows.
    assert.ok(['answered', 'lost'].includes(result.outcome));
  });

  it('gives up a call that is too late, ends its process and goes on with another', async () => {
    const clock = fakeClock();
    const { shells, processes } = start({ clock, count: 2 });
    assert.equal((await shells.call(fakeCall('well'), patience())).outcome, 'answered');
    const late = shells.call({ ...fakeCall('hang'), deadlineMs: 5_000 }, patience());
    await clock.advance(4_999);
    const state = { settled: false };
    void late.then(() => (state.settled = true));
    await clock.advance(0);
    assert.equal(state.settled, false);
    await clock.advance(1);
    assert.deepEqual(await late, { outcome: 'lost', reason: 'fake: no answer in time' });
    assert.match((await processes[0]?.ended) ?? '', /SIGKILL/);
    assert.equal((await shells.call(fakeCall('well'), patience())).outcome, 'answered');
  });

  it('ends what a hung cmdlet has started, too', async () => {
    const { shells, folder } = start();
    const cut = new AbortController();
    const pidFile = join(folder, 'child.pid');
    const hung = shells.call(fakeCall('child', { pid_file: pidFile }), cut.signal);
    while (!existsSync(pidFile) || readFileSync(pidFile, 'utf8') === '') await tick();
    const child = Number(readFileSync(pidFile, 'utf8'));
    assert.notEqual(await startTimeOf(child), null);
    cut.abort();
    assert.deepEqual(await hung, { outcome: 'lost', reason: 'fake: the call was cut off' });
    while (await lives(child)) await tick();
  });

  it('answers a call that is cut off before a shell is free as not begun', async () => {
    const { shells, lines } = start({ count: 2 });
    const cut = new AbortController();
    const busy = shells.call(fakeCall('hang'), cut.signal);
    const waiting = shells.call(fakeCall('well', { never: true }), cut.signal);
    assert.equal((await shells.call(fakeCall('well', {}, 'read'), patience())).outcome, 'answered');
    const hang = operationLine('fake', { fake: 'hang' });
    while (!lines().includes(hang)) await tick();
    cut.abort();
    assert.equal((await busy).outcome, 'lost');
    assert.deepEqual(await waiting, { outcome: 'not_begun', reason: 'the call was cut off', aborted: true });
    const never = Buffer.from(JSON.stringify({ fake: 'well', never: true })).toString('base64');
    assert.ok(!lines().some((line) => line.includes(never)));
  });

  it('says why a missing executable does not start, without ending the host', async () => {
    const { shells } = start({ executable: '/no/such/pwsh' });
    assert.match((await shells.warm())?.reason ?? '', /cannot be started.*ENOENT/);
    const result = await shells.call(fakeCall('well'), patience());
    assert.ok(result.outcome === 'not_begun');
    assert.equal(result.aborted, false);
  });

  it('tells the error that loading the module ended with', async () => {
    const { shells } = start({
      loads: 'UnauthorizedAccess,Microsoft.PowerShell.Commands.ImportModuleCommand',
    });
    const failure = await shells.warm();
    assert.match(failure?.error?.id ?? '', /^UnauthorizedAccess,/);
  });

  it('gives a shell that never becomes ready up', async () => {
    const { shells, processes } = start({ loads: 'never', startTimeoutMs: 300 });
    assert.match((await shells.warm())?.reason ?? '', /no answer in time/);
    assert.match((await processes[0]?.ended) ?? '', /SIGKILL/);
  });

  it('is given constant lines in which data is base64, whatever the data', async () => {
    const { shells, lines } = start({ count: 2 });
    const hostile = [
      "'; calc;'",
      '$(calc)',
      'a`n',
      '\u2019',
      'web*',
      '-Force',
      '\u202e',
      '😀',
      '\0',
      '"\r\nexit',
    ];
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary' })), async (text) => {
        const result = await shells.call(fakeCall('well', { text }), patience());
        assert.ok(result.outcome === 'answered');
        assert.deepEqual(result.answer.result, JSON.parse(JSON.stringify({ fake: 'well', text })));
      }),
      { numRuns: process.env['CI'] === undefined ? 200 : 1000 },
    );
    const marks = /^\[Console\]::(?:Out|Error)\.WriteLine\("[0-9A-Za-z]{16}"\)$/;
    const seen = new Set(
      lines()
        .filter((line) => line !== '' && !marks.test(line))
        .map((line) => line.replace(/-Data [A-Za-z0-9+/=]+$/, '-Data …')),
    );
    assert.deepEqual(
      [...seen].map((line) => line.split(' ').slice(0, 3).join(' ')),
      [
        'start ["-NoLogo","-NoProfile","-NonInteractive","-NoExit","-Command","-"]',
        'try { [Console]::OutputEncoding',
        'try { Import-Module',
        'Invoke-VMSpecOperation -Name fake',
      ],
    );
    assert.ok(seen.has('Invoke-VMSpecOperation -Name fake -Data …'));
    assert.ok(![...seen].some((line) => line.includes('$(here)')));
  });
});

function tick(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** A process that ended but was not waited for by its adopted parent still has an entry. */
async function lives(pid: number): Promise<boolean> {
  if ((await startTimeOf(pid)) === null) return false;
  if (process.platform !== 'linux') return true;
  try {
    return !/^\d+ \(.*\) Z /.test(readFileSync(`/proc/${String(pid)}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
