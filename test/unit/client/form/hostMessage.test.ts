import assert from 'node:assert/strict';
import { FormToPage } from '#schemas/generated/webview/FormToPage.js';
import { hostMessage } from '../../../../client/src/form/hostMessage.ts';
import { namedNetworks } from '../../../support/client/namedNetworks.ts';
import { hostState, sampleHost } from '../../../support/hostSamples.ts';

describe('what the form may choose of a host that names networks', () => {
  const state = hostState([], [], { networks: { networks: namedNetworks } });

  it('are the networks with where they lead, and the switches; none that leads nowhere', () => {
    const message = hostMessage({ kind: 'open', host: sampleHost, attempt: 0 }, state, true);
    assert.ok(FormToPage(message));
    assert.deepEqual(message.switches, [
      { value: 'build-lan', label: 'build-lan (External_Switch, VLAN 20)' },
      { value: 'open', label: 'open (External_Switch)' },
      { value: 'External_Switch', label: 'External_Switch (External)' },
    ]);
  });
});
