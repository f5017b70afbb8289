import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostFactsParams } from '#schemas/generated/types.ts';
import { networkHostFacts, sampleHostFacts } from './hostFacts.ts';

/** What an editor is asked about a document, and what it answers. */
export interface GoldenCase {
  readonly name: string;
  /** Lines `member: value` at its head. */
  readonly options: Readonly<Record<string, string>>;
  /** The host that the editor knows; null for none. */
  readonly facts: HostFactsParams | null;
  /** With a mark where the cursor is, where one is needed. */
  readonly text: string;
}

const folder = join(import.meta.dirname, '../../fixtures/lsp');
const separator = /^--- (?:text|answer)\n/m;

const hosts: Readonly<Record<string, () => HostFactsParams | null>> = {
  none: () => null,
  fresh: sampleHostFacts,
  networks: networkHostFacts,
  stale: () => ({ ...sampleHostFacts(), at: '2029-12-31T23:55:00Z' }),
  practice: () => ({ ...sampleHostFacts(), host: { name: 'lab', simulated: true, vm_root: 'C:\\VMs' } }),
};

/** Every case of a feature: `member: value` lines, then the text, then the answer as JSON. */
export function goldenCases(feature: string): GoldenCase[] {
  const files = readdirSync(join(folder, feature));
  assert.ok(files.length > 0);
  return files.map((file) => {
    const [head = '', text] = partsOf(feature, file);
    if (text === undefined) throw new Error(`${feature}/${file} has no text`);
    const options = Object.fromEntries(head.split('\n').filter(Boolean).map(optionOf));
    const facts = hosts[options['host'] ?? 'none'];
    if (facts === undefined) throw new Error(`${feature}/${file}: there is no such host`);
    return { name: file.replace('.txt', ''), options, facts: facts(), text: text.slice(0, -1) };
  });
}

/**
 * Fails when the answer is not the one of the case. With `UPDATE_GOLDEN=1` in the environment the case is rewritten
 * instead; look at what has changed before it is kept.
 */
export function expectGolden(feature: string, { name }: GoldenCase, answer: unknown): void {
  const [head = '', text = '', expected] = partsOf(feature, `${name}.txt`);
  const actual = `${JSON.stringify(answer, null, 2)}\n`;
  if (process.env['UPDATE_GOLDEN'] === '1') {
    writeFileSync(join(folder, feature, `${name}.txt`), `${head}--- text\n${text}--- answer\n${actual}`);
    return;
  }
  assert.equal(actual, expected, `${feature}/${name}.txt answers something else`);
}

function partsOf(feature: string, file: string): string[] {
  return readFileSync(join(folder, feature, file), 'utf8')
    .replaceAll('\r\n', '\n')
    .split(separator);
}

function optionOf(line: string): [string, string] {
  const colon = line.indexOf(': ');
  return [line.slice(0, colon), line.slice(colon + 2)];
}
