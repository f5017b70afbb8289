/** Last part of a path of the host. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** Name of a file without its extension. */
export function baseName(path: string): string {
  return fileName(path).replace(/\.[^.]*$/, '');
}

/** Finds what lies under a path of the host, whatever the case of its letters. */
export function atPath<T extends { readonly path: string }>(
  items: readonly T[],
  path: string,
): T | undefined {
  return items.find((item) => item.path.toLowerCase() === path.toLowerCase());
}
