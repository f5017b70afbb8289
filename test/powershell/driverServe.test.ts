import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Capacity, Doctor, ErrorBody, Job, ProvisionAccepted } from '#schemas/generated/types.ts';
import { engine, type Engine } from '../support/powershell/engine.ts';
import { servedMachine, type ServedMachine } from '../support/powershell/runPowerShell.ts';

const MAIN = join(import.meta.dirname, '../../server/src/cli/main.ts');

describe('a host with the driver hyperv', function () {
  this.timeout(180_000);
  let shell: Engine;
  let machine: ServedMachine;
  let folder: string;
  let child: ChildProcess;
  let url: string;
  let token: string;

  before(async function () {
    shell = engine(this);
    machine = await servedMachine();
    folder = mkdtempSync(join(tmpdir(), 'driver-serve-'));
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ template_roots: ['C:\\Templates'] }));
    const env = { ...process.env, ...shell.env, ...machine.env, VMSPEC_PWSH: shell.executable };
    child = spawn(process.execPath, [MAIN, 'serve', '--port', '0', '--data-dir', folder], {
      env,
      stdio: 'pipe',
    });
    url = await listening(child);
    token = readFileSync(join(folder, 'token'), 'utf8').trim();
  });
  after(async () => {
    if (child.exitCode === null) {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    }
    await machine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async <T>(
    path: string,
    body?: object,
  ): Promise<{ readonly status: number; readonly body: T }> => {
    const response = await fetch(url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as T };
  };

  it('makes the VMs of a valid request that fits, in few processes', async () => {
    const { status, body } = await ask<ProvisionAccepted>('/api/vms/provision', request('web', 2));
    assert.equal(status, 202);
    const { job_id } = body.provisioning_job_response;
    const job = await ask<Job>(`/api/jobs/${job_id}?wait=60`);
    assert.equal(job.body.status, 'Success', JSON.stringify(job.body.vms));
    assert.equal(job.body.simulated, false);
    const shells = join(folder, 'shells', `${String(child.pid)}.json`);
    const recorded = JSON.parse(readFileSync(shells, 'utf8')) as { readonly shells: readonly unknown[] };
    assert.ok(recorded.shells.length >= 2 && recorded.shells.length <= 4);
  });

  it('refuses an odd amount of memory with 400, and changes nothing', async () => {
    const { status, body } = await ask<ErrorBody>(
      '/api/vms/provision',
      request('odd', 1, { ram_startup_mb: 1025 }),
    );
    assert.deepEqual([status, body.code], [400, 'invalid_request']);
  });

  it('refuses what does not fit with 409, and says what is short', async () => {
    const { status, body } = await ask<ErrorBody>(
      '/api/vms/provision',
      request('huge', 1, { cpu_cores: 200 }),
    );
    assert.ok([400, 409].includes(status), body.message);
    const capacity = await ask<Capacity>('/api/capacity');
    const ram = capacity.body.resources.find(({ resource }) => resource === 'ram');
    assert.ok(ram !== undefined && ram.committed > 0 && ram.reserved === 0);
  });

  it('checks itself: what cannot be read of this machine is no reason to stop', async () => {
    const { status, body } = await ask<Doctor>('/api/doctor');
    assert.equal(status, 200);
    assert.deepEqual(
      body.checks.filter(({ state }) => state === 'red'),
      [],
    );
    const module = body.checks.find(({ id }) => id === 'hyperv_module');
    assert.equal(module?.state, 'green');
  });

  it('ends its PowerShell processes when it stops', async () => {
    const shells = join(folder, 'shells', `${String(child.pid)}.json`);
    const recorded = JSON.parse(readFileSync(shells, 'utf8')) as {
      readonly shells: readonly { pid: number }[];
    };
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    assert.equal((await exit)[0], 0);
    for (const { pid } of recorded.shells) assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
  });
});

/** Address that the host prints once it accepts requests. */
async function listening({ stdout, stderr }: ChildProcess): Promise<string> {
  if (stdout === null || stderr === null) throw new Error('the host has no output');
  const said: string[] = [];
  stderr.on('data', (chunk) => said.push(String(chunk)));
  for await (const line of createInterface({ input: stdout })) {
    const found = /^listening on (\S+)$/.exec(line)?.[1];
    if (found !== undefined) return found;
  }
  throw new Error(`the host did not start: ${said.join('')}`);
}

function request(name: string, count: number, more: object = {}): object {
  const vms = Array.from({ length: count }, (_unused, n) => ({
    vm_name: `${name}-${String(n + 1)}`,
    cpu_cores: 1,
    ram_startup_mb: 1024,
    ram_min_mb: 512,
    ram_max_mb: 2048,
    disk_template_path: 'C:\\Templates\\ubuntu-24.04.vhdx',
    network_adapter_name: 'External_Switch',
    ...more,
  }));
  return { provisioning_request: { num_vms: count, vms } };
}
