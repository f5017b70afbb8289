import assert from 'node:assert/strict';
import fc from 'fast-check';
import { afterEach, describe, it } from 'mocha';
import * as validators from '#schemas/generated/validators.js';
import type { Validator } from '#schemas/validator.ts';
import { KEPT_OUTPUT_CHARS, type CallResult } from '../../server/src/host/powershell/call.ts';
import { readAnswer } from '../../server/src/host/powershell/readAnswer.ts';
import { readRecord } from '../../server/src/host/powershell/readRecord.ts';
import type { ShellProcess } from '../../server/src/host/powershell/shellProcess.ts';
import { warmUp } from '../../server/src/host/powershell/warmShell.ts';
import { fakeClock } from '../support/fakeClock.ts';
import { fuzzSeed } from '../support/fuzz/seed.ts';
import { frame, nearRecordsOf, outputs } from '../support/fuzz/shellOutputs.ts';
import { amount } from '../support/goals/scale.ts';
import { fakeCall, fakeShells, type FakeShells } from '../support/powershell/fakeShells.ts';

/** What is kept of an output, and the words around it. */
const MOST_KEPT = KEPT_OUTPUT_CHARS + 100;

const titles = [
  'PowerShellEnsured',
  'PowerShellProbed',
  'PowerShellInventory',
  'PowerShellDoctorFacts',
  'PowerShellShell',
] as const;

describe('T18: whatever a shell writes', function () {
  this.timeout(amount(60_000, 1_800_000));
  const seed = fuzzSeed(5);
  const opened = new Set<FakeShells>();
  afterEach(async () => {
    for (const shells of opened) await shells.close();
    opened.clear();
  });

  it('is an answer or says why it is none', () => {
    fc.assert(
      fc.property(outputs, (text) => {
        const reading = readAnswer(text);
        if (reading.ok) assert.ok(validators.PowerShellAnswer(reading.answer));
        else assert.match(reading.reason, /^(?:no|more than one|an) answer/);
      }),
      { seed, numRuns: amount(1_500, 200_000) },
    );
  });

  it('is an answered call or one with bad output, of which little is kept', async () => {
    await fc.assert(
      fc.asyncProperty(outputs, outputs, async (stdout, stderr) => {
        const result = await callOf({ stdout, stderr });
        assert.ok(result.outcome === 'answered' || result.outcome === 'bad_output');
        if (result.outcome === 'bad_output') assert.ok(result.output.length <= MOST_KEPT);
      }),
      { seed, numRuns: amount(500, 50_000) },
    );
  });

  for (const title of titles) {
    it(`is a ${title} or says where it is none`, () => {
      const validator: Validator<unknown> = validators[title];
      fc.assert(
        fc.property(nearRecordsOf(title), fc.boolean(), (text, strict) => {
          const value: unknown = jsonOr(text);
          const reading = readRecord(validator, value, strict);
          if (reading.ok) assert.ok(validator(reading.value));
          else assert.ok(reading.reason.length > 0 && reading.reason.length <= MOST_KEPT);
        }),
        { seed, numRuns: amount(500, 50_000) },
      );
    });
  }

  it('is read wherever it is cut into pieces', async () => {
    const shells = fakeShells({ count: 2, operationsPerShell: 10_000 });
    opened.add(shells);
    const text = Buffer.from(`WARNING: \u00e4\u{1f4a9}\n${frame('{"ok":true,"result":{"a":"\u00e4"}}')}\n`);
    for (let cut = 0; cut <= text.length; cut += 1) {
      const result = await pieces(shells, [text.subarray(0, cut), text.subarray(cut)]);
      assert.ok(result.outcome === 'answered', `cut at ${String(cut)}: ${JSON.stringify(result)}`);
      assert.deepEqual(result.answer.result, { a: '\u00e4' });
    }
  });

  it('leaves a process that is good for the next line, or is ended', async () => {
    const shells = fakeShells({ count: 2, operationsPerShell: 10_000 });
    opened.add(shells);
    await fc.assert(
      fc.asyncProperty(outputs, async (text) => {
        const result = await pieces(shells, [Buffer.from(text)]);
        assert.ok(['answered', 'bad_output', 'lost'].includes(result.outcome));
        const next = await shells.shells.call(fakeCall('well'), new AbortController().signal);
        assert.equal(next.outcome, 'answered');
      }),
      { seed, numRuns: amount(200, 5_000) },
    );
  });
});

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Has the fake shell write these bytes, each piece by itself. */
function pieces({ shells }: FakeShells, bytes: readonly Buffer[]): Promise<CallResult> {
  const params = { pieces: bytes.map((piece) => piece.toString('base64')) };
  return shells.call({ ...fakeCall('pieces', params), deadlineMs: 2_000 }, new AbortController().signal);
}

/** A call to a shell that writes this, whatever it is asked. */
async function callOf(output: { readonly stdout: string; readonly stderr: string }): Promise<CallResult> {
  const about = frame('{"ok":true,"result":{"version":"5.1","edition":"Desktop"}}');
  const state = { lines: 0 };
  const process: ShellProcess = {
    pid: 1,
    ended: new Promise(() => undefined),
    kill: () => Promise.resolve(),
    run: () => {
      state.lines += 1;
      return Promise.resolve({ ...(state.lines <= 2 ? { stdout: about, stderr: '' } : output), ended: null });
    },
  };
  const options = { clock: fakeClock(), manifest: 'x', startTimeoutMs: 1_000, onNoise: () => undefined };
  const { signal } = new AbortController();
  const start = await warmUp(process, options, signal);
  assert.ok(start.ok);
  return start.shell.call({ operation: 'fake', params: {}, lane: 'act', deadlineMs: 1_000 }, signal);
}
