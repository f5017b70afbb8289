/** A layer: which files it is, and what they may import. */
export interface Layer {
  readonly name: string;
  readonly holds: RegExp;
  /** Layers of ours that it may import beside itself. */
  readonly layers: readonly string[];
  readonly packages: readonly string[];
  /** Node's own modules. */
  readonly node: boolean;
  /** Imports of these layers must be types, erased before the program runs. */
  readonly typesOnly?: readonly string[];
}

const server = ['schemas', 'core'] as const;

/** The folder table. The first layer that holds a file is the file's. */
export const layerTable: readonly Layer[] = [
  {
    name: 'schemas at build time',
    holds: /^schemas\/(ajv|bundleSchemas)\.ts$/,
    layers: ['schemas'],
    packages: ['ajv'],
    node: true,
  },
  {
    name: 'messages',
    holds: /^schemas\/(generated\/webview\/|webview\/)/,
    layers: ['schemas'],
    packages: [],
    node: false,
  },
  { name: 'schemas', holds: /^schemas\//, layers: [], packages: [], node: false },
  { name: 'words', holds: /^shared\/words\//, layers: ['schemas'], packages: [], node: false },
  {
    name: 'text edits',
    holds: /^shared\/edit\//,
    layers: [],
    packages: ['jsonc-parser'],
    node: false,
  },
  { name: 'texts', holds: /^shared\/text\//, layers: [], packages: [], node: false },
  { name: 'shared', holds: /^shared\//, layers: ['schemas', 'words'], packages: [], node: true },
  {
    name: 'core',
    holds: /^server\/src\/core\//,
    layers: ['schemas', 'texts'],
    packages: ['jsonc-parser', 'ipaddr.js', 'yaml'],
    node: false,
  },
  {
    name: 'lsp',
    holds: /^server\/src\/lsp\//,
    layers: [...server, 'text edits'],
    packages: [
      ...['vscode-languageserver', 'vscode-languageserver-textdocument', 'vscode-json-languageservice'],
      'jsonc-parser',
    ],
    node: true,
  },
  {
    name: 'host',
    holds: /^server\/src\/host\//,
    layers: [...server, 'shared', 'words'],
    packages: [
      ...['fastify', '@fastify/websocket', 'ws', 'vscode-jsonrpc'],
      ...['pino', 'pino-roll', 'prom-client', 'node-powershell'],
      ...['@peculiar/x509', 'reflect-metadata'],
    ],
    node: true,
  },
  {
    name: 'cli',
    holds: /^server\/src\/cli\//,
    layers: [...server, 'shared', 'words', 'host', 'lsp'],
    packages: ['commander', 'log-update', 'ws', 'vscode-jsonrpc'],
    node: true,
  },
  {
    name: 'client',
    holds: /^client\//,
    layers: ['schemas', 'messages', 'shared', 'words', 'texts', 'text edits'],
    packages: ['vscode', 'vscode-languageclient', '@vscode/l10n', 'ws', 'jsonc-parser'],
    node: true,
  },
  {
    name: 'webview',
    holds: /^webview\//,
    layers: ['schemas', 'messages', 'words', 'texts'],
    packages: ['lit', 'uplot'],
    node: false,
    typesOnly: ['schemas'],
  },
  {
    name: 'scripts',
    holds: /^scripts\//,
    layers: ['schemas', 'schemas at build time', 'shared', 'words', 'core', 'host', 'cli'],
    packages: [
      ...['ajv', 'esbuild', 'fflate', 'json-schema-to-typescript', 'commander', 'mocha', 'autocannon', 'ws'],
      ...['playwright-core', '@vscode/test-electron', 'typescript'],
    ],
    node: true,
  },
  {
    name: 'test',
    holds: /^test\//,
    layers: [
      ...server,
      'messages',
      'shared',
      'words',
      'text edits',
      'texts',
      'schemas at build time',
      'lsp',
      'host',
      'cli',
      'client',
      'webview',
      'scripts',
    ],
    packages: [
      ...[
        'mocha',
        'fast-check',
        'typescript',
        'js-yaml',
        'ajv',
        'autocannon',
        'fastify',
        'ws',
        'vscode-jsonrpc',
        'vscode-languageserver',
        'vscode-languageserver-textdocument',
        'pino',
      ],
      ...['commander', 'jsonc-parser', 'prom-client', '@seriousme/openapi-schema-validator'],
      ...['vscode', 'vscode-json-languageservice', 'playwright-core', 'axe-core', 'fflate', '@xmldom/xmldom'],
    ],
    node: true,
  },
];

/** Packages that one file knows, so that they can be replaced there. */
export const oneFilePackages: readonly string[] = [
  'node-powershell',
  'pino-roll',
  'log-update',
  '@peculiar/x509',
];
