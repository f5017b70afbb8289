import assert from 'node:assert/strict';
import { choiceOf } from '../../../../../webview/src/form/model/choices.ts';

describe('what of the host a value of the form means', () => {
  const choices = ['build-lan', 'External_Switch', 'external_switch'].map((value) => ({
    value,
    label: value,
  }));

  it('is the one that is spelt the same, else one of the same letters, else none', () => {
    assert.equal(choiceOf(choices, 'external_switch')?.value, 'external_switch');
    assert.equal(choiceOf(choices, 'BUILD-LAN')?.value, 'build-lan');
    assert.equal(choiceOf(choices, 'build'), undefined);
    assert.equal(choiceOf(choices, ''), undefined);
    assert.equal(choiceOf([], 'build-lan'), undefined);
  });
});
