import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startStdioServer } from '../../support/lsp/stdioServer.ts';
import { runCli } from '../../support/runCli.ts';
import { sampleVm, specText } from '../../unit/core/sampleVm.ts';

const program = join(import.meta.dirname, '../../../server/src/cli/main.ts');

describe('vmspec lsp --stdio', function () {
  this.timeout(30_000);

  it('ends with 0 when the client leaves as the protocol asks', async () => {
    const server = await startStdioServer();
    assert.equal(await server.leave(), 0);
  });

  it('ends with 1 when the client is cut off', async () => {
    const server = await startStdioServer();
    assert.equal(await server.cutOff(), 1);
  });

  it('ends with 1 when the process of the client is gone, though its streams are open', async () => {
    const client = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await once(client, 'spawn');
    const server = await startStdioServer({ processId: client.pid ?? 0 });
    client.kill();
    await once(client, 'exit');
    assert.equal(await server.ended, 1);
  });

  it('writes nothing but the protocol, whatever it reads', async () => {
    const server = await startStdioServer();
    assert.deepEqual(await server.diagnose('untitled:a', specText([sampleVm()])), []);
    await server.leave();
    assert.equal(server.stderr(), '');
  });

  it('goes on after a message that is no JSON', async () => {
    const child = spawn(process.execPath, [program, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const read: string[] = [];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => read.push(chunk));
    const send = (body: string): boolean =>
      child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    send('{"jsonrpc"');
    send('[]');
    send('7');
    const params = { processId: null, rootUri: null, capabilities: {} };
    send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params }));
    while (!read.join('').includes('"id":1')) await once(child.stdout, 'data');
    assert.match(read.join(''), /"serverInfo":\{"name":"vmspec"\}/);
    child.stdin.end();
    const [code] = await once(child, 'close');
    assert.equal(code, 1);
  });

  it('says what it wants without --stdio', async () => {
    const { code, err } = await runCli(['lsp']);
    assert.equal(code, 64);
    assert.match(err, /--stdio/);
  });
});
