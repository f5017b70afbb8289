import type { Validator } from '#schemas/validator.ts';
import type { ShellCall } from '../../powershell/call.ts';
import { readRecord, type RecordReading } from '../../powershell/readRecord.ts';

/** An operation of our PowerShell module as data: what is sent, and how the answer is read. */
export interface Operation<T> extends ShellCall {
  parse(result: unknown, strict: boolean): RecordReading<T>;
}

/** An operation whose answer is a record, turned into what the port tells. */
export function operation<R, T>(
  call: ShellCall,
  validator: Validator<R>,
  normalize: (record: R) => T | null,
): Operation<T> {
  return {
    ...call,
    parse: (result, strict) => {
      const reading = readRecord(validator, result, strict);
      if (!reading.ok) return reading;
      const value = normalize(reading.value);
      return value === null
        ? { ok: false, reason: 'something is missing in the answer' }
        : { ok: true, value };
    },
  };
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** Time that operations may take. A job's own deadline may come sooner. */
export const deadlines = {
  /** A thousand VMs on a slow host. */
  inventory: 5 * MINUTE_MS,
  look: 2 * MINUTE_MS,
  /** Cmdlets that only change settings. */
  act: 10 * MINUTE_MS,
  /** Cmdlets that write whole disks. */
  write: 4 * 60 * MINUTE_MS,
} as const;
