import { waitNeedsStart } from '#core/checks/waitNeedsStart.ts';
import { entryAt, type CheckCase } from './checkCase.ts';

/** What a job waits for. */
export const waitCases: readonly CheckCase[] = [
  {
    check: waitNeedsStart,
    what: 'an address of a VM that is started, told or not, and none of one that stays off',
    vms: [{ wait_for: 'ip' }, { wait_for: 'ip', start: true }, { wait_for: 'created', start: false }],
    found: [],
  },
  {
    check: waitNeedsStart,
    what: 'an address of a VM that stays off',
    vms: [{ wait_for: 'ip', start: false }],
    found: [
      {
        code: 'wait_needs_start',
        pointer: entryAt(0, 'wait_for'),
        message:
          'wait_for is "ip", and a VM that is not started never reports an address: remove it, or start: false.',
      },
    ],
  },
];
