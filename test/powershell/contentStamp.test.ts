import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moduleManifest } from '../../server/src/host/hyperv/moduleFolder.ts';
import { engine } from '../support/powershell/engine.ts';
import { runPowerShell } from '../support/powershell/runPowerShell.ts';

const HEADERS = [64 * 1024, 128 * 1024] as const;

/** A .vhdx as far as its two headers go; null: nothing is written there. */
function vhdx(...headers: readonly ({ readonly number: bigint; readonly first: number } | null)[]): Buffer {
  const file = Buffer.alloc(HEADERS[1] + 4096);
  file.write('vhdxfile', 'ascii');
  for (const [index, header] of headers.entries()) {
    if (header === null) continue;
    const at = HEADERS[index] ?? 0;
    file.write('head', at, 'ascii');
    file.writeBigUInt64LE(header.number, at + 8);
    // FileWriteGuid changes with every opening for writing, so it must not be what is read.
    file.fill(0xee, at + 16, at + 32);
    for (let n = 0; n < 16; n += 1) file[at + 32 + n] = header.first + n;
  }
  return file;
}

/** How .NET writes the GUID of sixteen bytes that count up from there. */
function guidFrom(first: number): string {
  const hex = (...bytes: number[]): string =>
    bytes.map((n) => (first + n).toString(16).padStart(2, '0')).join('');
  return [hex(3, 2, 1, 0), hex(5, 4), hex(7, 6), hex(8, 9), hex(10, 11, 12, 13, 14, 15)].join('-');
}

describe('the stamp of what is in a disk', function () {
  // The first test here builds the engine.
  this.timeout(300_000);

  it('is the DataWriteGuid of the newer header of a .vhdx, size and time of a .vhd, and else null', async function () {
    const shell = engine(this);
    const folder = mkdtempSync(join(tmpdir(), 'stamp-'));
    try {
      const files: readonly (readonly [string, Buffer, string | null])[] = [
        ['second.vhdx', vhdx({ number: 7n, first: 1 }, { number: 8n, first: 33 }), guidFrom(33)],
        ['first.vhdx', vhdx({ number: 9n, first: 1 }, { number: 8n, first: 33 }), guidFrom(1)],
        [
          'large.vhdx',
          vhdx({ number: 2n ** 63n, first: 1 }, { number: 2n ** 63n + 1n, first: 65 }),
          guidFrom(65),
        ],
        ['one.vhdx', vhdx(null, { number: 0n, first: 97 }), guidFrom(97)],
        ['none.vhdx', vhdx(null, null), null],
        ['short.vhdx', Buffer.alloc(1000), null],
      ];
      for (const [name, content] of files) writeFileSync(join(folder, name), content);
      writeFileSync(join(folder, 'old.vhd'), 'x'.repeat(777));
      const names = [...files.map(([name]) => name), 'old.vhd', 'gone.vhdx'];
      const { stdout, stderr } = await runPowerShell(shell, [
        `Import-Module -Name '${moduleManifest() ?? ''}'`,
        ...names.map(
          (name) =>
            `& (Get-Module -Name VMSpec) { param($path) $stamp = Get-VMSpecContentStamp -Path $path -Format '${name.endsWith('.vhd') ? 'VHD' : 'VHDX'}' 3>$null; '${name}=' + $stamp } '${join(folder, name)}'`,
        ),
      ]);
      assert.equal(stderr, '');
      const said = new Map(
        stdout
          .trim()
          .split(/\r?\n/)
          .map((line) => line.split('=') as [string, string]),
      );
      for (const [name, , stamp] of files) assert.equal(said.get(name), stamp ?? '', name);
      assert.match(said.get('old.vhd') ?? '', /^777-\d+$/);
      assert.equal(said.get('gone.vhdx'), '');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
