import { SetupFacts as isSetupFacts } from '#schemas/generated/validators.js';
import type { SetupFacts } from '#schemas/generated/types.ts';
import { readDocument } from '#core/readDocument.ts';
import { exitCodes } from '../../exitCodes.ts';
import { CliFailure } from '../../failure.ts';
import type { CheckRights, CheckScripts } from '../step.ts';
import type { World } from '../world.ts';
import { run } from './run.ts';

/** Label of a process that runs elevated, and of one of the system. */
const ELEVATED = /S-1-16-(?:12288|16384)(?!\d)/;
const ADMINISTRATORS = /S-1-5-32-544(?!\d)/;
/** Owners that ordinary users cannot be: SYSTEM, Administrators, TrustedInstaller. */
const trustedOwners = [
  'S-1-5-18',
  'S-1-5-32-544',
  'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464',
];
/** Policies under which Windows PowerShell runs scripts that are on this computer and not signed. */
const usablePolicies = ['RemoteSigned', 'Unrestricted', 'Bypass'];

export async function checkRights({ command }: CheckRights, world: World): Promise<void> {
  const { stdout } = await run({ kind: 'run', ...command }, world);
  if (ELEVATED.test(stdout) && ADMINISTRATORS.test(stdout)) return;
  throw new CliFailure(
    exitCodes.configuration,
    'This needs an administrator whose rights are in force.',
    'Right-click Windows PowerShell, choose "Run as administrator", and run the same command there.',
  );
}

export async function checkScripts(
  { command, programRoot, dataDirectory }: CheckScripts,
  world: World,
): Promise<void> {
  const { stdout } = await run({ kind: 'run', ...command }, world);
  const facts: SetupFacts | null = readDocument(stdout.trim(), isSetupFacts).value;
  if (facts === null)
    throw new CliFailure(exitCodes.internal, `${command.exe} answered what cannot be read.`);
  checkPolicy(facts);
  checkOwners(programRoot, facts.program_owners, '--program-dir');
  checkOwners(dataDirectory, facts.data_owners, '--data-dir');
}

function checkOwners(folder: string, owners: readonly string[], option: string): void {
  const other = owners.find((owner) => !trustedOwners.includes(owner));
  if (other === undefined) return;
  throw new CliFailure(
    exitCodes.configuration,
    `${folder} is there already and belongs to ${other}, who could have put anything into it.`,
    `Look what is in it. If all of it may be used, make it the administrators' own: icacls "${folder}" /setowner *S-1-5-32-544 /T\n` +
      `Else remove it, or give the service another folder with ${option}.`,
  );
}

function checkPolicy({ execution_policy, language_mode }: SetupFacts): void {
  if (language_mode !== 'FullLanguage') {
    throw new CliFailure(
      exitCodes.configuration,
      `PowerShell runs in the mode ${language_mode} on this computer, in which VMSpec cannot drive Hyper-V.`,
      'An application control policy sets it. Let whoever keeps that policy allow the program folder of VMSpec.',
    );
  }
  if (!usablePolicies.includes(execution_policy)) throw policyRefuses(execution_policy);
}

/** PowerShell's policy keeps the service from running its scripts. */
export function policyRefuses(policy: string): CliFailure {
  return new CliFailure(
    exitCodes.configuration,
    `PowerShell runs no scripts for the service: its execution policy is ${policy}.`,
    'Run in an elevated Windows PowerShell: Set-ExecutionPolicy -Scope LocalMachine -ExecutionPolicy RemoteSigned\n' +
      'Where a group policy sets it (Get-ExecutionPolicy -List shows MachinePolicy), it must be changed there.',
  );
}
