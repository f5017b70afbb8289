/** Scheme of the addresses that stand for a template disk of the host. No program opens them as a file. */
export const TEMPLATE_SCHEME = 'vmspec-template';

/** Address of a template: its path with slashes, escaped, behind the scheme. */
export function templateUri(path: string): string {
  return `${TEMPLATE_SCHEME}:/${path.split('\\').map(encodeURIComponent).join('/')}`;
}

/** The Windows path that an address of a template stands for; null for any other address. */
export function templatePath(uri: string): string | null {
  const start = `${TEMPLATE_SCHEME}:/`;
  if (!uri.startsWith(start)) return null;
  try {
    return uri.slice(start.length).split('/').map(decodeURIComponent).join('\\');
  } catch {
    return null;
  }
}
