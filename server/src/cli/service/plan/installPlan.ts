import type { Installation } from '#schemas/generated/types.ts';
import type { Decision } from '../decide.ts';
import type { Facts } from '../facts.ts';
import type { Layout } from '../layout.ts';
import type { Step } from '../step.ts';
import { backUpStep, certificateSteps, configSteps, dataFolderStep } from './dataSteps.ts';
import {
  placeStep,
  programRootStep,
  rightsStep,
  scriptsStep,
  shortcutStep,
  swapStep,
  tidyStep,
} from './programSteps.ts';
import { firewallSteps, recordStep, startStep, stopStep, taskStep } from './serviceSteps.ts';

export interface InstallPlanInput {
  readonly layout: Layout;
  readonly facts: Facts;
  readonly decision: Decision;
  /** Longest time that running jobs are waited for, in seconds. */
  readonly drainSeconds: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The steps that install the package, or upgrade what is installed, in their order. */
export function installPlan({
  layout,
  facts,
  decision,
  drainSeconds,
  now,
}: InstallPlanInput): readonly Step[] {
  const { record } = facts;
  const { version, folder } = facts.package;
  const { settings } = decision;
  const installation: Installation = {
    version,
    previous_version: previousOf(record, version),
    installed_at: new Date(now).toISOString(),
    data_directory: layout.dataDirectory,
    port: settings.port,
    firewall_profile: settings.firewallProfile,
    firewall_open: settings.firewallOpen,
    operators: [...settings.operators],
    account: settings.account,
  };
  const inPlace = layout.same(folder, layout.version(version));
  const copy =
    record === null || facts.dataFolder !== 'used'
      ? null
      : layout.paths.join(layout.backups, backupName(now, record.version));
  return [
    rightsStep(layout),
    scriptsStep(layout, folder),
    programRootStep(layout, folder, facts.programFolder),
    ...(inPlace ? [] : [placeStep(layout, version, folder)]),
    ...(record === null ? [] : [stopStep(layout, record, drainSeconds, copy)]),
    ...(copy === null ? [] : [backUpStep(layout, copy)]),
    ...(inPlace ? [] : [swapStep(layout, version)]),
    dataFolderStep(layout, folder, settings.account, facts.dataFolder),
    ...certificateSteps(layout, decision.certificate),
    ...configSteps(layout, decision.config),
    taskStep(layout, version, settings, record),
    ...firewallSteps(layout, version, settings, record),
    shortcutStep(layout, version),
    recordStep(layout, installation),
    startStep(layout, version),
    tidyStep(layout, version, installation.previous_version),
  ];
}

function previousOf(record: Installation | null, version: string): string | null {
  if (record === null) return null;
  return record.version === version ? record.previous_version : record.version;
}

/** Copies of the database sort by time. */
function backupName(now: number, version: string): string {
  return `${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}-${version}`;
}
