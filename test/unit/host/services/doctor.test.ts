import assert from 'node:assert/strict';
import type { PowerShellDoctorFacts } from '#schemas/generated/types.ts';
import { doctorChecks } from '../../../../server/src/host/services/doctorChecks/registry.ts';
import type { DoctorInput } from '../../../../server/src/host/services/doctorChecks/doctorCheck.ts';
import { startFindings } from '../../../../server/src/host/services/doctorStart.ts';
import { fakeClock } from '../../../support/fakeClock.ts';

const FACTS: PowerShellDoctorFacts = {
  module: { version: '2.0.0.0' },
  system: { computer_name: 'HV', hypervisor_present: true },
  windows: { version: '10.0.26100', product_type: 3, free_physical_mb: 1024 },
  service: { state: 'Running' },
  volumes: [],
  rights: { account: 'HV\\ada', sid: 'S-1-5-21-1', hyperv_admin: true, elevated_admin: false },
  ps_version: '5.1.26100.1',
  ps_edition: 'Desktop',
  language_mode: 'FullLanguage',
  execution_policy: [{ scope: 'LocalMachine', policy: 'RemoteSigned' }],
  folders: [{ path: 'C:\\Templates', exists: true, system_access: true }],
  time: '2026-01-01T00:00:00.0000000Z',
};

const INPUT: DoctorInput = {
  facts: FACTS,
  failure: null,
  view: null,
  folders: { vm_root: 'C:\\VMs', template_roots: ['C:\\Templates'], vm_folders: [] },
  networks: {},
  simulated: false,
  bind: '127.0.0.1',
  tls: false,
  activity: { lost: 0, failure: null },
  now: Date.UTC(2026, 0, 1),
};

/** What a check says, given what is different from a machine in good order. */
function check(id: string, facts: Partial<PowerShellDoctorFacts>, input: Partial<DoctorInput> = {}): string {
  const found = doctorChecks
    .find((item) => item.id === id)
    ?.look({ ...INPUT, facts: { ...FACTS, ...facts }, ...input });
  return `${found?.state ?? 'none'}: ${found?.message ?? ''} → ${found?.fix ?? ''}`;
}

describe('Check Host', () => {
  const rights = { account: 'HV\\ada', sid: 'S-1-5-21-1', hyperv_admin: false, elevated_admin: false };
  const rows: readonly (readonly [string, Partial<PowerShellDoctorFacts>, RegExp])[] = [
    ['powershell', { ps_version: '4.0' }, /^amber: .*older than 5\.1/],
    ['language_mode', { language_mode: 'ConstrainedLanguage' }, /^red: .*ConstrainedLanguage/],
    [
      'execution_policy',
      { execution_policy: [{ scope: 'LocalMachine', policy: 'Restricted' }] },
      /^red: .*Set-ExecutionPolicy -Scope LocalMachine RemoteSigned/,
    ],
    [
      'execution_policy',
      { execution_policy: [{ scope: 'MachinePolicy', policy: 'Restricted' }] },
      /^red: .*group policy/,
    ],
    [
      'execution_policy',
      {
        execution_policy: [
          { scope: 'LocalMachine', policy: 'Restricted' },
          { scope: 'CurrentUser', policy: 'RemoteSigned' },
        ],
      },
      /^green: RemoteSigned \(CurrentUser\)/,
    ],
    ['hyperv_module', { module: null }, /^red: .*Install-WindowsFeature/],
    [
      'hyperv_module',
      { module: null, windows: { version: '10', product_type: 1, free_physical_mb: 1 } },
      /^red: .*Enable-WindowsOptionalFeature/,
    ],
    ['hypervisor', { system: { computer_name: 'HV', hypervisor_present: false } }, /^red: .*bcdedit/],
    ['vmms', { service: { state: 'Stopped' } }, /^red: .*Start-Service vmms/],
    ['vmms', { service: null }, /^red: /],
    [
      'rights',
      { rights },
      /^red: HV\\ada .*Add-LocalGroupMember -SID S-1-5-32-578 -Member S-1-5-21-1 .*sign out and in/,
    ],
    ['rights', { rights: { ...rights, elevated_admin: true } }, /^green: /],
    ['rights', { rights: null }, /^amber: /],
    [
      'folders',
      { folders: [{ path: 'c:\\templates', exists: false, system_access: null }] },
      /^red: .*is not there/,
    ],
    [
      'folders',
      { folders: [{ path: 'C:\\VMs', exists: true, system_access: false }] },
      /^red: .*icacls "C:\\VMs" \/grant "\*S-1-5-18/,
    ],
    ['clock', { time: '2026-01-01T00:05:00Z' }, /^amber: .*w32tm/],
  ];
  for (const [id, facts, expected] of rows) {
    it(`${id} of ${JSON.stringify(facts)} is ${expected.source.slice(1, 6)}`, () => {
      assert.match(check(id, facts), expected);
    });
  }

  it('is green of a machine in good order, where it is known', () => {
    for (const { id } of doctorChecks) assert.match(check(id, {}), /^green|^amber: .* could not be read/);
  });

  it('skips on a practice host what only a machine has', () => {
    const skipped = doctorChecks.filter(({ id }) => check(id, {}, { simulated: true }).startsWith('skipped'));
    assert.deepEqual(
      skipped.map(({ id }) => id),
      [
        'powershell',
        'language_mode',
        'execution_policy',
        'hyperv_module',
        'hypervisor',
        'vmms',
        'rights',
        'folders',
      ],
    );
  });

  it('says that connections from elsewhere are not encrypted', () => {
    assert.match(check('listening', {}, { bind: '0.0.0.0' }), /^amber: .*not encrypted/);
    assert.match(check('listening', {}, { bind: '0.0.0.0', tls: true }), /^green/);
  });

  it('says that what people do is not written down, or was not', () => {
    assert.match(
      check('activity', {}, { activity: { lost: 2, failure: 'ENOSPC' } }),
      /^red: .*ENOSPC → Free/,
    );
    assert.match(check('activity', {}, { activity: { lost: 2, failure: null } }), /^amber: 2 records/);
  });

  it('keeps a host from starting only for what would make everything fail', async () => {
    const findings = (facts: Partial<PowerShellDoctorFacts>): Promise<string[]> =>
      startFindings({ doctorFacts: () => Promise.resolve({ ...FACTS, ...facts }) }, fakeClock());
    assert.deepEqual(await findings({}), []);
    assert.deepEqual(await findings({ service: { state: 'Stopped' }, rights: null }), []);
    assert.match((await findings({ module: null }))[0] ?? '', /Install-WindowsFeature/);
    assert.match((await findings({ rights }))[0] ?? '', /sign out and in/);
  });
});
