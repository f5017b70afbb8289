import assert from 'node:assert/strict';
import { assertError, assertErrorBody } from '../../support/host/assertAnswer.ts';
import { request } from '../../support/host/client.ts';
import { oneHost } from '../../support/host/oneHost.ts';
import { openRpc } from '../../support/host/socket.ts';
import { untouched } from '../../support/host/untouched.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { hostileTemplatePaths } from '../../support/hostileTemplatePaths.ts';

const good = JSON.stringify(spec(vm('web-01')));
const VM = '/provisioning_request/vms/0';
const CPU = '"cpu_cores":1';

/** What replaces the number of cores (or more) in a sound spec, and the one problem that comes of it. */
interface Case {
  readonly title: string;
  readonly replaced: readonly [string, string];
  readonly code: string;
  readonly pointer: string;
}

const cpu = (value: string, code: string): Case => ({
  title: `${value} as cpu_cores`,
  replaced: [CPU, `"cpu_cores":${value}`],
  code,
  pointer: `${VM}/cpu_cores`,
});

const cases: readonly Case[] = [
  cpu('1,"cpu_cores":64', 'duplicate_key'),
  cpu('1,"cpu\\u005fcores":64', 'duplicate_key'),
  cpu('1e400', 'not_an_integer'),
  cpu('1.5', 'not_an_integer'),
  cpu('2.0', 'not_an_integer'),
  cpu('2e0', 'not_an_integer'),
  cpu('-0', 'not_an_integer'),
  cpu('9007199254740993', 'number_too_large'),
  cpu('1000000000000000', 'out_of_range'),
  cpu('0', 'out_of_range'),
  cpu('-1', 'out_of_range'),
  cpu('"4"', 'wrong_type'),
  cpu('true', 'wrong_type'),
  cpu('null', 'wrong_type'),
  cpu('[1]', 'wrong_type'),
  cpu('{}', 'wrong_type'),
  ...['__proto__', 'constructor', 'prototype', 'toString', 'cpu_core'].map((name) => ({
    title: `the member ${name}`,
    replaced: [CPU, `${CPU},"${name}":{"polluted":1}`] as const,
    code: 'unknown_member',
    pointer: `${VM}/${name}`,
  })),
  {
    title: 'an unknown member beside the request',
    replaced: ['{"provisioning_request"', '{"x":1,"provisioning_request"'],
    code: 'unknown_member',
    pointer: '/x',
  },
  {
    title: 'the request twice',
    replaced: ['{"provisioning_request"', '{"provisioning_request":1,"provisioning_request"'],
    code: 'duplicate_key',
    pointer: '/provisioning_request',
  },
  { title: 'a missing member', replaced: [`${CPU},`, ''], code: 'missing_member', pointer: VM },
];

const names: readonly (readonly [name: string, code: string])[] = [
  ["'; calc;'", 'bad_format'],
  ['$(calc)', 'bad_format'],
  ['a`n', 'bad_format'],
  ['\u2019web\u2019', 'bad_format'],
  ['\u201cweb\u201d', 'bad_format'],
  ['web*', 'bad_format'],
  ['[ab]', 'bad_format'],
  ['a?b', 'bad_format'],
  ['CON', 'vm_name_reserved'],
  ['com1.x', 'vm_name_reserved'],
  ['-Force', 'bad_format'],
  ['x'.repeat(65), 'wrong_length'],
  ['', 'wrong_length'],
  ['\u202egnp', 'bad_format'],
  ['\ud83d\ude80', 'bad_format'],
  ['web\0', 'bad_format'],
  ['a/b', 'bad_format'],
  ['a\\b', 'bad_format'],
  ['..', 'bad_format'],
  ['web ', 'bad_format'],
  ['web.', 'bad_format'],
  ['w\u0435b', 'bad_format'],
];

describe('values of a spec at both doors', () => {
  const host = oneHost();

  /** Plans and provisions over REST and over the socket: everywhere the same problems, and no trace. */
  async function refusedEverywhere(text: string, code: string, pointer: string): Promise<void> {
    const rpc = await openRpc(host());
    await untouched(host(), async () => {
      for (const action of ['plan', 'provision']) {
        const rest = await request(host(), { method: 'POST', path: `/api/vms/${action}`, body: text });
        const params = `{"request":${text}}`;
        const frame = `{"jsonrpc":"2.0","id":7,"method":"vms/${action}","params":${params}}`;
        const { error, id } = await rpc.raw(frame);
        assert.deepEqual([id, error?.code], [7, -32602]);
        for (const body of [assertError(rest, 400), assertErrorBody(error?.data, 400)]) {
          const found = body.errors?.map((problem) => ({ code: problem.code, pointer: problem.pointer }));
          assert.deepEqual(found, [{ code, pointer }]);
        }
      }
    });
    await rpc.close();
  }

  for (const { title, replaced, code, pointer } of cases) {
    it(`T33: ${title} is ${code} at ${pointer}`, async () => {
      const text = good.replace(...replaced);
      assert.notEqual(text, good);
      await refusedEverywhere(text, code, pointer);
    });
  }

  for (const [name, code] of names) {
    it(`T34: the name ${JSON.stringify(name.slice(0, 20))} is ${code}`, () =>
      refusedEverywhere(JSON.stringify(spec(vm(name))), code, `${VM}/vm_name`));
  }

  for (const path of hostileTemplatePaths) {
    it(`T35: the template ${JSON.stringify(path)} is template_path`, () =>
      refusedEverywhere(
        JSON.stringify(spec(vm('web-01', { disk_template_path: path }))),
        'template_path',
        `${VM}/disk_template_path`,
      ));
  }

  for (const path of [
    'C:\\templates2\\tiny.vhdx',
    'C:\\Windows\\System32\\config\\SAM.vhdx',
    'D:\\tiny.vhdx',
  ]) {
    it(`T35: ${path}, outside the template folders, is no template of the host`, async () => {
      const body = spec(vm('web-01', { disk_template_path: path }));
      const asked = { method: 'POST', path: '/api/vms/provision', body };
      const error = assertError(
        await untouched(host(), () => request(host(), asked)),
        400,
        'unknown_template',
      );
      assert.deepEqual(
        error.errors?.map(({ code, pointer }) => [code, pointer]),
        [['unknown_template', `${VM}/disk_template_path`]],
      );
      assert.match(error.message, /outside the host's template folders/);
    });
  }
});
