import type { PairingCode } from '#schemas/generated/types.ts';
import { isLoopback } from '../../host/config.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import type { Shell } from '../shell.ts';
import { decide } from './decide.ts';
import type { Facts } from './facts.ts';
import type { Layout } from './layout.ts';
import { withLocalClient } from './localDoor.ts';
import { findInstalled, refuseOtherInstallation } from './findInstalled.ts';
import { refuseForeignFolders, refuseSharedFolders } from './ownFolders.ts';
import { installPlan } from './plan/installPlan.ts';
import { readFacts } from './readFacts.ts';
import { whatRemains } from './remaining.ts';
import { renderInstalled } from './renderInstalled.ts';
import { renderPlan } from './renderPlan.ts';
import { runPlan } from './runPlan.ts';
import type { InstallOptions } from './settings.ts';
import { failureOf, findLayout, progressOf, worldOf, type ServiceTools } from './tools.ts';

/** Options of `vmspec service install`. */
export interface InstallCommandOptions extends InstallOptions {
  readonly drainTimeout: number;
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

/** Installs the package as a service, or upgrades the one that is installed. Throws CliFailure. */
export async function install(
  options: InstallCommandOptions,
  shell: Shell,
  tools: ServiceTools,
): Promise<ExitCode> {
  if (options.dryRun !== true) tools.check();
  const layout =
    options.dryRun === true ? findLayout(options, shell) : await findInstalled(options, shell, tools);
  const facts = readFacts(layout, tools.packageFolder);
  refuseSharedFolders(layout, facts.config, (await whatRemains(layout.dataDirectory))?.folders ?? []);
  if (options.dryRun !== true) {
    refuseForeignFolders(layout, facts.record);
    await refuseOtherInstallation(layout, tools);
  }
  const decision = decide(options, facts, layout);
  const drainSeconds = options.force === true ? 0 : options.drainTimeout;
  const steps = installPlan({ layout, facts, decision, drainSeconds, now: tools.now() });
  if (options.dryRun === true) {
    shell.say(`${titleOf(facts)} Nothing is done; this is what would be, in this order:\n`);
    shell.say(renderPlan(steps));
    return exitCodes.done;
  }
  shell.say(titleOf(facts));
  const failure = await runPlan(steps, worldOf(tools, shell), progressOf(shell));
  if (failure !== null) throw failureOf(failure, unchanged(facts));
  const installed = {
    layout,
    version: facts.package.version,
    name: facts.computer.name,
    port: decision.settings.port,
    remote: !isLoopback(decision.bind),
    open: decision.settings.firewallOpen,
    pairing: await makePairingCode(layout, shell),
  };
  shell.say(renderInstalled(installed, shell.style));
  return exitCodes.done;
}

function titleOf({ record, package: { version } }: Facts): string {
  if (record === null) return `Install VMSpec ${version} as a service.`;
  if (record.version === version) return `Install VMSpec ${version} anew; it is installed already.`;
  return `Upgrade VMSpec from ${record.version} to ${version}.`;
}

function unchanged({ record }: Facts): string {
  return record === null
    ? 'Everything was taken back; nothing is left behind.'
    : `Everything was taken back; version ${record.version} runs as before.`;
}

/** The service is installed; without a code a person can make one later. */
async function makePairingCode({ dataDirectory }: Layout, shell: Shell): Promise<PairingCode | null> {
  try {
    return await withLocalClient(
      dataDirectory,
      async (client) => (await client.call('createPairingCode', { body: {} })).body,
    );
  } catch (error) {
    shell.warn(`No pairing code was made: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}
