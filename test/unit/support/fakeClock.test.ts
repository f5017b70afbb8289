import assert from 'node:assert/strict';
import { fakeClock } from '../../support/fakeClock.ts';

describe('the fake clock', () => {
  it('wakes sleepers in the order in which they are due, at their time', async () => {
    const clock = fakeClock();
    const woken: (readonly [string, number])[] = [];
    for (const [name, ms] of [
      ['b', 20],
      ['a', 10],
      ['c', 31],
    ] as const) {
      void clock.sleep(ms).then(() => woken.push([name, clock.monotonic()]));
    }
    await clock.advance(30);
    assert.deepEqual(woken, [
      ['a', 10],
      ['b', 20],
    ]);
    assert.equal(clock.sleeping(), 1);
  });

  it('wakes within one advance who goes to sleep again', async () => {
    const clock = fakeClock();
    let rounds = 0;
    const work = async (): Promise<void> => {
      for (; rounds < 5; rounds += 1) await clock.sleep(10);
    };
    const working = work();
    await clock.advance(50);
    await working;
    assert.equal(rounds, 5);
  });

  it('wakes a sleeper at once whose signal aborts', async () => {
    const clock = fakeClock();
    const controller = new AbortController();
    const asleep = clock.sleep(1000, controller.signal);
    controller.abort();
    await asleep;
    await clock.sleep(1000, controller.signal);
    assert.deepEqual([clock.sleeping(), clock.monotonic()], [0, 0]);
  });

  it('lets the time of day jump without moving the monotonic time', async () => {
    const clock = fakeClock(1000);
    clock.jump(-500);
    await clock.advance(10);
    assert.deepEqual([clock.now(), clock.monotonic()], [510, 10]);
  });
});
