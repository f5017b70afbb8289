import assert from 'node:assert/strict';
import { HostFailure } from '../../../../client/src/connection/failure.ts';
import type { ConnectionState } from '../../../../client/src/connection/state.ts';
import { barWords, type BarFacts } from '../../../../client/src/hosts/barWords.ts';
import type { Capacity } from '#schemas/generated/types.ts';
import { hostView as host } from '../../../support/wireSamples.ts';

const ram = {
  resource: 'ram',
  unit: 'MB',
  total: 65536,
  percent: 100,
  host_reserve: 2048,
  committed: 0,
  committed_unmanaged: 0,
  reserved: 0,
  available: 42_000,
  over_by: 0,
} as const;
const capacity: Capacity = {
  resources: [ram, { ...ram, resource: 'cpu', unit: 'cores', total: 8, available: 0, over_by: 2 }],
  warnings: [],
  kept_disks: [],
  at: '2026-01-01T00:00:00Z',
  simulated: false,
};
const facts: BarFacts = { label: 'hv01', capacity, trusted: true };
const failure = new HostFailure('No answer.', 'Start the host.', { passing: true });
const open = (more: object = {}): ConnectionState => ({ kind: 'open', host: host(more), attempt: 0 });

describe('the status bar', () => {
  it('names the host and its free memory', () => {
    const words = barWords(open({ simulated: false }), facts, false);
    assert.match(words?.text ?? '', /^\$\(server\) hv01 · 41 GB free$/);
    assert.match(words?.spoken ?? '', /^VMSpec: hv01 · \d+ GB free$/);
    assert.equal(words?.warning, false);
    assert.match(words.tooltip, /Hyper-V/);
    assert.match(words.tooltip, /RAM: 41\.0 GB \(42000 MB\) free of 64\.0 GB/);
    assert.match(words.tooltip, /0 free of 8, promised beyond by 2/);
  });

  it('says of a practice host that nothing is created', () => {
    const words = barWords(open({ simulated: true }), facts, false);
    assert.match(words?.text ?? '', /beaker/);
    assert.match(words?.tooltip ?? '', /nothing is created/);
  });

  it('shows markup of a host as text, and none of its icons', () => {
    const words = barWords(
      open({ name: '<b>$(bug)</b>', ready: false, not_ready_reason: '[x](y)' }),
      facts,
      false,
    );
    assert.doesNotMatch(words?.tooltip ?? '', /(?<!\\)<b>|(?<!\\)\$\(bug|(?<!\\)\[x/);
  });

  it('warns when the host is not reached, with what to do', () => {
    for (const state of [
      { kind: 'waiting', attempt: 1, failure },
      { kind: 'failed', failure },
    ] as const) {
      const words = barWords(state, facts, false);
      assert.equal(words?.warning, true);
      assert.match(words.tooltip, /Start the host/);
    }
  });

  it('is there without a host only beside a spec', () => {
    for (const state of [{ kind: 'none', reason: 'None.' }, { kind: 'off' }] as const) {
      assert.equal(barWords(state, facts, false), null);
      assert.match(barWords(state, facts, true)?.text ?? '', /No VM host/);
    }
    const untrusted = barWords({ kind: 'off' }, { ...facts, trusted: false }, true);
    assert.match(untrusted?.tooltip ?? '', /untrusted/);
  });
});
