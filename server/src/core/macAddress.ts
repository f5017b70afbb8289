/** Twelve upper-case hexadecimal digits, the way that Hyper-V writes a MAC address. */
export function normalizeMac(mac: string): string {
  return mac.replaceAll(/[-:]/g, '').toUpperCase();
}

/** Why the address cannot be a network adapter's own, or null. */
export function macFault(mac: string): string | null {
  const digits = normalizeMac(mac);
  if (/^0+$/.test(digits)) return 'all digits are 0';
  const first = Number.parseInt(digits.slice(0, 2), 16);
  return first % 2 === 1 ? 'it is a group (multicast) address: the second digit must be even' : null;
}
