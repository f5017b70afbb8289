import {
  inOneNetwork,
  ipText,
  prefixedText,
  readIp,
  readPrefixed,
  type PrefixedAddress,
} from './ipAddress.ts';

/** Addresses that are handed out one after the other. */
export interface IpRange {
  readonly first: PrefixedAddress;
  readonly last: PrefixedAddress;
}

/** Reads `192.168.10.21-192.168.10.40/24`; null where it is no such text, backwards, or across two networks. */
export function readRange(text: string): IpRange | null {
  const [, from = '', to = ''] = /^([^-]+)-([^-]+)$/.exec(text) ?? [];
  const last = readPrefixed(to.trim());
  const first = readIp(from.trim());
  if (last === null || first === null || !inOneNetwork(first, last, last.bits) || first.value > last.value)
    return null;
  return { first: { ...first, bits: last.bits }, last };
}

/** A range as it is read, in the one way. */
export function rangeText({ first, last }: IpRange): string {
  return `${ipText(first)}-${prefixedText(last)}`;
}

/** How many addresses a range has. */
export function rangeSize({ first, last }: IpRange): bigint {
  return last.value - first.value + 1n;
}

/** Whether an address, as `ipText` writes it, is one of the range. */
export function inRange({ first, last }: IpRange, text: string): boolean {
  const ip = readIp(text);
  return ip?.family === first.family && ip.value >= first.value && ip.value <= last.value;
}

/** The first address of the range that is not taken, with its prefix length; null when all are. */
export function firstFree({ first, last }: IpRange, isTaken: (text: string) => boolean): string | null {
  for (let { value } = first; value <= last.value; value += 1n) {
    const address = { ...first, value };
    if (!isTaken(ipText(address))) return prefixedText(address);
  }
  return null;
}
