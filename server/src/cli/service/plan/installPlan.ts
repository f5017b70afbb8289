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
    operators: [...settings.operators],
    account: settings.account,
  };
  return [
    rightsStep(layout),
    programRootStep(layout),
    ...(layout.same(folder, layout.version(version)) ? [] : [placeStep(layout, version, folder)]),
    scriptsStep(layout, version),
    ...(record === null
      ? []
      : [stopStep(layout, record, drainSeconds), backUpStep(layout, backupName(now, record.version))]),
    dataFolderStep(layout, settings.account, facts.dataDirectoryExists),
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
