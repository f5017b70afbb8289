import assert from 'node:assert/strict';
import { commands, workspace } from 'vscode';
import { codeOf, eventually, openSpec, problemsOf } from '../support/editor.ts';
import { practiceFolder } from '../support/practiceFolder.ts';
import { startPracticeHost, type PracticeHost } from '../support/practiceHost.ts';
import { specText } from '../../specs.ts';

describe('T47: in a workspace that is not trusted', () => {
  let host: PracticeHost;
  before(async () => {
    host = await startPracticeHost();
  });
  after(() => host.stop());

  it('specs are checked as usual, and no host is spoken to', async () => {
    assert.equal(workspace.isTrusted, false);
    const unknown = specText([{ ram_startup_mb: 513, network_adapter_name: 'No such switch' }]);
    const { document } = await openSpec('untrusted.vmspec.json', unknown);
    const problems = await eventually('problems', () => {
      const found = problemsOf(document.uri);
      return found.length > 0 && found;
    });
    assert.deepEqual(problems.map(codeOf), ['not_a_multiple']);
    assert.equal(await connectionsTo(host), 0);
  });

  it('commands of hosts say why they do nothing, and start nothing', async () => {
    for (const command of [
      'vmspec.tryPracticeHost',
      'vmspec.addHost',
      'vmspec.checkHost',
      'vmspec.provision',
    ]) {
      const running = { over: false };
      void commands.executeCommand(command).then(() => (running.over = true));
      // What they say waits for an answer until it is taken away.
      await eventually(`${command} is over`, async () => {
        await commands.executeCommand('notifications.clearAll');
        return running.over;
      });
    }
    assert.equal(practiceFolder(), null);
    assert.equal(await connectionsTo(host), 0);
  });
});

/** Connections to the socket of a host, as its metrics count them. */
async function connectionsTo({ url, token }: PracticeHost): Promise<number> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  const text = await answer.text();
  const line = /^vmspec_websocket_clients(?:\{[^}]*\})? (\d+)$/m.exec(text);
  assert.ok(line?.[1] !== undefined, text);
  return Number(line[1]);
}
