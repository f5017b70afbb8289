import type { Parts } from '../../parts.ts';
import type { HostsOptions } from '../../views/hosts/hostsModel.ts';
import type { CommandModule } from '../commandTable.ts';

/** A command that chooses what is seen. */
function choosing(change: Partial<HostsOptions>): CommandModule {
  return {
    run: ({ viewOptions }: Pick<Parts, 'viewOptions'>) => {
      viewOptions.set(change);
      return Promise.resolve();
    },
  };
}

export const groupByJob = choosing({ groupBy: 'job' });
export const groupByTag = choosing({ groupBy: 'tag' });
export const showOthers = choosing({ showOthers: true });
export const hideOthers = choosing({ showOthers: false });
