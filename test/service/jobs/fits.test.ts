import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { SpecFile } from '#schemas/generated/types.ts';
import { hosts } from '../../support/host/hosts.ts';
import { errorOf, provision, provisioned } from '../../support/host/jobs.ts';
import { assertLedgerIsMachine } from '../../support/host/ledgerOf.ts';
import { assertNoTrace, traceOf } from '../../support/host/trace.ts';
import { spec, vm } from '../../support/host/vm.ts';

const GB = 1024;

describe('T02: what fits exactly is accepted, and no more', () => {
  const { start } = hosts();
  const disk = (size_gb: number): SpecFile => spec(vm('a', { disk: { size_gb } }));
  const saved = (ram: number): SpecFile =>
    spec(
      vm('a', {
        disk: { size_gb: 499 },
        automatic_stop_action: 'save',
        ram_startup_mb: ram,
        ram_min_mb: ram,
        ram_max_mb: ram,
      }),
    );
  const ram = (max: number): SpecFile => spec(vm('a', { ram_max_mb: max }));
  const data = (size_gb: number): SpecFile => spec(vm('a', { data_disks: [{ size_gb, volume: 'D:\\' }] }));
  const cases: readonly {
    readonly what: string;
    readonly fits: SpecFile;
    readonly tooMuch: SpecFile;
    readonly message: string;
  }[] = [
    {
      what: 'one more core',
      fits: spec(vm('a', { cpu_cores: 40 }), vm('b', { cpu_cores: 24 })),
      tooMuch: spec(vm('a', { cpu_cores: 40 }), vm('b', { cpu_cores: 25 })),
      message: 'Host capacity exceeded: CPU requested 65, available 64',
    },
    {
      what: '2 MB more of memory',
      fits: ram(64 * GB),
      tooMuch: ram(64 * GB + 2),
      message: 'Host capacity exceeded: RAM requested 65538 MB, available 65536 MB',
    },
    {
      what: 'one more GB of disk',
      fits: disk(500),
      tooMuch: disk(501),
      message: 'Host capacity exceeded: Storage requested 501 GB, available 500 GB on C:\\',
    },
    {
      what: 'one more GB on another volume',
      fits: data(1000),
      tooMuch: data(1001),
      message: 'Host capacity exceeded: Storage requested 1001 GB, available 1000 GB on D:\\',
    },
    {
      what: '2 MB more of memory that stopping saves to disk, rounded up',
      fits: saved(1024),
      tooMuch: saved(1026),
      message: 'Host capacity exceeded: Storage requested 501 GB, available 500 GB on C:\\',
    },
  ];
  for (const { what, fits, tooMuch, message } of cases) {
    it(`refuses ${what}`, async () => {
      const host = await start();
      const before = traceOf(host);
      const error = errorOf(await provision(host, tooMuch), 409);
      assert.equal(error.message, message);
      assert.equal(error.code, 'capacity_exceeded');
      assertNoTrace(host, before);

      const job = await provisioned(host, fits);
      assert.equal(job.status, 'Success', JSON.stringify(job.vms));
      assertLedgerIsMachine(host);
    });
  }

  it('rounds what is available down', async () => {
    const host = await start();
    host.hyperv.byHand.fillVolume('C:\\', 100 * GB + 1023);
    await host.host.watch.fresh();
    const error = errorOf(await provision(host, spec(vm('a', { disk: { size_gb: 101 } }))), 409);
    assert.equal(error.message, 'Host capacity exceeded: Storage requested 101 GB, available 100 GB on C:\\');
  });

  it('names every short resource in one sentence', async () => {
    const host = await start();
    const big = vm('a', {
      cpu_cores: 60,
      ram_max_mb: 40_000,
      disk: { size_gb: 300 },
      data_disks: [{ size_gb: 600, volume: 'D:\\' }],
    });
    const error = errorOf(await provision(host, spec(big, { ...big, vm_name: 'b' })), 409);
    assert.equal(
      error.message,
      'Host capacity exceeded: CPU requested 120, available 64; RAM requested 80000 MB, available 65536 MB; ' +
        'Storage requested 600 GB, available 500 GB on C:\\; Storage requested 1200 GB, available 1000 GB on D:\\',
    );
    assert.equal(error.details?.length, 4);
  });
});
