import assert from 'node:assert/strict';
import { isTold, readHostEnabled, readNotifications } from '../../../../client/src/settings/settings.ts';

const reader = (value: unknown): { get(): unknown } => ({ get: () => value });

describe('the settings', () => {
  it('tell when a notification is shown', () => {
    const told = (kind: Parameters<typeof isTold>[0]): boolean[] => [
      isTold(kind, 'badly', true),
      isTold(kind, 'badly', false),
      isTold(kind, 'well', true),
      isTold(kind, 'well', false),
    ];
    assert.deepEqual(told('all'), [true, true, true, true]);
    assert.deepEqual(told('failures'), [true, true, false, false]);
    assert.deepEqual(told('unseen'), [true, true, false, true]);
    assert.deepEqual(told('none'), [false, false, false, false]);
  });

  it('count as their defaults where they are something else', () => {
    assert.equal(readNotifications(reader('loud')), 'unseen');
    assert.equal(readNotifications(reader('none')), 'none');
    assert.equal(readHostEnabled(reader(undefined)), true);
    assert.equal(readHostEnabled(reader(false)), false);
  });
});
