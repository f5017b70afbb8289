/** Most characters of one label of a host name (RFC 1123). */
export const LABEL_CHARS = 63;

/** A VM's name as a label of a host name: what no label may hold is made a hyphen. */
export function hostLabel(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LABEL_CHARS)
    .replace(/^-|-$/g, '');
}
