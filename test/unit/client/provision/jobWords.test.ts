import assert from 'node:assert/strict';
import { hasEnded, outcomeOf, percentDone, progressLine } from '../../../../client/src/provision/jobWords.ts';
import { doneVm, endedJob, failedVm, job, jobVm } from '../../../support/wireSamples.ts';

describe('a job in the words of the editor', () => {
  const atWork = jobVm('web-02', { status: 'Provisioning', step: 'disk', progress: 0.25 });

  it('is how many are done, and what one of the others is at', () => {
    const running = job([doneVm('web-01'), atWork]);
    assert.equal(progressLine(running), '1 of 2 created; web-02: making the system disk');
    assert.equal(percentDone(running), 62);
    assert.equal(hasEnded(running), false);
    assert.equal(progressLine({ ...running, cancelling: true }).startsWith('cancelling, 1 of 2'), true);
  });

  it('counts a VM that failed as over', () => {
    assert.equal(percentDone(job([failedVm('a'), failedVm('b')])), 100);
    assert.equal(percentDone(job([])), 0);
  });

  it('ends with what is there now', () => {
    const all = endedJob([doneVm('a'), doneVm('b')], 'Success', null);
    assert.deepEqual(outcomeOf({ ...all, simulated: false }, 'hv01'), {
      severity: 'information',
      text: '2 VMs created on hv01.',
      retry: false,
    });
    assert.equal(outcomeOf(all, 'hv01').text, '2 practice VMs created on hv01.');
  });

  it('is no failure in red when most of it runs, and says why the rest does not and what to do', () => {
    const partial = { ...endedJob([doneVm('a'), failedVm('b')], 'Failed', 'partial'), simulated: false };
    assert.deepEqual(outcomeOf(partial, 'hv01'), {
      severity: 'warning',
      text: '1 of 2 VMs created on hv01. b: Not enough memory to start it. Stop a VM.',
      retry: true,
    });
    const none = endedJob([failedVm('b')], 'Failed', 'host_memory');
    assert.equal(outcomeOf(none, 'hv01').severity, 'error');
  });

  it('names three failures and counts the others', () => {
    const failed = endedJob(['a', 'b', 'c', 'd', 'e'].map(failedVm), 'Failed', 'host_memory');
    assert.match(
      outcomeOf(failed, 'hv01').text,
      /c: Not enough memory to start it\. Stop a VM\. 2 more failed\.$/,
    );
  });

  it('warns of guests that were waited for in vain, once for all', () => {
    const warning = { code: 'guest_no_answer', message: 'No address.', hint: 'Look at its screen.' };
    const warned = endedJob([doneVm('a'), { ...doneVm('b'), warning }], 'Success', null);
    const { severity, text, retry } = outcomeOf({ ...warned, simulated: false }, 'hv01');
    assert.deepEqual([severity, retry], ['warning', false]);
    assert.equal(text, '2 VMs created on hv01. b: No address. Look at its screen.');
    const both = endedJob(
      [
        { ...doneVm('a'), warning },
        { ...doneVm('b'), warning },
      ],
      'Success',
      null,
    );
    assert.match(outcomeOf(both, 'hv01').text, /The same holds for 1 more VM\.$/);
  });

  it('is not a failure when a person cancelled it', () => {
    const cancelled = endedJob([doneVm('a'), failedVm('b')], 'Failed', 'cancelled');
    const { severity, text, retry } = outcomeOf(cancelled, 'hv01');
    assert.deepEqual([severity, retry], ['information', false]);
    assert.match(text, /^Cancelled: 1 of 2/);
  });
});
