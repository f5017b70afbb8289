import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { describe, it } from 'mocha';
import type { Vm } from '#schemas/generated/types.ts';
import { cliWithHosts } from '../../../support/cliWithHosts.ts';
import { vm } from '../../../support/wireSamples.ts';

/** What an inventory script answers: groups with their hosts, and the variables of every host. */
const shape = {
  type: 'object',
  required: ['_meta'],
  properties: {
    _meta: {
      type: 'object',
      required: ['hostvars'],
      additionalProperties: false,
      properties: { hostvars: { type: 'object', additionalProperties: { type: 'object' } } },
    },
  },
  patternProperties: {
    '^[A-Za-z][A-Za-z0-9_]*$': {
      type: 'object',
      required: ['hosts'],
      additionalProperties: false,
      properties: { hosts: { type: 'array', uniqueItems: true, items: { type: 'string', minLength: 1 } } },
    },
  },
  additionalProperties: false,
} as const;

const guest = { hostname: 'web', admin_user: 'ops', ip_address: null };

const vms: Vm[] = [
  vm('web-01', { simulated: false, tags: ['web', 'blue.green'], guest, hostname: 'web-01.lab' }),
  vm('dc 01', { simulated: false, managed: false, state: 'Off', ip_addresses: [], heartbeat: 'not_running' }),
];

describe('vmspec inventory', () => {
  const { withHost, run } = cliWithHosts();
  const command = async (
    argv: readonly string[],
    list = vms,
  ): Promise<{ code: number; json: unknown; err: string }> => {
    const host = await withHost({ 'GET /api/vms': () => ({ body: { vms: list, at: '' } }) });
    const { code, out, err } = await run(host, ['inventory', ...argv]);
    return { code, json: out === '' ? null : (JSON.parse(out) as unknown), err };
  };

  it('is a list for programs', async () => {
    const { code, json } = await command([]);
    assert.equal(code, 0);
    assert.deepEqual(json, [
      {
        ...{ name: 'web-01', vm_id: 'id-of-web-01', state: 'Running', addresses: ['10.0.0.5'] },
        ...{ user: 'ops', hostname: 'web-01.lab', tags: ['web', 'blue.green'] },
      },
      {
        ...{ name: 'dc 01', vm_id: 'id-of-dc 01', state: 'Off', addresses: [] },
        ...{ user: null, hostname: null, tags: [] },
      },
    ]);
  });

  for (const argv of [['--format', 'ansible'], ['--list'], ['--format', 'ansible', '--list']])
    it(`is what Ansible takes, with ${argv.join(' ')}`, async () => {
      const { code, json } = await command(argv);
      assert.equal(code, 0);
      assert.ok(new Ajv().validate(shape, json));
      assert.deepEqual(json, {
        reachable: { hosts: ['web-01'] },
        state_off: { hosts: ['dc 01'] },
        state_running: { hosts: ['web-01'] },
        tag_blue_green: { hosts: ['web-01'] },
        tag_web: { hosts: ['web-01'] },
        template_u: { hosts: ['web-01', 'dc 01'] },
        vmspec: { hosts: ['web-01'] },
        _meta: {
          hostvars: {
            'web-01': {
              ansible_host: '10.0.0.5',
              ansible_user: 'ops',
              vmspec_id: 'id-of-web-01',
              vmspec_state: 'running',
              vmspec_tags: ['web', 'blue.green'],
              vmspec_addresses: ['10.0.0.5'],
              vmspec_hostname: 'web-01.lab',
            },
            'dc 01': {
              vmspec_id: 'id-of-dc 01',
              vmspec_state: 'off',
              vmspec_tags: [],
              vmspec_addresses: [],
            },
          },
        },
      });
    });

  it('answers for one host, and says of an unknown one what --host means here', async () => {
    const { json } = await command(['--host', 'web-01']);
    assert.equal((json as { ansible_host: string }).ansible_host, '10.0.0.5');
    const unknown = await command(['--host', 'lab']);
    assert.equal(unknown.code, 5);
    assert.match(unknown.err, /VMSPEC_HOST/);
  });

  it('is of the VMs of a tag, or of those that VMSpec created', async () => {
    const names = async (argv: readonly string[]): Promise<unknown> =>
      ((await command(argv)).json as { name: string }[]).map(({ name }) => name);
    assert.deepEqual(await names(['--tag', 'WEB']), ['web-01']);
    assert.deepEqual(await names(['--tag', 'none']), []);
    assert.deepEqual(await names(['--own']), ['web-01']);
  });

  it('gives Ansible no template to read, and one name to one VM', async () => {
    const evil = "{{ lookup('pipe', 'id') }}";
    const { json } = await command(
      ['--list'],
      [
        vm(evil, { hostname: evil, tags: [evil, 'ok'], ip_addresses: [evil, '10.0.0.5'], state: evil }),
        vm('a', { vm_id: '12345678-1' }),
        vm('A', { vm_id: '87654321-2' }),
      ],
    );
    assert.ok(new Ajv().validate(shape, json));
    const vars = Object.entries((json as { _meta: { hostvars: object } })._meta.hostvars);
    assert.deepEqual(
      vars.map(([name]) => name),
      ['_ lookup_pipe_ _id_ _', 'a', 'A-87654321'],
    );
    assert.doesNotMatch(
      JSON.stringify(vars.map(([, value]) => ({ ...(value as object), vmspec_id: '' }))),
      /\{\{|pipe'/,
    );
  });
});
