import assert from 'node:assert/strict';
import { installTerminal, SCRIPT_VARIABLE } from '../../../../client/src/setUp/installTerminal.ts';

describe('the terminal that installs a host', () => {
  it('asks for an administrator, and gets the path as data, whatever is in it', () => {
    const path = 'C:\\it\'s $(calc) & "so"; exit\\install.ps1';
    const { shellArgs, env } = installTerminal(path);
    const usual = installTerminal('C:\\vmspec\\install.ps1');
    assert.deepEqual(shellArgs, usual.shellArgs);
    assert.deepEqual(env, { [SCRIPT_VARIABLE]: path });
    assert.match(String(shellArgs), /-Verb RunAs/);
  });
});
