import assert from 'node:assert/strict';
import { NO_ROOM } from '#core/steps.ts';
import { powerShellHyperV } from '../../../../server/src/host/hyperv/powerShellHyperV.ts';
import type { CallResult, ShellCall } from '../../../../server/src/host/powershell/call.ts';
import type { HyperV } from '../../../../server/src/host/ports.ts';
import { patience } from '../../../support/provisionVm.ts';

const HOST = {
  computer_name: 'HV',
  hyperv_version: '10.0',
  logical_processors: 4,
  memory_mb: 8192,
  memory_available_mb: 4096,
  default_vm_path: 'C:\\VMs',
  default_disk_path: 'C:\\VMs',
};
const disk = (path: string): object => ({
  ...{ path, format: 'VHDX', disk_id: path, size_mb: 1, file_mb: 1, parent_path: null },
});

/** A page of an inventory with one own file, so that pages can be told apart. */
function page(stamp: string, file: string, next_page: string | null = null): Record<string, unknown> {
  const lists = { volumes: [], switches: [], templates: [], vms: [] };
  return { stamp, next_page, inventory: { host: HOST, ...lists, own_files: [disk(file)] } };
}

function answered(result: Record<string, unknown>): CallResult {
  return { outcome: 'answered', answer: { ok: true, result } };
}

function failed(id: string, hresult: string | null = null): CallResult {
  const error = { id, category: 'NotSpecified', hresult, message: 'Nein.', target: null };
  return { outcome: 'answered', answer: { ok: false, error } };
}

/** The driver over shells that answer from a list. */
function driver(...answers: readonly CallResult[]): { readonly hyperv: HyperV; readonly asked: ShellCall[] } {
  const asked: ShellCall[] = [];
  const left = [...answers];
  const hyperv = powerShellHyperV({
    shells: {
      call: (call) => {
        asked.push(call);
        return Promise.resolve(left.shift() ?? failed('TooManyCalls,Test'));
      },
      close: () => Promise.resolve(),
    },
    strict: true,
    onWarning: () => undefined,
  });
  hyperv.configure({ template_roots: ['C:\\Templates'], vm_folders: ['C:\\VMSpec'] });
  return { hyperv, asked };
}

