import assert from 'node:assert/strict';
import { HostFailure, refusedBy } from '../../../../client/src/connection/failure.ts';
import { issueText } from '../../../../client/src/issue/issueText.ts';
import { createRecentFailures } from '../../../../client/src/issue/recentFailures.ts';
import { hostView as host } from '../../../support/wireSamples.ts';

describe('a report of an issue', () => {
  it('tells versions and codes, and neither names nor addresses nor tokens', () => {
    const failures = createRecentFailures();
    failures.add(
      'vmspec.plan',
      new HostFailure('No answer from https://secret-host:4417.', '', { passing: true }),
    );
    failures.add(
      'vmspec.provision',
      refusedBy({
        status: 'error',
        http_status: 409,
        code: 'name_in_use',
        message: 'secret-vm is in use',
        request_id: 'secret-request',
      }),
    );
    failures.add('vmspec.newSpec', new TypeError('secret-file'));
    const text = issueText({
      extension: 'vmspec-vscode 0.1.0',
      editor: 'Code 1.139.1',
      platform: 'linux x64',
      host: host({ name: 'secret-host', operator: 'secret-operator', vm_root: 'C:\\secret' }),
      failures: failures.list(),
    });
    assert.match(
      text,
      /vmspec\.plan: unreachable, vmspec\.provision: name_in_use, vmspec\.newSpec: TypeError/,
    );
    assert.match(text, /driver hyperv/);
    assert.doesNotMatch(text, /secret/);
  });

  it('keeps the last five', () => {
    const failures = createRecentFailures();
    for (let number = 1; number <= 7; number += 1) failures.add(`c${String(number)}`, new Error());
    assert.deepEqual(
      failures.list().map(({ command }) => command),
      ['c3', 'c4', 'c5', 'c6', 'c7'],
    );
  });
});
