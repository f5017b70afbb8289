import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { submittedVm } from '#core/jobState.ts';
import { jobError } from '../../../server/src/host/hyperv/failures.ts';
import { maintain } from '../../../server/src/host/maintenance.ts';
import { addJob } from '../../support/heldVm.ts';
import { jobCase, scriptedHyperV } from '../../support/jobContext.ts';
import { tempStores } from '../../support/tempStore.ts';

describe('the clean-up behind failed jobs', () => {
  const { open } = tempStores();

  it('goes on with the others, and tries again later, when it makes a mistake with one', async () => {
    const store = open();
    addJob(store, 'one', ['a', 'b']);
    for (const [n, name] of ['a', 'b'].entries())
      store.jobs.saveVm('one', n, {
        ...submittedVm(name),
        ...{ status: 'Failed', error: jobError('internal'), rollback: 'incomplete' },
      });
    const asked: string[] = [];
    const { context, clock, stop } = jobCase(
      store,
      scriptedHyperV({
        ensure: (_step, params) => {
          const folder = 'folder' in params ? params.folder : '';
          asked.push(folder.slice(-1));
          if (folder.endsWith('a')) throw new Error('a mistake');
          return Promise.resolve({ outcome: 'unknown', reason: 'cut off' });
        },
      }),
    );
    const maintenance = maintain(context, { saveUse: () => undefined });
    await clock.advance(60_000);
    assert.deepEqual(asked, ['a', 'b']);
    await clock.advance(60_000);
    assert.deepEqual(asked, ['a', 'b', 'a', 'b']);
    stop();
    await maintenance;
  });
});
