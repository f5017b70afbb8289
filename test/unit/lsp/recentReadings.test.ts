import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createRecentReadings } from '../../../server/src/lsp/documents/recentReadings.ts';
import { readSpecDocument, type SpecDocument } from '../../../server/src/lsp/documents/specDocument.ts';

const document = (uri: string, version = 1, length = 10): SpecDocument =>
  readSpecDocument(TextDocument.create(uri, 'vmspec', version, ' '.repeat(length)));

describe('recent readings', () => {
  it('are found by address and version', () => {
    const readings = createRecentReadings();
    const first = document('a', 1);
    readings.add(first);
    assert.equal(readings.get('a', 1), first);
    assert.equal(readings.get('a', 2), undefined);
    assert.equal(readings.get('b', 1), undefined);
    readings.add(document('a', 2));
    assert.equal(readings.get('a', 1), undefined);
    readings.drop('a');
    assert.equal(readings.size, 0);
  });

  it('are bounded in number: the one not used for longest goes', () => {
    const readings = createRecentReadings();
    for (let index = 0; index < 16; index += 1) readings.add(document(`${index}`));
    assert.ok(readings.get('0', 1) !== undefined);
    readings.add(document('new'));
    assert.equal(readings.size, 16);
    assert.equal(readings.get('1', 1), undefined);
    assert.ok(readings.get('0', 1) !== undefined);
  });

  it('are bounded in characters, the newest apart', () => {
    const readings = createRecentReadings();
    const large = 300 * 1024;
    readings.add(document('a', 1, large));
    readings.add(document('b', 1, large));
    assert.equal(readings.get('a', 1), undefined);
    assert.equal(readings.size, 1);
    readings.add(document('c', 1, 3 * large));
    assert.equal(readings.size, 1);
    assert.ok(readings.get('c', 1) !== undefined);
  });
});
