import type { GuestSettings } from '#schemas/generated/types.ts';
import type { Finding } from '../finding.ts';
import {
  inOneNetwork,
  ipText,
  noHost,
  readIp,
  readPrefixed,
  type PrefixedAddress,
} from '../guest/ipAddress.ts';
import { readRange, rangeSize, type IpRange } from '../guest/ipRange.ts';
import { entryCheck } from './check.ts';

/** Address, range, gateway and name servers fit each other. */
export const guestNetwork = entryCheck(
  ['guest_address', 'guest_range', 'guest_gateway', 'guest_dns'],
  ({ pointer, spec, vms }) => {
    const { guest } = spec;
    if (guest === undefined) return [];
    const place = `${pointer}/guest`;
    const address = guest.ip_address === undefined ? null : readPrefixed(guest.ip_address);
    const range = guest.ip_range === undefined ? null : readRange(guest.ip_range);
    return [
      ...addressFindings(guest, address, place),
      ...rangeFindings(guest, range, vms.length, place),
      ...gatewayFindings(guest, address ?? range?.first ?? null, place),
      ...dnsFindings(guest, place),
    ];
  },
);

function addressFindings(
  { ip_address }: GuestSettings,
  address: PrefixedAddress | null,
  place: string,
): Finding[] {
  if (ip_address === undefined) return [];
  const pointer = `${place}/ip_address`;
  const written = JSON.stringify(ip_address);
  if (address === null) {
    const missing = readIp(ip_address) === null ? '' : ' The prefix length is missing.';
    const message = `${written} is no address with a prefix length: write it as 192.168.10.21/24.${missing}`;
    return [{ code: 'guest_address', pointer, message }];
  }
  const reason = noHost(address);
  if (reason === null) return [];
  return [{ code: 'guest_address', pointer, message: `${written} is ${reason}: no host can have it.` }];
}

function rangeFindings(guest: GuestSettings, range: IpRange | null, count: number, place: string): Finding[] {
  if (guest.ip_range === undefined) return [];
  const pointer = `${place}/ip_range`;
  const finding = (message: string): Finding[] => [{ code: 'guest_range', pointer, message }];
  if (guest.ip_address !== undefined)
    return finding('ip_address and ip_range are both given: remove one of them.');
  const written = JSON.stringify(guest.ip_range);
  if (range === null)
    return finding(
      `${written} is no range of addresses in one network: write it as 192.168.10.21-192.168.10.40/24, the smaller address first.`,
    );
  const reason = noHost(range.first) ?? noHost(range.last);
  if (reason !== null) return finding(`${written} holds ${reason}: no host can have it.`);
  if (rangeSize(range) >= BigInt(count)) return [];
  return finding(`${written} has ${rangeSize(range)} addresses, and ${count} VMs want one: make it longer.`);
}

function gatewayFindings(guest: GuestSettings, address: PrefixedAddress | null, place: string): Finding[] {
  const { gateway } = guest;
  if (gateway === undefined) return [];
  const pointer = `${place}/gateway`;
  const written = JSON.stringify(gateway);
  const finding = (message: string): Finding[] => [{ code: 'guest_gateway', pointer, message }];
  const ip = readIp(gateway);
  if (ip === null)
    return finding(`${written} is no address: write it as 192.168.10.1, without a prefix length.`);
  if (guest.ip_address === undefined && guest.ip_range === undefined)
    return finding('gateway needs ip_address or ip_range: with DHCP the network names its own gateway.');
  // What is wrong with the address itself is told there.
  if (address === null) return [];
  if (!inOneNetwork(ip, address, address.bits))
    return finding(
      `${written} is not in the network of ${ipText(address)}/${address.bits}, so no packet would reach it: use an address of that network.`,
    );
  const reason = ip.value === address.value ? "the VM's own address" : noHost({ ...ip, bits: address.bits });
  return reason === null ? [] : finding(`${written} is ${reason}: use the address of the router.`);
}

function dnsFindings({ dns = [] }: GuestSettings, place: string): Finding[] {
  return dns.flatMap<Finding>((server, index) => {
    if (readIp(server) !== null) return [];
    const message = `${JSON.stringify(server)} is no address: name servers are given by address, such as 1.1.1.1.`;
    return [{ code: 'guest_dns', pointer: `${place}/dns/${index}`, message }];
  });
}
