import assert from 'node:assert/strict';
import { findExecutable, shellEnvironment } from '../../../../server/src/host/powershell/executable.ts';

describe('the PowerShell that is started', () => {
  it('is the one that is named, by its absolute path', () => {
    const env = { VMSPEC_PWSH: process.execPath, NODE_POWERSHELL: '/bin/false' };
    assert.deepEqual(findExecutable(env, process.platform), { ok: true, path: process.execPath });
  });

  for (const named of ['pwsh', './pwsh', '/no/such/pwsh', '/']) {
    it(`is not ${named}`, () => {
      assert.equal(findExecutable({ VMSPEC_PWSH: named }, 'linux').ok, false);
    });
  }

  it('is Windows PowerShell by its path on Windows, and no program of the current folder', () => {
    const search = findExecutable({ SystemRoot: 'Q:\\Windows', PATH: '.' }, 'win32');
    assert.ok(!search.ok);
    assert.match(search.reason, /Q:\\Windows\\System32\\WindowsPowerShell\\v1\.0\\powershell\.exe/);
  });

  it('is not looked for in relative folders of PATH', () => {
    assert.equal(findExecutable({ PATH: '.:bin:' }, 'linux').ok, false);
  });

  it('gets no executable and no modules of another PowerShell from the environment', () => {
    const env = { NODE_POWERSHELL: 'evil', PSModulePath: 'C:\\7\\Modules', Path: 'C:\\' };
    const classic = shellEnvironment(env, 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe');
    assert.equal(classic['NODE_POWERSHELL'], undefined);
    assert.equal(classic['PSModulePath'], undefined);
    assert.equal(classic['Path'], 'C:\\');
    assert.equal(shellEnvironment(env, '/usr/bin/pwsh')['PSModulePath'], 'C:\\7\\Modules');
  });
});
