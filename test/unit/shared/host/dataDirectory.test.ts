import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { dataDirectories, dataDirectory } from '#shared/host/dataDirectory.ts';

describe('the data directory', () => {
  const windows = { LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local', ProgramData: 'D:\\Data' };
  for (const [what, env, platform, expected] of [
    ['of a person on Windows', windows, 'win32', 'C:\\Users\\a\\AppData\\Local\\VMSpec'],
    ['elsewhere', { XDG_STATE_HOME: '/s', HOME: '/h' }, 'linux', '/s/vmspec'],
    ['without XDG_STATE_HOME', { HOME: '/h' }, 'linux', '/h/.local/state/vmspec'],
    [
      'with a relative XDG_STATE_HOME, which does not count',
      { XDG_STATE_HOME: 's', HOME: '/h' },
      'darwin',
      '/h/.local/state/vmspec',
    ],
    ['with an empty VMSPEC_DATA_DIR', { VMSPEC_DATA_DIR: '', HOME: '/h' }, 'linux', '/h/.local/state/vmspec'],
  ] as const) {
    it(`${what} is ${expected}`, () => {
      assert.equal(dataDirectory(env, platform, null), expected);
    });
  }

  it('is the one of VMSPEC_DATA_DIR, and before that the one of the option', () => {
    const env = { VMSPEC_DATA_DIR: '/from-env', HOME: '/h' };
    assert.equal(dataDirectory(env, 'linux', null), resolve('/from-env'));
    assert.equal(dataDirectory(env, 'linux', 'from-option'), resolve('from-option'));
    assert.deepEqual(dataDirectories(env, 'linux', null), [resolve('/from-env')]);
  });

  it('may on Windows also be the one of the installed service', () => {
    assert.equal(dataDirectories(windows, 'win32', null)[1], 'D:\\Data\\VMSpec');
  });
});
