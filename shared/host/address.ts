const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Whether an address leads to this computer. */
export function isLoopbackUrl({ hostname }: URL): boolean {
  return loopback.test(hostname);
}

/** An address as read: one that a token may be sent to, or why it is none. */
export type AddressReading =
  | { readonly url: URL }
  /** `form`: no http or https address; `readable`: another computer over http, where a token could be read on the way. */
  | { readonly wrong: 'form' | 'readable' };

/** Reads the base address of a host. */
export function readAddress(text: string): AddressReading {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return { wrong: 'form' };
  return url.protocol === 'http:' && !isLoopbackUrl(url) ? { wrong: 'readable' } : { url };
}
