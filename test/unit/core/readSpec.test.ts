import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MAX_PROBLEMS } from '#schemas/limits.ts';
import { readSpec } from '#core/readSpec.ts';
import { sampleVm, specText } from './sampleVm.ts';

/** Texts that look like a spec, with one stretch replaced. */
const damagedSpec = fc
  .tuple(
    fc.nat(250),
    fc.nat(20),
    fc.oneof(fc.string(), fc.constantFrom('{', '[', '"', '\\', '[},', '/*', '1e400')),
  )
  .map(([at, length, insert]) => {
    const text = specText([sampleVm()]);
    return text.slice(0, at) + insert + text.slice(at + length);
  });

describe('readSpec', () => {
  it('never throws, and every range lies inside the text', () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), damagedSpec);
    fc.assert(
      fc.property(anyText, (text) => {
        const { spec, problems } = readSpec(text);
        assert.equal(
          spec === null,
          problems.some(({ severity }) => severity === 'error'),
        );
        for (const { range, related } of problems) {
          for (const { offset, length } of [range, ...(related ?? []).map((place) => place.range)]) {
            assert.ok(offset >= 0 && length >= 0 && offset + length <= text.length);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('tells problems in document order, one for each value', () => {
    const wrong = fc.constantFrom<unknown>(-1, 3, '4', true, null, 1.5, '', 'CON', [], {});
    const members = fc.dictionary(
      fc.constantFrom(...Object.keys(sampleVm()), 'copies', 'tpm', 'typo'),
      wrong,
    );
    fc.assert(
      fc.property(fc.array(members, { minLength: 1, maxLength: 4 }), (entries) => {
        const vms = entries.map((entry) => ({ ...sampleVm(), ...entry }));
        const { problems } = readSpec(JSON.stringify({ provisioning_request: { num_vms: 1, vms } }));
        const offsets = problems.map(({ range }) => range.offset);
        assert.deepEqual(
          offsets,
          offsets.toSorted((a, b) => a - b),
        );
        const values = problems.map(({ pointer, parameter }) => `${pointer} ${parameter}`);
        assert.equal(new Set(values).size, values.length);
      }),
    );
  });

  it('expands to as many VMs as num_vms says, with different names', () => {
    const copies = fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(copies, { minLength: 1, maxLength: 4 }), (counts) => {
        const entries = counts.map((count, index) =>
          sampleVm({ vm_name: `vm${index}`, ...(count === undefined ? {} : { copies: count }) }),
        );
        const { spec, vms } = readSpec(specText(entries));
        assert.equal(vms?.length, spec?.provisioning_request.num_vms);
        assert.equal(new Set(vms?.map(({ vm_name }) => vm_name)).size, vms?.length);
      }),
    );
  });

  it('numbers copies with two digits, and three from a hundred on', () => {
    const names = (copies: number): string[] =>
      readSpec(specText([sampleVm({ vm_name: 'web', copies })])).vms?.map(({ vm_name }) => vm_name) ?? [];
    assert.deepEqual(names(1), ['web-01']);
    assert.equal(names(99).at(-1), 'web-99');
    assert.equal(names(100).at(0), 'web-001');
  });

  it('names the parameter of a negative memory, and both bounds', () => {
    const [problem] = readSpec(specText([sampleVm({ ram_startup_mb: -1024 })])).problems;
    assert.equal(problem?.parameter, 'ram_startup_mb');
    assert.match(problem.message, /^ram_startup_mb must be between 32 MB and .* not -1024\.$/);
  });

  it('checks a sound VM although another one is broken', () => {
    const broken = sampleVm({ cpu_cores: 0 });
    const text = specText([broken, sampleVm({ vm_name: 'CON' })]);
    assert.deepEqual(
      readSpec(text).problems.map(({ code }) => code),
      ['out_of_range', 'vm_name_reserved'],
    );
  });

  it('shows both places of a doubled key and of a doubled name', () => {
    const doubled = specText([sampleVm()]).replace('"cpu_cores":2', '"cpu_cores":2,"cpu_cores":64');
    const [key] = readSpec(doubled).problems;
    assert.equal(key?.range.offset, doubled.lastIndexOf('"cpu_cores"'));
    assert.equal(key.related?.[0]?.range.offset, doubled.indexOf('"cpu_cores"'));
    const names = specText([sampleVm(), sampleVm({ vm_name: 'WEB-01' })]);
    const [name] = readSpec(names).problems;
    assert.equal(name?.range.offset, names.indexOf('"WEB-01"'));
    assert.equal(name.related?.[0]?.range.offset, names.indexOf('"web-01"'));
  });

  it('stops at the limit of problems and says so', () => {
    const vms = Array.from({ length: 60 }, (_, index) =>
      sampleVm({ vm_name: `vm${index}`, cpu_cores: 0, ram_min_mb: 3 }),
    );
    const { problems, truncated } = readSpec(specText(vms));
    assert.equal(problems.length, MAX_PROBLEMS);
    assert.equal(truncated, true);
  });

  it('refuses a text of a million brackets, and lists too long to be looked through', () => {
    assert.equal(readSpec('['.repeat(1_000_000)).problems[0]?.code, 'too_deep');
    assert.equal(readSpec('[},'.repeat(300_000)).problems[0]?.code, 'invalid_json');
    const many = `{"provisioning_request":{"num_vms":1,"vms":[${Array(300_000).fill('{}').join()}]}}`;
    assert.equal(readSpec(many).problems[0]?.code, 'wrong_length');
    assert.equal(readSpec(' '.repeat(1024 * 1024 + 1)).problems[0]?.code, 'too_large');
  });

  it('does not let a document reach the prototype of objects', () => {
    readSpec(specText([sampleVm()]).replace('"cpu_cores"', '"__proto__":{"polluted":1},"cpu_cores"'));
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
  });
});
