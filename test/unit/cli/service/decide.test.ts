import assert from 'node:assert/strict';
import type { HostConfig } from '#schemas/generated/types.ts';
import { CliFailure } from '../../../../server/src/cli/failure.ts';
import { decide, type Decision } from '../../../../server/src/cli/service/decide.ts';
import type { Facts } from '../../../../server/src/cli/service/facts.ts';
import type { InstallOptions } from '../../../../server/src/cli/service/settings.ts';
import { compareVersions } from '../../../../server/src/cli/service/versions.ts';
import { bareComputer, installed, windowsLayout } from '../../../support/service/samplePlans.ts';

function decided(options: InstallOptions, facts: Partial<Facts> = {}): Decision {
  return decide(options, { ...bareComputer, ...facts }, windowsLayout());
}

function configOf({ config }: Decision): HostConfig {
  return JSON.parse(config ?? 'null') as HostConfig;
}

function refused(options: InstallOptions, facts: Partial<Facts> = {}): CliFailure {
  try {
    decided(options, facts);
  } catch (error) {
    assert.ok(error instanceof CliFailure);
    return error;
  }
  return assert.fail('it was accepted');
}

describe('what an installation decides', () => {
  it('lets only this computer in unless told otherwise', () => {
    const decision = decided({});
    assert.deepEqual(configOf(decision), { bind: '127.0.0.1' });
    assert.equal(decision.certificate, 'as-it-is');
    assert.equal(decision.settings.firewallOpen, false);
  });

  it('lets others in over TLS only, under names and addresses of this computer', () => {
    const decision = decided({ bind: '0.0.0.0', name: ['hv01.example.net'] });
    const { allow_remote, tls, names } = configOf(decision);
    assert.equal(allow_remote, true);
    assert.equal(tls?.key, 'C:\\ProgramData\\VMSpec\\tls\\key.pem');
    assert.deepEqual(names, ['HV01', '192.0.2.10', '[2001:db8::10]', 'hv01.example.net']);
    assert.deepEqual(decision.certificate, {
      names: ['HV01', 'hv01.example.net'],
      addresses: ['192.0.2.10', '2001:db8::10'],
    });
    assert.equal(decision.settings.firewallProfile, 'private');
    assert.equal(decision.settings.firewallOpen, true);
  });

  it('opens the port when a host that was for this computer only is to let others in', () => {
    const local = decided({}).settings;
    const record = {
      ...installed,
      firewall_profile: local.firewallProfile,
      firewall_open: local.firewallOpen,
    };
    const { settings } = decided({ bind: '0.0.0.0' }, { record, config: { bind: '127.0.0.1' } });
    assert.deepEqual([settings.firewallProfile, settings.firewallOpen], ['private', true]);
    const none = decided({ bind: '0.0.0.0', firewallProfile: 'none' }).settings;
    assert.equal(none.firewallOpen, false);
  });

  it('tells further names from addresses, which a certificate keeps apart', () => {
    const name = ['hv01.example.net', '198.51.100.7', '[2001:db8::7]', '2001:db8::8'];
    const decision = decided({ bind: '0.0.0.0', name });
    assert.deepEqual(decision.certificate, {
      names: ['HV01', 'hv01.example.net'],
      addresses: ['192.0.2.10', '2001:db8::10', '198.51.100.7', '2001:db8::7', '2001:db8::8'],
    });
    const more = ['hv01.example.net', '198.51.100.7', '[2001:db8::7]', '[2001:db8::8]'];
    assert.deepEqual(configOf(decision).names?.slice(3), more);
  });

  it('keeps a configuration that a person wrote, whole, and changes only what an option says', () => {
    const config: HostConfig = { cpu_percent: 400, names: ['lab'], bind: '127.0.0.1' };
    assert.equal(decided({}, { config }).config, null);
    const changed = configOf(decided({ bind: '0.0.0.0' }, { config }));
    assert.equal(changed.cpu_percent, 400);
    assert.deepEqual(changed.names, ['lab']);
    assert.equal(changed.bind, '0.0.0.0');
    assert.ok(changed.tls !== undefined);
  });

  it('keeps a certificate that is configured elsewhere', () => {
    const tls = { cert: 'E:\\own\\cert.pem', key: 'E:\\own\\key.pem' };
    const config: HostConfig = { bind: '0.0.0.0', allow_remote: true, names: ['HV01'], tls };
    const decision = decided({}, { config });
    assert.equal(decision.certificate, 'as-it-is');
    assert.equal(decision.config, null);
  });

  it('keeps what was installed where nothing else is asked', () => {
    const record = { ...installed, port: 4500, account: 'EXAMPLE\\vmspec$' };
    const { settings } = decided({}, { record, config: { bind: '127.0.0.1' } });
    assert.deepEqual(settings, {
      port: 4500,
      firewallProfile: 'private',
      firewallOpen: false,
      operators: ['S-1-5-21-1-2-3-1001'],
      account: 'EXAMPLE\\vmspec$',
    });
  });

  it('refuses an older version', () => {
    const failure = refused({}, { record: { ...installed, version: '1.10.0' } });
    assert.equal(failure.exit, 78);
    assert.match(failure.message, /1\.10\.0 is installed, which is newer than this one \(1\.1\.0\)/);
  });

  for (const [why, options] of [
    ['a certificate without its key', { cert: 'C:\\cert.pem' }],
    ['a key without its certificate', { key: 'C:\\key.pem' }],
    ['an operator by name', { operator: ['EXAMPLE\\ann'] }],
    ['a SID with more behind it', { operator: ['S-1-5-21-1:(OI)(CI)F'] }],
    ['an account with a password', { account: 'EXAMPLE\\ann' }],
    ['an account that is more than a name', { account: 'EXAMPLE\\vmspec$ /RP x' }],
    ['a name with a port', { bind: '0.0.0.0', name: ['hv01:4417'] }],
    ['a name that is a URL', { name: ['https://hv01'] }],
    ['an account without a domain', { account: 'vmspec$' }],
  ] as const) {
    it(`refuses ${why}`, () => {
      assert.equal(refused(options).exit, 64);
    });
  }

  it('refuses a configuration that the host would refuse', () => {
    const failure = refused({}, { config: { bind: '0.0.0.0' } });
    assert.equal(failure.exit, 78);
    assert.match(failure.message, /allow_remote/);
  });
});

describe('versions', () => {
  it('are ordered by number, a pre-release before what it leads to', () => {
    const order = ['0.1.0', '0.2.0-beta.2', '0.2.0-beta.10', '0.2.0', '0.10.0', '1.0.0'];
    assert.deepEqual([...order].reverse().sort(compareVersions), order);
    assert.equal(compareVersions('1.0.0', '1.0.0'), 0);
  });
});
