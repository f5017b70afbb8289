/** Appends member names and list positions to a JSON pointer, escaped as RFC 6901 asks. */
export function joinPointer(base: string, ...segments: readonly (string | number)[]): string {
  return segments.reduce<string>((pointer, segment) => `${pointer}/${escapeSegment(segment)}`, base);
}

function escapeSegment(segment: string | number): string {
  return String(segment).replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Names and positions that a JSON pointer consists of; none for the whole document. */
export function pointerSegments(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer to the value that holds this one; the whole document holds itself. */
export function parentPointer(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

/** What people call the value: the member's name, `tags[0]` for an item of a list, `document` for the whole. */
export function parameterOf(pointer: string): string {
  const segments = pointerSegments(pointer);
  const last = segments.at(-1);
  if (last === undefined) return 'document';
  const list = segments.at(-2);
  return /^\d+$/.test(last) && list !== undefined ? `${list}[${last}]` : last;
}