describe('the HyperV port over PowerShell', () => {
  it('takes an unchanged machine for the last reading', async () => {
    const { hyperv, asked } = driver(answered(page('s1', 'a')), answered({ unchanged: true, stamp: 's1' }));
    const first = await hyperv.inventory(patience());
    const second = await hyperv.inventory(patience());
    assert.ok(first.ok && second.ok);
    assert.equal(second.inventory, first.inventory);
    assert.deepEqual(asked[1]?.params, {
      template_roots: ['C:\\Templates'],
      vm_folders: ['C:\\VMSpec'],
      known_stamp: 's1',
    });
  });

  it('does not believe an unchanged machine that it never read', async () => {
    const result = await driver(answered({ unchanged: true, stamp: 's1' })).hyperv.inventory(patience());
    assert.ok(!result.ok);
    assert.equal(result.failure.id, 'BadOutput,VMSpec');
  });

  it('forgets the last reading when other folders count', async () => {
    const { hyperv, asked } = driver(answered(page('s1', 'a')), answered(page('s1', 'a')));
    await hyperv.inventory(patience());
    hyperv.configure({ template_roots: null, vm_folders: [] });
    await hyperv.inventory(patience());
    assert.deepEqual(asked[1]?.params, { template_roots: null, vm_folders: [], known_stamp: null });
  });

  it('joins pages', async () => {
    const { hyperv, asked } = driver(
      answered(page('s1', 'a', 's1:150')),
      answered(page('s1', 'b', 's1:300')),
      answered(page('s1', 'c')),
    );
    const result = await hyperv.inventory(patience());
    assert.ok(result.ok);
    assert.deepEqual(
      result.inventory.own_files.map(({ path }) => path),
      ['a', 'b', 'c'],
    );
    assert.deepEqual(
      asked.map(({ params }) => ('page_after' in params ? params.page_after : null)),
      [null, 's1:150', 's1:300'],
    );
  });

  it('adds what changed to the last reading: in its place, new at the end, gone left out', async () => {
    const first = page('s1', 'a');
    const more = { since: 's1', gone_files: ['A'] };
    const { hyperv } = driver(
      answered({ ...first, next_page: 's1:1' }),
      answered(page('s1', 'b')),
      answered({ ...page('s2', 'b', 's2:1:s1'), ...more }),
      answered({ ...page('s2', 'c'), ...more, gone_files: [] }),
      answered({ unchanged: true, stamp: 's2' }),
    );
    await hyperv.inventory(patience());
    const second = await hyperv.inventory(patience());
    const third = await hyperv.inventory(patience());
    assert.ok(second.ok && third.ok);
    assert.deepEqual(
      second.inventory.own_files.map(({ path }) => path),
      ['b', 'c'],
    );
    assert.equal(second.inventory.stamp, 's2');
    assert.equal(third.inventory, second.inventory);
  });

  it('does not add changes to another reading than theirs', async () => {
    const { hyperv } = driver(
      answered(page('s1', 'a')),
      answered({ ...page('s3', 'b'), since: 's2' }),
      answered(page('s3', 'b')),
    );
    await hyperv.inventory(patience());
    const second = await hyperv.inventory(patience());
    assert.ok(!second.ok);
    assert.equal(second.failure.id, 'BadOutput,VMSpec');
    assert.equal((await hyperv.inventory(patience())).ok, true);
  });

  it('reads anew when the machine changes between two pages', async () => {
    const { hyperv } = driver(
      answered(page('s1', 'a', 's1:150')),
      failed('InventoryChanged,VMSpec'),
      answered(page('s2', 'd', 's2:150')),
      answered(page('s3', 'e')),
      answered(page('s3', 'f')),
    );
    const result = await hyperv.inventory(patience());
    assert.ok(result.ok);
    assert.deepEqual([result.inventory.stamp, result.inventory.own_files.length], ['s3', 1]);
  });

  it('gives a machine up that never stands still', async () => {
    const pages = Array.from({ length: 20 }, (_unused, n) => answered(page(`s${String(n)}`, 'a', 'x')));
    const result = await driver(...pages).hyperv.inventory(patience());
    assert.ok(!result.ok);
    assert.equal(result.failure.id, 'InventoryChanged,VMSpec');
  });

  it('has no inventory when it cannot be read', async () => {
    const lost: CallResult = { outcome: 'lost', reason: 'no answer in time' };
    const result = await driver(answered(page('s1', 'a')), lost).hyperv.inventory(patience());
    assert.ok(result.ok);
    const broken = driver(lost);
    const second = await broken.hyperv.inventory(patience());
    assert.ok(!second.ok);
    assert.equal(second.failure.id, 'CutOff,VMSpec');
  });

  const results: readonly (readonly [string, CallResult, RegExp])[] = [
    ['a lost shell', { outcome: 'lost', reason: 'it was ended' }, /^unknown it was ended/],
    [
      'a call that was given up',
      { outcome: 'not_begun', reason: 'cut off', aborted: true },
      /^unknown cut off/,
    ],
    [
      'no shell',
      { outcome: 'not_begun', reason: 'ENOENT', aborted: false },
      /^failed ShellUnavailable,VMSpec/,
    ],
    [
      'garbage',
      { outcome: 'bad_output', reason: 'no answer', output: 'x' },
      /^failed BadOutput,VMSpec .*no answer: x/,
    ],
    ['a record of another shape', answered({ acted: 'yes' }), /^failed BadOutput,VMSpec/],
    ['a new VM without an id', answered({ acted: true, output: {} }), /^failed BadOutput,VMSpec/],
    ['an error record', failed('OutOfMemory,X', '0x8007000e'), /^failed OutOfMemory,X Nein\. 0x8007000E/],
    ['a new VM', answered({ acted: true, output: { vm_id: 'AB' } }), /^done true ab$/],
  ];
  for (const [what, answer, expected] of results) {
    it(`tells ${what} as what it is`, async () => {
      const params = {
        vm_name: 'a',
        parent_folder: 'C:\\a',
        folder: 'C:\\a\\a',
        generation: 2,
        ram_startup_mb: 512,
      };
      const result = await driver(answer).hyperv.ensure('vm', params, patience());
      const text =
        result.outcome === 'done'
          ? `done ${String(result.acted)} ${result.output.vm_id}`
          : result.outcome === 'failed'
            ? `failed ${result.failure.id} ${result.failure.message} ${result.failure.hresult ?? ''}`
            : `unknown ${result.reason}`;
      assert.match(text, expected);
    });
  }

  it('knows nothing of a look that failed', async () => {
    const params = { vm_id: 'ab', room: NO_ROOM };
    for (const answer of [failed('X,Y'), { outcome: 'lost', reason: 'gone' } as const, answered({})]) {
      assert.equal((await driver(answer).hyperv.probe('start', params, patience())).state, 'unknown');
    }
  });

  it('names the folders that may be emptied when it removes files', async () => {
    const { hyperv, asked } = driver(answered({ acted: false, output: {} }));
    await hyperv.ensure('remove_files', { owner: 'j', folders: [], keep: [] }, patience());
    assert.deepEqual(asked[0]?.params, { owner: 'j', folders: [], keep: [], vm_folders: ['C:\\VMSpec'] });
  });
});
