import assert from 'node:assert/strict';
import { HostFailure } from '../../../../client/src/connection/failure.ts';
import {
  nextState,
  type ConnectionAction,
  type ConnectionState,
} from '../../../../client/src/connection/state.ts';
import { hostView } from '../../../support/wireSamples.ts';

const host = hostView();
const passing = new HostFailure('away', '', { passing: true });
const final = new HostFailure('wrong token', '', { passing: false });

/** The states after each of these actions. */
function kindsAfter(...actions: readonly ConnectionAction[]): string[] {
  let state: ConnectionState = { kind: 'off' };
  return actions.map((action) => {
    state = nextState(state, action);
    return state.kind;
  });
}

/** Attempts counted after these actions. */
function attemptsAfter(...actions: readonly ConnectionAction[]): number {
  const state = actions.reduce(nextState, { kind: 'off' });
  return 'attempt' in state ? state.attempt : -1;
}

const connect = { kind: 'connect' } as const;
const opened = { kind: 'opened', host } as const;
const broke = { kind: 'broke', failure: passing } as const;

describe('the states of a connection', () => {
  it('go from nothing to open, and back by themselves after a break', () => {
    assert.deepEqual(kindsAfter(connect, opened, broke, connect, opened), [
      'connecting',
      'open',
      'waiting',
      'connecting',
      'open',
    ]);
  });

  it('end where only a person can help, until they say so', () => {
    assert.deepEqual(kindsAfter(connect, { kind: 'broke', failure: final }, connect), [
      'connecting',
      'failed',
      'connecting',
    ]);
  });

  it('take nothing from a connection that was stopped', () => {
    assert.deepEqual(kindsAfter(connect, { kind: 'stop' }, broke, opened), [
      'connecting',
      'off',
      'off',
      'off',
    ]);
  });

  it('count the attempts, also of a host that opens and breaks at once, until one has stood for a while', () => {
    assert.equal(attemptsAfter(connect, broke), 1);
    assert.equal(attemptsAfter(connect, broke, connect, broke), 2);
    assert.equal(attemptsAfter(connect, broke, connect, opened, broke), 2);
    assert.equal(attemptsAfter(connect, broke, connect, opened, { kind: 'settled' }, broke), 1);
  });
});
