/** A fingerprint of 64 hexadecimal digits as people compare it: capital letters, in pairs with colons. */
export function fingerprintPairs(digits: string): string {
  return digits.toUpperCase().replace(/..(?=.)/g, '$&:');
}
