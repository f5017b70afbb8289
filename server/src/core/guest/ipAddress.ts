import ipaddr from 'ipaddr.js';

/** An address of IPv4 or IPv6. */
export interface IpAddress {
  readonly family: 4 | 6;
  /** The address as a number, so that addresses can be counted and compared. */
  readonly value: bigint;
}

/** An address and the length of its network's prefix in bits. */
export interface PrefixedAddress extends IpAddress {
  readonly bits: number;
}

/** Bits of an address of each family. */
export const ADDRESS_BITS = { 4: 32, 6: 128 } as const;

/**
 * Reads an address; null where it is none. Only forms that every program reads alike: IPv4 as four decimal numbers without
 * leading zeros, IPv6 without a zone.
 */
export function readIp(text: string): IpAddress | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return toIp(4, ipaddr.IPv4.parse(text).toByteArray());
  if (!/^[0-9A-Fa-f:.]+$/.test(text) || !ipaddr.IPv6.isValid(text)) return null;
  return toIp(6, ipaddr.IPv6.parse(text).toByteArray());
}

/** Reads `192.168.10.21/24`; null where it is no such text. */
export function readPrefixed(text: string): PrefixedAddress | null {
  const [, address = '', bits = ''] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const ip = readIp(address);
  if (ip === null || Number(bits) < 1 || Number(bits) > ADDRESS_BITS[ip.family]) return null;
  return { ...ip, bits: Number(bits) };
}

/** The one way in which an address is written: equal addresses have equal texts. */
export function ipText({ family, value }: IpAddress): string {
  const count = ADDRESS_BITS[family] / 8;
  const bytes = Array.from({ length: count }, (_, index) =>
    Number((value >> BigInt(8 * (count - 1 - index))) & 0xffn),
  );
  return ipaddr.fromByteArray(bytes).toString();
}

/** An address with its prefix length, in the one way. */
export function prefixedText(address: PrefixedAddress): string {
  return `${ipText(address)}/${address.bits}`;
}

/** Whether two addresses lie in one network of this prefix length. */
export function inOneNetwork(one: IpAddress, other: IpAddress, bits: number): boolean {
  if (one.family !== other.family) return false;
  const host = BigInt(ADDRESS_BITS[one.family] - bits);
  return one.value >> host === other.value >> host;
}

/** What an address stands for in place of one host; null where a host may have it. */
export function noHost(address: PrefixedAddress): string | null {
  const { family, bits, value } = address;
  const kind = ipaddr.parse(ipText(address)).range();
  const words = unusable.get(kind);
  if (words !== undefined) return words;
  // A network of two addresses or one has none to spare (RFC 3021), and IPv6 has no broadcast.
  if (family === 6 || bits > 30) return null;
  const host = (1n << BigInt(32 - bits)) - 1n;
  if ((value & host) === 0n) return 'the address of the network itself';
  return (value & host) === host ? "the network's broadcast address" : null;
}

const unusable: ReadonlyMap<string, string> = new Map([
  ['unspecified', 'no address'],
  ['loopback', 'an address that leads to the guest itself'],
  ['multicast', 'an address of many hosts'],
  ['broadcast', 'an address of all hosts'],
]);

function toIp(family: 4 | 6, bytes: readonly number[]): IpAddress {
  return { family, value: bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) };
}
