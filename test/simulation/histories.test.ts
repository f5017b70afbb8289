import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { measured } from '../support/goals/measured.ts';
import { amount } from '../support/goals/scale.ts';
import { simulate, type HistoryOptions } from '../support/simulation/simulate.ts';

/** Histories that are tried, and deeds in each. */
const HISTORIES = amount(24, 3000);
const STEPS = 150;
/** A seed to replay; absent: others every day of the year would hide what broke, so always the same ones. */
const SEED = process.env['VMSPEC_SIM_SEED'];

const everything: HistoryOptions = { steps: STEPS, operators: 10, people: 2, troubles: 3 };

describe('a host that everything happens to', function () {
  this.timeout(3_600_000);

  it('G1: in any history, nothing is promised twice, lost, or left over', async () => {
    const seeds =
      SEED === undefined ? Array.from({ length: HISTORIES }, (_, index) => index + 1) : [Number(SEED)];
    const sum = { hours: 0, requests: 0, admissions: 0, kills: 0 };
    const begun = performance.now();
    for (const seed of seeds) {
      const { hours, requests, admissions, kills } = await simulate(seed, everything);
      sum.hours += hours;
      sum.requests += requests;
      sum.admissions += admissions;
      sum.kills += kills;
    }
    const minutes = (performance.now() - begun) / 60_000;
    const perMinute = Math.round(sum.hours / minutes);
    const tried = `${seeds.length} histories of ${STEPS} deeds, ${sum.requests} requests, ${sum.kills} kills`;
    process.stdout.write(`note: simulation: ${tried}; ${perMinute} hours a minute\n`);
    measured({ goal: 'G1', tried, result: '0 over-commitments', reached: true });
  });

  it('the same seed gives the same history', async () => {
    const [first, second] = [await simulate(7, everything), await simulate(7, everything)];
    assert.equal(first.digest, second.digest);
  });
});
