import type { SecretStorage } from 'vscode';

/** Under which name the token of a host is kept: it goes to this host only. */
function keyOf(url: URL): string {
  return `token:${url.origin}`;
}

/** The token that was saved for a host. */
export function savedToken(secrets: SecretStorage, url: URL): Promise<string | undefined> {
  return Promise.resolve(secrets.get(keyOf(url)));
}

/** Saves the token of a host. */
export async function saveToken(secrets: SecretStorage, url: URL, token: string): Promise<void> {
  await secrets.store(keyOf(url), token);
}

/** Forgets the token of a host. */
export async function forgetToken(secrets: SecretStorage, url: URL): Promise<void> {
  await secrets.delete(keyOf(url));
}
