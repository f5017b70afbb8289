/** A time of the wire (RFC 3339, UTC) as people read it, to the second: `2026-01-31 12:00:05Z`. */
export function time(at: string | null): string {
  if (at === null) return '-';
  return at.replace('T', ' ').replace(/\.\d+(?=Z$)/, '');
}
