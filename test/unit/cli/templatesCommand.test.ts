import assert from 'node:assert/strict';
import type { Template, TemplateList } from '#schemas/generated/types.ts';
import { renderTemplates } from '../../../server/src/cli/render/templates.ts';
import { styleFor } from '../../../server/src/cli/render/style.ts';
import { resolveTemplate } from '../../../server/src/cli/templates/resolveTemplate.ts';
import { cliWithHosts } from '../../support/cliWithHosts.ts';
import { errorBody } from '../../support/fakeHost.ts';
import { PassThrough } from 'node:stream';

function template(path: string, more: Partial<Template> = {}): Template {
  return {
    ...{ path, size_gb: 40, file_gb: 2.5, os: 'linux', generation: 2, children: 0, dependents: [] },
    ...{ state: 'ok', recorded: true, added_at: null, added_by: null, superseded_by: null },
    ...more,
  };
}

const UBUNTU = 'C:\\Templates\\ubuntu-24.04.vhdx';
const list = (...templates: Template[]): TemplateList => ({ templates, roots: ['C:\\Templates'] });
const plain = styleFor(new PassThrough());

describe('vmspec templates', () => {
  const { withHost, run } = cliWithHosts();

  it('explains an empty list: what a template is, how to make one, and where to read more', async () => {
    const host = await withHost({ 'GET /api/templates': () => ({ body: list() }) });
    const { code, out } = await run(host, ['templates']);
    assert.equal(code, 0);
    assert.match(out, /A template is a disk with an installed system/);
    assert.match(out, /vmspec templates add /);
    assert.match(out, /docs\/templates\.md/);
    assert.match(out, /C:\\Templates/);
  });

  it('shows each with its state, and says of those that cannot be used what to do', () => {
    const text = renderTemplates(
      list(
        template(UBUNTU, { superseded_by: 'C:\\Templates\\ubuntu-24.04-v2.vhdx' }),
        template('C:\\Templates\\a.vhdx', {
          state: 'changed',
          children: 12,
          dependents: ['web-01', 'web-02'],
        }),
        template('C:\\Templates\\b.vhdx', { state: 'missing' }),
        template('C:\\Templates\\c.vhdx', {
          state: 'failed',
          error: { code: 'disk_sparse', message: 'A disk file is sparse.', hint: 'Run fsutil.' },
        }),
        template('C:\\Templates\\d.vhdx', { recorded: false }),
      ),
      plain,
    );
    assert.match(text, /ok, superseded by ubuntu-24\.04-v2/);
    assert.match(text, /ok, not recorded/);
    assert.match(
      text,
      /a is not the disk that was recorded.*--replaces "C:\\Templates\\a\.vhdx"\. VMs that depend on it: web-01, web-02, …\./,
    );
    assert.match(
      text,
      /b is missing\. Put it back, or forget it: vmspec templates remove "C:\\Templates\\b\.vhdx"/,
    );
    assert.match(text, /c could not be added: A disk file is sparse\. Run fsutil\./);
  });

  it('prints the list as it is, with and without the word list', async () => {
    const host = await withHost({ 'GET /api/templates': () => ({ body: list(template(UBUNTU)) }) });
    for (const words of [['templates'], ['templates', 'list']]) {
      const { code, out } = await run(host, [...words, '--json']);
      assert.equal(code, 0);
      assert.deepEqual(JSON.parse(out), list(template(UBUNTU)));
    }
  });

  it('finds one by path, by file name and by name, and says what is near', () => {
    const all = [
      template(UBUNTU),
      template('D:\\More\\ubuntu-24.04.vhdx'),
      template('C:\\Templates\\win.vhdx'),
    ];
    assert.equal(resolveTemplate(all, UBUNTU.toUpperCase()).path, UBUNTU);
    assert.equal(resolveTemplate(all, 'WIN').path, 'C:\\Templates\\win.vhdx');
    assert.equal(resolveTemplate(all, 'win.vhdx').path, 'C:\\Templates\\win.vhdx');
    assert.throws(() => resolveTemplate(all, 'ubuntu-24.04'), /2 templates named/);
    assert.throws(() => resolveTemplate(all, 'wim'), /no template "wim"/);
  });

  it('adds one with what it is told, and says how it stands', async () => {
    const adding = template(UBUNTU, { state: 'adding', progress: 0 });
    const host = await withHost({
      'GET /api/templates': () => ({ body: list(template('C:\\Templates\\old.vhdx')) }),
      'POST /api/templates': () => ({ status: 202, body: adding }),
    });
    const options = ['--os', 'linux', '--generation', '2', '--replaces', 'old'];
    const { code, out } = await run(host, ['templates', 'add', 'D:\\u.vhdx', ...options]);
    assert.equal(code, 0);
    const sent = host.seen.find(({ method }) => method === 'POST');
    assert.deepEqual(JSON.parse(sent?.body.toString() ?? ''), {
      ...{ path: 'D:\\u.vhdx', os: 'linux', generation: 2, replaces: 'C:\\Templates\\old.vhdx' },
    });
    assert.match(out, /is being added.*\nHow it stands: vmspec templates/);
    assert.equal((await run(host, ['templates', 'add', 'D:\\u.vhdx', '--generation', '3'])).code, 64);
  });

  it('waits until it is there, or says why not and exits 1', async () => {
    const ends: Template[] = [
      template(UBUNTU),
      template(UBUNTU, {
        state: 'failed',
        error: { code: 'host_disk_full', message: 'Full.', hint: 'Free some.' },
      }),
    ];
    for (const [index, end] of ends.entries()) {
      const looks = [template(UBUNTU, { state: 'adding' }), end];
      const host = await withHost({
        'GET /api/templates': () => ({ body: list(looks.shift() ?? end) }),
        'POST /api/templates': () => ({ status: 202, body: template(UBUNTU, { state: 'adding' }) }),
      });
      const { code, out, err } = await run(host, ['templates', 'add', 'D:\\u.vhdx', '--wait']);
      assert.equal(code, index);
      if (index === 0) assert.match(out, /ubuntu-24\.04 is a template \(linux, generation 2\)/);
      else assert.match(err, /could not be added: Full\.\nhint: Free some\./);
    }
  });

  it('removes one, keeping its file unless told otherwise, and deletes nothing without a question', async () => {
    const host = await withHost({
      'GET /api/templates': () => ({ body: list(template(UBUNTU)) }),
      'DELETE /api/templates': () => ({ body: { path: UBUNTU, file: 'kept' } }),
    });
    const kept = await run(host, ['templates', 'remove', 'ubuntu-24.04']);
    assert.equal(kept.code, 0, kept.err);
    assert.match(kept.out, /no longer a template\. Its file stays/);
    const asked = host.seen.filter(({ method }) => method === 'DELETE');
    assert.equal(asked[0]?.url, `/api/templates?path=${encodeURIComponent(UBUNTU)}&file=keep`);
    assert.equal((await run(host, ['templates', 'remove', 'ubuntu-24.04', '--delete-file'])).code, 64);
    assert.equal((await run(host, ['templates', 'remove', UBUNTU, '--delete-file', '--keep-file'])).code, 64);
    assert.equal((await run(host, ['templates', 'remove', UBUNTU, '--delete-file', '--force'])).code, 0);
    assert.equal(host.seen.filter(({ method }) => method === 'DELETE').length, 2);
  });

  it('exits 5 for one that disks depend on', async () => {
    const host = await withHost({
      'GET /api/templates': () => ({ body: list(template(UBUNTU, { children: 2 })) }),
      'DELETE /api/templates': () => ({
        status: 409,
        body: errorBody(409, 'template_in_use', 'Disks depend on it.'),
      }),
    });
    assert.equal((await run(host, ['templates', 'remove', 'ubuntu-24.04'])).code, 5);
  });
});
