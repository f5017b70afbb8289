import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { expandEntry } from '#core/copies.ts';
import { addressHolder, guestAddresses, withoutPrefix } from '#core/guest/guestAddresses.ts';
import { hostNameOf } from '#core/guest/hostName.ts';
import { inOneNetwork, ipText, prefixedText, readIp, readPrefixed } from '#core/guest/ipAddress.ts';
import { readRange } from '#core/guest/ipRange.ts';
import type { GuestSettings } from '#schemas/generated/types.ts';
import { sampleVm } from '../sampleVm.ts';

const copies = (count: number, guest: GuestSettings, vm_name = 'web'): ReturnType<typeof expandEntry> =>
  expandEntry(sampleVm({ vm_name, copies: count, guest }), 0, '/0');
const one = (vm_name: string, guest: GuestSettings): ReturnType<typeof expandEntry> =>
  expandEntry(sampleVm({ vm_name, guest }), 1, '/1');

describe('the addresses of a request', () => {
  it('are those of the range in order, without those that others have', () => {
    const vms = [
      ...one('a', { ip_address: '10.0.0.6/24' }),
      ...copies(3, { ip_range: '10.0.0.5-10.0.0.9/24' }),
    ];
    const holders = new Map(addressHolder('10.0.0.8', 'DC-01'));
    assert.deepEqual(guestAddresses(vms, holders), [
      '10.0.0.6/24',
      '10.0.0.5/24',
      '10.0.0.7/24',
      '10.0.0.9/24',
    ]);
  });

  it('are none where the range has none left', () => {
    const holders = new Map(addressHolder('10.0.0.5/24', 'other'));
    const range = { ip_range: '10.0.0.5-10.0.0.6/24' };
    assert.deepEqual(guestAddresses(copies(2, range), holders), ['10.0.0.6/24', null]);
  });

  it('stay those of VMs that are there already', () => {
    const range = { ip_range: '10.0.0.5-10.0.0.9/24' };
    const holders = new Map([...addressHolder('10.0.0.9', 'WEB-01'), ...addressHolder('10.0.0.5', 'other')]);
    assert.deepEqual(guestAddresses(copies(2, range), holders), ['10.0.0.9/24', '10.0.0.6/24']);
  });

  it('are never given twice, and lie in their range', () => {
    const anyHeld = fc.array(fc.integer({ min: 0, max: 40 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), anyHeld, (count, held) => {
        const holders = new Map(held.flatMap((last) => addressHolder(`10.0.0.${last + 1}`, `vm${last}`)));
        const vms = [
          ...copies(count, { ip_range: '10.0.0.5-10.0.0.30/24' }),
          ...copies(3, { ip_range: '10.0.0.20-10.0.0.40/24' }, 'db'),
        ];
        const given = guestAddresses(vms, holders).flatMap((text) =>
          text === null ? [] : [withoutPrefix(text)],
        );
        assert.equal(new Set(given).size, given.length);
        assert.ok(given.every((text) => !holders.has(text)));
      }),
    );
  });
});

describe('an address', () => {
  it('has one way of being written', () => {
    assert.equal(ipText(readIp('2001:DB8:0:0::1') ?? assert.fail()), '2001:db8::1');
    assert.equal(prefixedText(readPrefixed('10.0.0.5/24') ?? assert.fail()), '10.0.0.5/24');
  });

  it('of IPv4 comes back as it was written', () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        assert.equal(ipText(readIp(text) ?? assert.fail()), text);
      }),
    );
  });

  it('of IPv6 is the same after it was written once', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const ip = readIp(text) ?? assert.fail();
        assert.deepEqual(readIp(ipText(ip)), ip);
      }),
    );
  });

  it('is in one network with itself and not with what differs before the prefix ends', () => {
    const at = (text: string): NonNullable<ReturnType<typeof readIp>> => readIp(text) ?? assert.fail();
    assert.equal(inOneNetwork(at('10.0.0.1'), at('10.0.0.254'), 24), true);
    assert.equal(inOneNetwork(at('10.0.0.1'), at('10.0.0.129'), 25), false);
    assert.equal(inOneNetwork(at('10.0.0.1'), at('::1'), 1), false);
  });

  it('range across two networks is none', () => {
    assert.equal(readRange('10.0.0.250-10.0.1.5/24'), null);
    assert.notEqual(readRange('2001:db8::5 - 2001:db8::f/64'), null);
  });
});

describe('a host name', () => {
  it('is made from the name of the VM, or numbered as it is', () => {
    const name = (vms: ReturnType<typeof expandEntry>): string => hostNameOf(vms[0] ?? assert.fail());
    assert.equal(name(one('Build agent_3.x', {})), 'build-agent-3-x');
    assert.equal(name(copies(1, {})), 'web-01');
    assert.equal(name(one('x', { hostname: 'Web.lab' })), 'Web.lab');
    assert.equal(name(copies(100, { hostname: 'node.lab' })), 'node-001.lab');
    assert.equal(name(one('a'.repeat(64), {})), 'a'.repeat(63));
  });
});
