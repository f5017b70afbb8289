/**
 * Program: a host that does one job and is killed at a numbered point of it, by SIGKILL to itself. Points are counted
 * inside every transaction of its records, after its commit, after every change of its machine, and before and after
 * every call that may change it. Arguments: data directory, kind of job, id of its VM, number of the point, and from when
 * points are counted: `job` (from its submission on) or `start` (of the host). When there is no such point it prints how
 * many there were, and ends with 0.
 */
import type { Store } from '../../../server/src/host/store/store.ts';
import { smallMachine } from '../host/smallMachine.ts';
import { startTestHost, type TestMachine } from '../host/testHost.ts';
import { askAndWait, crashJobs } from './crashJobs.ts';

await run(process.argv.slice(2));

async function run([directory = '', name = '', vmId = '', at = '', from = '']: string[]): Promise<never> {
  const job = crashJobs.find((one) => one.name === name);
  if (job === undefined) throw new Error(`there is no kind of job ${name}`);
  const counter = killAt(Number(at));
  if (from === 'start') counter.arm();
  const host = await startTestHost({
    directory,
    machine: smallMachine,
    faults: job.faults,
    onOpened: ({ store, hyperv }) => {
      countTransactions(store, counter.point);
      countChanges(hyperv, counter.point);
    },
  });
  counter.arm();
  await askAndWait(host, job, vmId);
  process.stdout.write(`${counter.count()}\n`);
  process.exit(0);
}

interface Counter {
  arm(): void;
  readonly point: () => void;
  count(): number;
}

/** Counts points once it is armed, and kills this process at the given one. */
function killAt(number: number): Counter {
  const state = { armed: false, points: 0 };
  return {
    arm: () => {
      state.armed = true;
    },
    point: () => {
      if (!state.armed) return;
      state.points += 1;
      if (state.points === number) process.kill(process.pid, 'SIGKILL');
    },
    count: () => state.points,
  };
}

function countTransactions(store: Store, point: () => void): void {
  const transact = store.transact.bind(store);
  Object.assign(store, {
    transact: (work: Parameters<typeof transact>[0]) => {
      const result = transact((emit) => {
        const inside = work(emit);
        point();
        return inside;
      });
      point();
      return result;
    },
  });
}

function countChanges(hyperv: TestMachine, point: () => void): void {
  const { machine } = hyperv;
  const commit = machine.commit.bind(machine);
  Object.assign(machine, {
    commit: (change: Parameters<typeof commit>[0]) => {
      commit(change);
      point();
    },
  });
  for (const call of ['ensure', 'restart'] as const) {
    const original: (...args: never[]) => Promise<unknown> = hyperv[call].bind(hyperv);
    Object.assign(hyperv, {
      [call]: async (...args: never[]) => {
        point();
        const result = await original(...args);
        point();
        return result;
      },
    });
  }
}
