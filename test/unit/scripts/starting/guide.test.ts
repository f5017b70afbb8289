import assert from 'node:assert/strict';
import { guide } from '../../../../scripts/starting/guide.ts';

/** The commands to try, without what is said about them. */
function commands(text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line) => /^ {2}(npx vmspec .*?)(?: {3,}\S.*)$/.exec(line)?.[1] ?? [])
    .map((command) => command.trimEnd());
}

describe('the commands that a newcomer is shown', () => {
  it('need nothing more where the host keeps its data in the usual folder', () => {
    const text = guide('http://127.0.0.1:4417', '/home/me/.local/state/vmspec', true);
    assert.deepEqual(commands(text), [
      'npx vmspec vms',
      'npx vmspec plan examples/too-big.vmspec.json',
      'npx vmspec destroy examples/lab.vmspec.json --force --disks delete --wait',
    ]);
    assert.match(text, /delete the example and its disks/);
  });

  it('name the folder where it is another one', () => {
    for (const [folder, typed] of [
      ['/srv/practice', '/srv/practice'],
      ['C:\\Practice', 'C:\\Practice'],
      ['/srv/my practice', '"/srv/my practice"'],
    ] as const) {
      const shown = commands(guide('http://127.0.0.1:4417', folder, false));
      assert.equal(shown.length, 3);
      for (const command of shown) assert.ok(command.endsWith(` --data-dir ${typed}`), command);
    }
  });
});
