import assert from 'node:assert/strict';
import { DOMParser } from '@xmldom/xmldom';
import { layoutOf } from '../../../../server/src/cli/service/layout.ts';
import type { ServiceSettings } from '../../../../server/src/cli/service/settings.ts';
import { taskXml } from '../../../../server/src/cli/service/taskXml.ts';
import { windowsLayout } from '../../../support/service/samplePlans.ts';

const settings: ServiceSettings = {
  port: 4417,
  firewallProfile: 'none',
  firewallOpen: false,
  operators: [],
  account: 'SYSTEM',
};

/** The texts of the elements of a definition; fails where it is not well-formed. */
function read(xml: string): (name: string) => string | null {
  const problems: string[] = [];
  const onError = (_level: string, message: string): void => void problems.push(message);
  const document = new DOMParser({ onError }).parseFromString(xml, 'text/xml');
  assert.deepEqual(problems, []);
  assert.equal(
    document.documentElement?.namespaceURI,
    'http://schemas.microsoft.com/windows/2004/02/mit/task',
  );
  return (name) => document.getElementsByTagName(name)[0]?.textContent ?? null;
}

describe('the scheduled task', () => {
  const text = read(taskXml(windowsLayout(), '1.0.0', settings));

  it('is started with the computer, and again every five minutes when it has ended', () => {
    assert.equal(text('BootTrigger')?.trim(), 'true');
    assert.match(text('TimeTrigger') ?? '', /2000-01-01T00:00:00Z\s+PT5M\s+false/);
    assert.equal(text('MultipleInstancesPolicy'), 'IgnoreNew');
    assert.match(text('RestartOnFailure') ?? '', /255\s+PT1M/);
  });

  for (const [name, value] of [
    ['ExecutionTimeLimit', 'PT0S'],
    ['DisallowStartIfOnBatteries', 'false'],
    ['StopIfGoingOnBatteries', 'false'],
    ['StopOnIdleEnd', 'false'],
    ['RunOnlyIfIdle', 'false'],
    ['RunOnlyIfNetworkAvailable', 'false'],
    ['Priority', '4'],
    ['Enabled', 'true'],
  ] as const) {
    it(`has ${name} ${value}`, () => assert.equal(text(name), value));
  }

  it('runs as SYSTEM, by SID', () => {
    assert.equal(text('UserId'), 'S-1-5-18');
    assert.equal(text('LogonType'), null);
  });

  it('runs as a managed account, whose password Windows keeps', () => {
    const own = read(taskXml(windowsLayout(), '1.0.0', { ...settings, account: 'EXAMPLE\\vmspec$' }));
    assert.equal(own('UserId'), 'EXAMPLE\\vmspec$');
    assert.equal(own('LogonType'), 'Password');
  });

  it('runs the program of its version with a bounded heap', () => {
    assert.equal(text('Command'), 'C:\\Program Files\\VMSpec\\1.0.0\\node.exe');
    assert.equal(
      text('Arguments'),
      '--max-old-space-size=384 --max-semi-space-size=4 "C:\\Program Files\\VMSpec\\1.0.0\\dist\\vmspec.js" serve ' +
        '--data-dir C:\\ProgramData\\VMSpec --port 4417 --output C:\\ProgramData\\VMSpec\\logs\\service.log',
    );
  });

  it('stays well-formed and keeps paths whole, whatever is in them', () => {
    const odd = layoutOf({}, 'D:\\R & D <x>', "D:\\it's data & more");
    const own = read(taskXml(odd, '1.0.0', settings));
    assert.equal(own('Command'), 'D:\\R & D <x>\\1.0.0\\node.exe');
    assert.match(own('Arguments') ?? '', /--data-dir "D:\\it's data & more" --port/);
  });
});
