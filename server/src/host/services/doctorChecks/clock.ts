import { amber, green, red, type DoctorCheck } from './doctorCheck.ts';

/** Before this time no VMSpec was made: a clock that says so was never set. */
const EARLIEST = Date.UTC(2025, 0, 1);
const MOST_APART_MS = 120_000;

/** Certificates, tokens and records need the right time. */
export const clock: DoctorCheck = {
  id: 'clock',
  title: 'Clock',
  look: ({ now, facts }) => {
    const time = new Date(now).toISOString();
    if (now < EARLIEST) {
      return red(`It says ${time}, which cannot be.`, 'Set it, or run elevated: w32tm /resync');
    }
    const machine = facts === null ? now : Date.parse(facts.time);
    if (Math.abs(machine - now) > MOST_APART_MS) {
      return amber(`It says ${time}, Windows says ${facts?.time ?? ''}.`, 'Run elevated: w32tm /resync');
    }
    return green(`It says ${time}.`);
  },
};
