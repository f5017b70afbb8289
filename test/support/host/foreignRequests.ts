/** A web page that a host may be told to let in. */
export const ALLOWED_ORIGIN = 'https://console.example';

/** Refusals by name of the host and by origin, the same for a request and for an upgrade. */
export interface ForeignRequest {
  readonly title: string;
  /** Header lines instead of the usual ones. */
  readonly lines: readonly string[];
  readonly status: 400 | 403;
  readonly code: string;
}

/** Under a name that is none of the host, or under none that can be read. */
export const foreignNames: readonly ForeignRequest[] = [
  ...[
    'evil.com',
    '127.0.0.1.nip.io',
    'localhost.evil.com',
    '127.0.0.2',
    '0.0.0.0',
    '[::2]',
    'evil.com:4417',
  ].map(
    (name) => ({ title: name, lines: [`Host: ${name}`], status: 403, code: 'host_not_allowed' }) as const,
  ),
  ...[
    'localhost.',
    '[::1',
    '::1',
    '127.0.0.1:x',
    '127.0.0.1:99999',
    'a b',
    'x@127.0.0.1',
    '127.0.0.1/x',
    '',
    '%6c',
  ].map(
    (name) =>
      ({
        title: JSON.stringify(name),
        lines: [`Host: ${name}`],
        status: 400,
        code: 'malformed_request',
      }) as const,
  ),
  { title: 'none at all', lines: [], status: 400, code: 'malformed_request' },
  {
    title: 'two of them',
    lines: ['Host: 127.0.0.1', 'Host: 127.0.0.1'],
    status: 400,
    code: 'malformed_request',
  },
  {
    title: 'a good and a bad one',
    lines: ['Host: 127.0.0.1', 'Host: evil.com'],
    status: 400,
    code: 'malformed_request',
  },
];

/** From a web page. */
export const foreignPages: readonly ForeignRequest[] = [
  ...['https://evil.com', 'null', 'vscode-webview://x', 'http://127.0.0.1:4417', 'http://localhost', ''].map(
    (origin) =>
      ({
        title: JSON.stringify(origin),
        lines: ['Host: 127.0.0.1', `Origin: ${origin}`],
        status: 403,
        code: 'origin_not_allowed',
      }) as const,
  ),
  {
    title: 'an allowed one beside another',
    lines: ['Host: 127.0.0.1', `Origin: ${ALLOWED_ORIGIN}`, 'Origin: https://evil.com'],
    status: 403,
    code: 'origin_not_allowed',
  },
  {
    title: 'none, but a cross-site request',
    lines: ['Host: 127.0.0.1', 'Sec-Fetch-Site: cross-site'],
    status: 403,
    code: 'origin_not_allowed',
  },
];
