import { describe } from 'mocha';
import { fakeClock } from '../../support/fakeClock.ts';
import { hosts } from '../../support/host/hosts.ts';
import { describeJobFaults, MAKING_STEPS } from '../../support/host/jobFaults.ts';

describe('a job on a practice host that fails', () => {
  describeJobFaults({ ...hosts(), clock: fakeClock, hangAt: MAKING_STEPS, cutOff: () => Promise.resolve() });
});
