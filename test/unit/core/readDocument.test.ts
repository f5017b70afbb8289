import assert from 'node:assert/strict';
import { HostConfig, SimulatedHostFile } from '#schemas/generated/validators.js';
import { readBytes } from '#core/bytes.ts';
import { nearest } from '#core/nearest.ts';
import { readDocument } from '#core/readDocument.ts';
import { parseJson } from '#core/json/parseJson.ts';
import { valueText } from '#core/json/valueText.ts';
import { runChecks } from '#core/runChecks.ts';
import { pathFault } from '#core/windowsPath.ts';

describe('readDocument', () => {
  it('gives the value of a valid document of any schema', () => {
    const { value, problems } = readDocument('{"cpu_percent": 400}', HostConfig);
    assert.deepEqual(value, { cpu_percent: 400 });
    assert.deepEqual(problems, []);
  });

  it('suggests the nearest member of a configuration', () => {
    const { problems } = readDocument('{"cpu_precent": 400}', HostConfig);
    assert.match(problems[0]?.message ?? '', /Did you mean "cpu_percent"\?$/);
  });

  it('says what to write instead of a text that holds a number', () => {
    const { problems } = readDocument('{"cpu_percent": "400"}', HostConfig);
    assert.match(problems[0]?.message ?? '', /write 400 instead of "400"/);
  });

  it('follows references into other schemas', () => {
    const { problems } = readDocument('{"host_reserve": {"cpu_cores": -1}}', SimulatedHostFile);
    assert.ok(
      problems.some(({ pointer, code }) => pointer === '/host_reserve/cpu_cores' && code === 'out_of_range'),
    );
  });

  for (const path of ['C:\\Templates\\ubuntu.vhdx', 'C:\\Templates\\x.vhdx', 'd:\\ubuntu\\a.vhdx']) {
    it(`says how a backslash is written to whoever types ${path}`, () => {
      const { problems } = readDocument(`{"bind": "${path}"}`, HostConfig);
      assert.match(
        problems[0]?.message ?? '',
        /^A backslash is written twice in JSON, as in C:\\\\Templates\./,
      );
    });
  }

  it('says what an escape of a character needs, elsewhere', () => {
    const { problems } = readDocument('{"bind": "\\u12"}', HostConfig);
    assert.match(problems[0]?.message ?? '', /four hexadecimal digits/);
  });

  it('says line and column of what is not JSON', () => {
    const { problems } = readDocument('{\n  "bind": "a",\n}', HostConfig);
    assert.equal(
      problems[0]?.message,
      'A comma before the closing } is one too many: remove it. (line 3, column 1)',
    );
  });
});

describe('readBytes', () => {
  const check = (bytes: readonly number[], code: string | null, limit = 8): void => {
    const reading = readBytes(Uint8Array.from(bytes), limit);
    assert.equal(reading.ok ? null : reading.problem.code, code);
  };

  it('takes UTF-8 up to the limit', () => {
    check([0x7b, 0x7d], null);
    check(Array<number>(8).fill(0x20), null);
    check(Array<number>(9).fill(0x20), 'too_large');
  });

  it('refuses a byte order mark, UTF-16 and broken UTF-8', () => {
    check([0xef, 0xbb, 0xbf, 0x7b, 0x7d], 'byte_order_mark');
    check([0xff, 0xfe, 0x7b, 0x00], 'invalid_utf8');
    check([0x22, 0xc3, 0x28, 0x22], 'invalid_utf8');
    check([0x22, 0xed, 0xa0, 0x80, 0x22], 'invalid_utf8');
  });
});

describe('valueText', () => {
  it('gives a value as it was written, doubled keys and all', () => {
    const text = '{"params": {"request": {"a": 1,  "a": 2.0}}}';
    const json = parseJson(text);
    assert.ok(json.ok);
    assert.equal(valueText(text, json.tree, '/params/request'), '{"a": 1,  "a": 2.0}');
    assert.equal(valueText(text, json.tree, '/params/other'), null);
  });
});

describe('nearest', () => {
  const check = (word: string, known: readonly string[], expected: string | null): void => {
    assert.equal(nearest(word, known), expected);
  };

  it('finds slips, parts and words that begin alike, and nothing else', () => {
    check('vm_nmae', ['vm_name', 'notes'], 'vm_name');
    check('Default switch', ['External', 'Default Switch'], 'Default Switch');
    check('cpus', ['vm_name', 'cpu_cores'], 'cpu_cores');
    check('name', ['cpu_cores', 'vm_name'], 'vm_name');
    check('zebra', ['vm_name', 'cpu_cores'], null);
  });
});

describe('pathFault', () => {
  it('takes plain drive paths, with spaces and letters of any script', () => {
    for (const path of ['C:\\a.vhdx', 'd:\\My Disks\\Büro (2).vhdx', 'C:\\a\\b.c\\d.vhdx']) {
      assert.equal(pathFault(path), null);
    }
  });
});

describe('runChecks', () => {
  it('keeps the findings of the others when a check throws, and reports the one that did', () => {
    const sound = {
      codes: ['dvd_path'] as const,
      run: () => [{ code: 'dvd_path' as const, pointer: '', message: 'x.' }],
    };
    const broken = {
      codes: ['disk_size'] as const,
      run: () => {
        throw new Error('boom');
      },
    };
    const found = runChecks([broken, sound], {});
    assert.deepEqual(
      found.map(({ code }) => code),
      ['check_failed', 'dvd_path'],
    );
    assert.match(found[0]?.message ?? '', /disk_size.*boom/);
  });
});
