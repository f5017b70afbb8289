import assert from 'node:assert/strict';
import { HostFailure } from '../../../../client/src/connection/failure.ts';
import { hostStatus, serverStatus } from '../../../../client/src/language/statusWords.ts';
import { hostView } from '../../../support/wireSamples.ts';

describe('the status beside a spec', () => {
  it('tells how the language server is, and offers to restart it', () => {
    assert.deepEqual(serverStatus('running'), {
      text: 'Language server',
      detail: 'running',
      severity: 'information',
      busy: false,
      command: { title: 'Restart', command: 'vmspec.restartLanguageServer' },
    });
    assert.equal(serverStatus('starting').busy, true);
    assert.deepEqual(
      [serverStatus('failed').severity, serverStatus('failed').command.command],
      ['error', 'vmspec.showLog'],
    );
  });

  it('names the host, and says when it is for practice only', () => {
    const open = (simulated: boolean) =>
      hostStatus({ kind: 'open', host: hostView({ simulated }), attempt: 0 }, true);
    assert.deepEqual([open(false).text, open(false).detail], ['hv01', 'connected']);
    assert.match(open(true).detail, /practice host: nothing is created/);
  });

  it('says what is wrong and what to do', () => {
    const failure = new HostFailure('The token is not accepted.', 'Ask for another.', { passing: false });
    const { detail, severity, command } = hostStatus({ kind: 'failed', failure }, true);
    assert.deepEqual(
      [detail, severity, command.command],
      ['The token is not accepted. Ask for another.', 'error', 'vmspec.connectToHost'],
    );
  });

  it('offers the trust that a host needs', () => {
    assert.equal(hostStatus({ kind: 'off' }, false).command.command, 'workbench.trust.manage');
    assert.equal(hostStatus({ kind: 'off' }, true).command.command, 'vmspec.reconnect');
  });
});
