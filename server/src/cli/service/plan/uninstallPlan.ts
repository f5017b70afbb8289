import type { Installation } from '#schemas/generated/types.ts';
import type { Layout } from '../layout.ts';
import type { Step } from '../step.ts';
import { rightsStep } from './programSteps.ts';
import { closeFirewallStep, removeTaskStep, stopStep } from './serviceSteps.ts';

export interface UninstallPlanInput {
  readonly layout: Layout;
  readonly record: Installation | null;
  /** Folder of the package that this runs from. */
  readonly packageFolder: string;
  readonly drainSeconds: number;
  readonly purge: boolean;
}

/** The steps that remove the service. Each may be done already: a half-done installation is removed the same way. */
export function uninstallPlan(input: UninstallPlanInput): readonly Step[] {
  const { layout, record, packageFolder, drainSeconds, purge } = input;
  return [
    rightsStep(layout),
    stopStep(layout, record, drainSeconds, null),
    closeFirewallStep(layout, packageFolder),
    removeTaskStep(layout),
    programStep(layout, packageFolder),
    ...(purge ? [purgeStep(layout)] : []),
  ];
}

function programStep(layout: Layout, packageFolder: string): Step {
  const { programRoot, paths } = layout;
  // Windows does not remove a program that runs; uninstall.ps1 does, when it has ended and the record is gone.
  const own = layout.same(paths.dirname(packageFolder), programRoot);
  return {
    title: 'Remove the program',
    why: own
      ? 'This version is removed by uninstall.ps1 afterwards: this command runs from it.'
      : 'No file of it is needed any more.',
    acts: [
      { kind: 'remove-program', folder: programRoot, except: own ? paths.basename(packageFolder) : null },
    ],
    undo: [],
  };
}

function purgeStep({ dataDirectory }: Layout): Step {
  return {
    title: 'Remove what is in the data folder',
    why: 'Records, tokens, certificate, configuration and logs go. VMs and their disks stay, and nobody knows any more which were made here.',
    acts: [{ kind: 'remove-data', folder: dataDirectory }],
    undo: [],
  };
}
