/** A fingerprint in the form it is compared in: 64 lower-case hexadecimal digits; null when it is none. */
export function normalizeFingerprint(text: string): string | null {
  const digits = text
    .replace(/^sha-?256[:=]/i, '')
    .replace(/[:\s]/g, '')
    .toLowerCase();
  return /^[0-9a-f]{64}$/.test(digits) ? digits : null;
}
