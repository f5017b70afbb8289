import { exitCodes } from '../../exitCodes.ts';
import { CliFailure } from '../../failure.ts';
import { commandLine } from '../commandLine.ts';
import type { Run } from '../step.ts';
import type { Ran, World } from '../world.ts';

/** Characters of what a failed program said that are passed on. */
const SAID = 600;
/** Id of PowerShell's error for a script that its execution policy refuses; ids are not translated. */
const REFUSED_SCRIPT = /FullyQualifiedErrorId\s*:\s*UnauthorizedAccess/;

/** Runs a program. Throws CliFailure when it does not end as it must. */
export async function run({ exe, args, accept = [0] }: Run, world: World): Promise<Ran> {
  const ran = await world.run({ exe, args });
  if (accept === 'any' || accept.includes(ran.code)) return ran;
  const said = (ran.stderr.trim() === '' ? ran.stdout : ran.stderr).trim().slice(0, SAID);
  throw new CliFailure(
    exitCodes.internal,
    `This ended with ${String(ran.code)}: ${commandLine({ exe, args })}`,
    hintFor(ran, said),
  );
}

function hintFor({ stderr }: Ran, said: string): string | null {
  if (!REFUSED_SCRIPT.test(stderr)) return said === '' ? null : said;
  return (
    'The execution policy of PowerShell refuses the script. Run in an elevated Windows PowerShell, then try again:\n' +
    'Set-ExecutionPolicy -Scope LocalMachine -ExecutionPolicy RemoteSigned'
  );
}
