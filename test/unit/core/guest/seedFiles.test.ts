import assert from 'node:assert/strict';
import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, it } from 'mocha';
import { readSeed } from '#core/guest/readSeed.ts';
import { SEED_LABEL, seedFiles } from '#core/guest/seedFiles.ts';
import { writeIso } from '#core/iso/writeIso.ts';
import type { PlannedGuest } from '#schemas/generated/types.ts';
import { sshKeys } from '../../../support/sshKeys.ts';

const JOB = '11111111-2222-4333-8444-555555555555';
const guest: PlannedGuest = {
  system: 'linux',
  hostname: 'web-01.lab.example',
  admin_user: 'ops',
  ssh_authorized_keys: [sshKeys.ed25519],
  ip_address: '192.168.10.21/24',
  gateway: '192.168.10.1',
  dns: ['192.168.10.1', '1.1.1.1'],
};
const adapter = { switch: 'lab', vlan_id: null, mac_address: null, mac_spoofing: false };
const vm = { vm_name: 'web 01', network_adapters: [{ ...adapter, mac_address: '00155D010203' }, adapter] };

function textsOf(settings: PlannedGuest, from = vm): Readonly<Record<string, string>> {
  return Object.fromEntries(seedFiles(from, settings, JOB).map(({ name, text }) => [name, text]));
}

describe('the settings of a Linux guest', () => {
  const texts = textsOf(guest);

  it('are name, account and keys as cloud-init reads them', () => {
    assert.deepEqual(load(texts['meta-data'] ?? ''), {
      'instance-id': `${JOB}-web+01`,
      'local-hostname': 'web-01.lab.example',
    });
    assert.match(texts['user-data'] ?? '', /^#cloud-config\n/);
    assert.deepEqual(load(texts['user-data'] ?? ''), {
      hostname: 'web-01',
      fqdn: 'web-01.lab.example',
      manage_etc_hosts: true,
      ssh_pwauth: false,
      users: [
        {
          name: 'ops',
          sudo: 'ALL=(ALL) NOPASSWD:ALL',
          shell: '/bin/bash',
          lock_passwd: true,
          ssh_authorized_keys: [sshKeys.ed25519],
        },
      ],
    });
  });

  it('name an adapter by its fixed MAC address, else as Linux does', () => {
    assert.deepEqual(load(texts['network-config'] ?? ''), {
      version: 2,
      ethernets: {
        eth0: {
          match: { macaddress: '00:15:5d:01:02:03' },
          'set-name': 'eth0',
          dhcp4: false,
          addresses: ['192.168.10.21/24'],
          routes: [{ to: '0.0.0.0/0', via: '192.168.10.1' }],
          nameservers: { addresses: ['192.168.10.1', '1.1.1.1'] },
        },
        eth1: { dhcp4: true, optional: true },
      },
    });
  });

  it('say nothing of the network where DHCP is all that is wanted, and give the keys to the account of the image', () => {
    const plain = textsOf({ ...guest, admin_user: null, ip_address: null, gateway: null, dns: [] });
    assert.deepEqual(Object.keys(plain), ['meta-data', 'user-data']);
    const read = load(plain['user-data'] ?? '') as Record<string, unknown>;
    assert.deepEqual(read['ssh_authorized_keys'], [sshKeys.ed25519]);
    assert.equal('users' in read, false);
  });

  it('come back from another reader of YAML as they were, whatever they hold', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'yes',
        '~',
        'null',
        '1e3',
        '0x1f',
        '- a',
        'a: b',
        '#',
        '{{ x }}',
        "'",
        '"',
        '\\',
        '|',
        '!!str',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(word, word, word, fc.array(word, { minLength: 1 }), (hostname, user, ip, keys) => {
        const told = textsOf({
          ...guest,
          hostname,
          admin_user: user,
          ip_address: ip,
          ssh_authorized_keys: keys,
        });
        const data = load(told['user-data'] ?? '') as { users: Record<string, unknown>[] };
        const [account] = data.users;
        assert.deepEqual([account?.['name'], account?.['ssh_authorized_keys']], [user, keys]);
        const meta = load(told['meta-data'] ?? '') as Record<string, unknown>;
        assert.equal(meta['local-hostname'], hostname);
        const network = load(told['network-config'] ?? '') as { ethernets: { eth0: { addresses: unknown } } };
        assert.deepEqual(network.ethernets.eth0.addresses, [ip]);
      }),
    );
  });
});

describe('the settings of a Windows guest', () => {
  const windows: PlannedGuest = { ...guest, system: 'windows', hostname: 'WEB-01' };

  it('are an answer file for the pass in which the name is set, its elements in the order that Windows wants', () => {
    const xml = textsOf(windows)['Unattend.xml'] ?? '';
    const document = new DOMParser().parseFromString(xml, 'text/xml');
    const texts = (name: string): string[] =>
      Array.from(document.getElementsByTagName(name), ({ textContent }) => textContent ?? '');
    assert.deepEqual(texts('ComputerName'), ['WEB-01']);
    assert.deepEqual(texts('IpAddress'), ['192.168.10.21/24', '192.168.10.1', '1.1.1.1']);
    assert.deepEqual(texts('NextHopAddress'), ['192.168.10.1']);
    const [tcpip] = Array.from(document.getElementsByTagName('Interface'));
    const order = Array.from(tcpip?.childNodes ?? [], ({ nodeName }) => nodeName).filter(
      (name) => name !== '#text',
    );
    assert.deepEqual(order, ['Ipv4Settings', 'Identifier', 'UnicastIpAddresses', 'Routes']);
    assert.equal(document.getElementsByTagName('settings')[0]?.getAttribute('pass'), 'specialize');
  });

  it('find the adapter by the name that Windows gives it where it has no fixed MAC address', () => {
    const xml = textsOf(windows, { ...vm, network_adapters: [adapter] })['Unattend.xml'] ?? '';
    assert.equal(xml.match(/<Identifier>Ethernet<\/Identifier>/g)?.length, 2);
    assert.match(textsOf(windows)['Unattend.xml'] ?? '', /<Identifier>00-15-5D-01-02-03<\/Identifier>/);
  });
});

describe('a seed', () => {
  const image = (settings: PlannedGuest): Uint8Array =>
    writeIso(
      SEED_LABEL,
      seedFiles(vm, settings, JOB).map(({ name, text }) => ({ name, bytes: Buffer.from(text) })),
    );

  it('gives a guest its name and address', () => {
    const address = '192.168.10.21';
    const linux = readSeed(image(guest));
    assert.deepEqual(linux, { instance: `${JOB}-web+01`, hostname: 'web-01.lab.example', address });
    const windows = readSeed(image({ ...guest, system: 'windows', hostname: 'WEB-01' }));
    assert.deepEqual(windows, { instance: 'windows', hostname: 'WEB-01', address });
    assert.equal(readSeed(image({ ...guest, ip_address: null, gateway: null, dns: [] }))?.address, null);
  });

  it('is known by its label', () => {
    assert.equal(readSeed(writeIso('OTHER', [{ name: 'meta-data', bytes: Buffer.from('a: b') }])), null);
    assert.equal(readSeed(writeIso(SEED_LABEL, [])), null);
  });
});
