/**
 * The text without characters that command a terminal: names and messages may come from VMs that anyone made.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]+/gu, ' ');
}
