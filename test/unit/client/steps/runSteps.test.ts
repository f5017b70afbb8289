import assert from 'node:assert/strict';
import { runSteps, type Step, type StepResult } from '../../../../client/src/steps/runSteps.ts';

/** Steps that do what is written, one word each: `a` adds a letter, `back`, `back2`, `skip`, `stop`. */
function play(script: readonly string[], steps = 3): Promise<{ result: string | null; seen: string[] }> {
  const rest = [...script];
  const seen: string[] = [];
  const step: Step<string> = (known, { step: number, totalSteps, message }) => {
    seen.push(`${number}/${totalSteps}:${known}${message === null ? '' : `!${message}`}`);
    return Promise.resolve(resultOf(rest.shift() ?? 'stop', known));
  };
  return runSteps(
    Array.from({ length: steps }, () => step),
    '',
  ).then((result) => ({ result, seen }));
}

function resultOf(word: string, known: string): StepResult<string> {
  if (word === 'stop') return { kind: 'cancelled' };
  if (word === 'back') return { kind: 'back' };
  if (word === 'back2') return { kind: 'back', steps: 2, message: 'mend', value: `${known}+` };
  if (word === 'skip') return { kind: 'skipped', value: known };
  return { kind: 'next', value: known + word };
}

describe('steps', () => {
  it('follow one another, each knowing what came before and its number', async () => {
    assert.deepEqual(await play(['a', 'b', 'c']), { result: 'abc', seen: ['1/3:', '2/3:a', '3/3:ab'] });
  });

  it('lead back with what was given', async () => {
    const { result, seen } = await play(['a', 'back', 'b', 'c', 'd']);
    assert.deepEqual(seen, ['1/3:', '2/3:a', '1/3:a', '2/3:ab', '3/3:abc']);
    assert.equal(result, 'abcd');
  });

  it('lead back past what was not asked, and end when there is nothing before', async () => {
    assert.deepEqual((await play(['a', 'skip', 'back', 'stop'])).seen, ['1/3:', '2/3:a', '3/3:a', '1/3:a']);
    assert.equal((await play(['back'])).result, null);
  });

  it('lead back further, with what is wrong and what was found meanwhile', async () => {
    const { seen } = await play(['a', 'b', 'back2', 'stop']);
    assert.deepEqual(seen, ['1/3:', '2/3:a', '3/3:ab', '1/3:ab+!mend']);
  });

  it('are left without a result', async () => {
    assert.equal((await play(['a', 'stop'])).result, null);
  });
});
