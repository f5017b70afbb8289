/** A fingerprint of 32 bytes in four groups of eight, as people compare it. */
export function fingerprintGroups(fingerprint: string): readonly string[] {
  const bytes = fingerprint.toUpperCase().match(/[0-9A-F]{2}/g) ?? [];
  return Array.from({ length: Math.ceil(bytes.length / 8) }, (_, group) =>
    bytes.slice(group * 8, group * 8 + 8).join(':'),
  );
}
