import { type Command, InvalidArgumentError } from 'commander';

/** Adds the options with which a command finds its host. */
export function withConnection(command: Command): Command {
  const named = command
    .optionsGroup(CONNECTION_GROUP)
    .option('--host <name>', 'a host saved with `vmspec host add`');
  return withAddress(named);
}

const CONNECTION_GROUP =
  'Which host (else VMSPEC_HOST, VMSPEC_URL, `vmspec host use`, the host of this computer):';

/** The same without `--host`, for a command in which that means something else. */
export function withAddress(command: Command): Command {
  return command
    .optionsGroup(CONNECTION_GROUP)
    .option('--url <url>', 'a host by its address')
    .option('--token-file <file>', 'file with the token')
    .option('--cert-sha256 <fingerprint>', 'the certificate must have this fingerprint')
    .option('--data-dir <folder>', 'the host of this computer that keeps its data there');
}

/** Adds `--json`. */
export function withJson(command: Command): Command {
  return command.option('--json', 'print JSON, for programs');
}

/** Reads a whole number >= `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : -1;
    if (value >= least) return value;
    throw new InvalidArgumentError(`It must be a whole number, ${String(least)} or more.`);
  };
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 24 * 3600 };

/** Reads a length of time, such as `90d`, `12h`, `30m` or `45s`, in seconds. */
export function secondsOf(text: string): number {
  const [, digits = '', unit = ''] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const seconds = Number(digits) * (SECONDS[unit] ?? NaN);
  if (!Number.isNaN(seconds)) return seconds;
  throw new InvalidArgumentError(
    'It must be a number of days, hours, minutes or seconds, such as 90d or 1h.',
  );
}

/** Reads a port that others can know. */
export function portNumber(text: string): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= 65535) return value;
  throw new InvalidArgumentError('It must be 1 to 65535.');
}

/** Adds `--wait` and `--timeout`. */
export function withWait(
  command: Command,
  wait = 'show progress until the job has ended',
  timeout = 'wait at most so long, then exit 8; the job goes on',
): Command {
  return command.option('--wait', wait).option('--timeout <seconds>', timeout, wholeNumber(1));
}
