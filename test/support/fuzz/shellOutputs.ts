import { join } from 'node:path';
import fc from 'fast-check';
import { bundleSchemas, readSchemaDocuments } from '#schemas/bundleSchemas.ts';
import { nearly } from './mutateJson.ts';
import { validAgainst, type Knowledge } from './schemaArbitrary.ts';

const knowledge: Knowledge = {
  schemas: bundleSchemas(
    readSchemaDocuments(join(import.meta.dirname, '..', '..', '..', 'schemas')),
    '#/components/schemas/',
  ),
  members: {},
  settle: {},
};

/** Valid values of a schema of what PowerShell answers. */
export function recordsOf(title: string): fc.Arbitrary<unknown> {
  return validAgainst({ $ref: title }, knowledge);
}

/** Text of such records with mistakes in them. */
export function nearRecordsOf(title: string): fc.Arbitrary<string> {
  return nearly(recordsOf(title));
}

/** The line by which our module answers. */
export function frame(json: string): string {
  return `VMSPEC:${Buffer.from(json, 'utf8').toString('base64')}`;
}

const CLIXML = '#< CLIXML\n<Objs Version="1.1.0.1"><S S="Error">noise _x000D_</S></Objs>';
const noise = fc.oneof(
  fc.constantFrom(
    '',
    'WARNING: not now.',
    '\uFEFF',
    CLIXML,
    'VMSPEC:',
    'VMSPEC:***',
    'VMSPEC',
    '\0',
    '\x1b[31m',
  ),
  fc.constantFrom(
    'VMSPEC:====',
    'VMSPEC:QQ==',
    'vmspec:e30=',
    ' VMSPEC:e30=',
    'VMSPEC:e30= \t',
    `x${frame('{}')}`,
  ),
  fc.constantFrom(...[10, 1_000, 100_000].map((length) => 'x'.repeat(length))),
  fc.constantFrom(...[10, 1_000, 100_000].map((length) => `VMSPEC:${'A'.repeat(length)}`)),
  fc.constantFrom(
    frame('['.repeat(100_000)),
    frame(`{"ok":true,"result":${'['.repeat(9_000)}${']'.repeat(9_000)}}`),
  ),
  fc.string({ unit: 'binary' }),
  fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('utf8')),
);
const answers = fc.oneof(
  recordsOf('PowerShellAnswer').map((answer) => frame(JSON.stringify(answer))),
  nearRecordsOf('PowerShellAnswer').map(frame),
);
const ends = fc.constantFrom('\n', '\r\n', '', '\r', '\n\n');

/** Whatever a shell may write while one line runs: answers, broken and doubled ones, and noise in every place. */
export const outputs: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.tuple(fc.oneof(noise, answers), ends), { maxLength: 5 }),
    fc.array(fc.tuple(fc.nat(), fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 2 }),
  )
  .map(([lines, changes]) =>
    changes.reduce((text, [at, piece]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + piece + text.slice(place + 1);
    }, lines.flat().join('')),
  );
