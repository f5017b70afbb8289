import type { DriverStep } from '#core/steps.ts';
import { addTemplateStep } from './addTemplate.ts';
import { configureStep } from './configure.ts';
import { diskStep } from './disk.ts';
import { networkStep } from './network.ts';
import { removeFilesStep } from './removeFiles.ts';
import { removeTemplateStep } from './removeTemplate.ts';
import { removeVmStep } from './removeVm.ts';
import { startStep } from './start.ts';
import { seedStep } from './seed.ts';
import type { Step } from './step.ts';
import { stopStep } from './stop.ts';
import { storageStep } from './storage.ts';
import { templateStep } from './template.ts';
import { verifyStep } from './verify.ts';
import { vmStep } from './vm.ts';

/** Every kind of step. */
export const STEPS: { readonly [K in DriverStep]: Step<K> } = {
  template: templateStep,
  disk: diskStep,
  vm: vmStep,
  configure: configureStep,
  network: networkStep,
  seed: seedStep,
  storage: storageStep,
  start: startStep,
  verify: verifyStep,
  stop: stopStep,
  remove_vm: removeVmStep,
  remove_files: removeFilesStep,
  add_template: addTemplateStep,
  remove_template: removeTemplateStep,
};
