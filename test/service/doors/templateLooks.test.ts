import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { readSpec } from '#core/readSpec.ts';
import { spyOnFiles } from '../../support/fileSpy.ts';
import { measured } from '../../support/goals/measured.ts';
import { amount } from '../../support/goals/scale.ts';
import { assertError } from '../../support/host/assertAnswer.ts';
import { request } from '../../support/host/client.ts';
import { oneHost } from '../../support/host/oneHost.ts';
import { untouched } from '../../support/host/untouched.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { hostileTemplatePaths, mutatedPath } from '../../support/hostileTemplatePaths.ts';
import { sampleHostFacts } from '../../support/lsp/hostFacts.ts';
import { oneEditor } from '../../support/lsp/oneEditor.ts';
import { seededRandom } from '../../support/seededRandom.ts';

const TEMPLATE = 'c:\\templates\\tiny.vhdx';
/** VMs of a request: every one of them can have its problem in the answer. */
const BATCH = 90;
const MUTATIONS = amount(1000, 10_000);

describe('where hostile template paths lead', function () {
  this.timeout(600_000);
  const host = oneHost();
  const editor = oneEditor();
  const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

  /** Every path of the list, changed so often; the list as it is comes first. */
  function* batches(): Generator<string[]> {
    const random = seededRandom(seed);
    let batch = [...hostileTemplatePaths];
    for (let n = 0; n < MUTATIONS; n += 1) {
      for (const path of hostileTemplatePaths) {
        batch.push(mutatedPath(path, () => random.fraction()));
        if (batch.length < BATCH) continue;
        yield batch;
        batch = [];
      }
    }
    yield batch;
  }

  const specOf = (paths: readonly string[]): string =>
    JSON.stringify(
      spec(...paths.map((path, n) => vm(`a-${String(n)}`, { disk_template_path: path, cpu_cores: 1 }))),
    );

  /** Indexes of the VMs whose template a 400 names. */
  async function refusedBy(text: string): Promise<Set<number>> {
    const asked = { method: 'POST', path: '/api/vms/provision', body: text };
    const error = assertError(await untouched(host(), () => request(host(), asked)), 400);
    return new Set(
      (error.errors ?? []).map(({ pointer }) =>
        Number(/\/vms\/(\d+)\/disk_template_path$/.exec(pointer)?.[1] ?? assert.fail(pointer)),
      ),
    );
  }

  it('S3: all are refused but the template itself, and no file outside the data directory is looked at', async () => {
    const spy = spyOnFiles();
    let tried = 0;
    try {
      for (const paths of batches()) {
        const text = specOf(paths);
        const soundByLetters = readSpec(text).problems.length === 0;
        const refused = await refusedBy(text);
        // What the letters already tell is told alone; only then is the host asked which templates it has.
        for (const [n, path] of paths.entries()) {
          const byLetters = readSpec(specOf([path])).problems.length > 0;
          const expected = byLetters || (soundByLetters && path.toLowerCase() !== TEMPLATE);
          assert.equal(refused.has(n), expected, `FUZZ_SEED=${String(seed)}: ${JSON.stringify(path)}`);
        }
        tried += paths.length;
      }
    } finally {
      spy.stop();
    }
    const root = resolve(host().directory) + sep;
    const outside = spy.seen.filter((path) => !resolve(path).startsWith(root));
    assert.deepEqual([...new Set(outside)], []);
    const result = `0 of ${String(spy.seen.length)} looks outside the data directory`;
    measured({ goal: 'S3', tried: `${String(tried)} paths, seed ${String(seed)}`, result, reached: true });
  });

  it('S3: the language server looks at no file for a path in a document, also beside a host', async () => {
    const known = [null, sampleHostFacts()];
    const spy = spyOnFiles();
    try {
      for (const facts of known) {
        editor().tellHost(facts);
        for (const path of hostileTemplatePaths) {
          const uri = editor().open(specOf([path]));
          assert.ok((await editor().pull(uri)).length > 0, path);
          const position = { line: 0, character: specOf([path]).indexOf('disk_template_path') + 24 };
          for (const method of ['hover', 'completion', 'documentLink', 'documentSymbol'])
            await editor().connection.sendRequest(`textDocument/${method}`, {
              textDocument: { uri },
              position,
            });
          editor().close(uri);
        }
      }
    } finally {
      spy.stop();
    }
    assert.deepEqual(spy.seen, []);
  });

  it('the spy sees who looks', () => {
    const spy = spyOnFiles();
    statSync('/elsewhere', { throwIfNoEntry: false });
    spy.stop();
    statSync('/later', { throwIfNoEntry: false });
    assert.deepEqual(spy.seen, ['/elsewhere']);
  });
});
