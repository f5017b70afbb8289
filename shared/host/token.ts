/** What a token may consist of; anything else would break the header it travels in. */
const tokenForm = /^[\x21-\x7e]{1,1024}$/;

/** The text as a token, white space around it removed; null when it is none. */
export function tokenOf(text: string): string | null {
  const token = text.trim();
  return tokenForm.test(token) ? token : null;
}
