import type { CapacityPolicy } from '#core/capacity.ts';
import type { NetworkSetting } from '#schemas/generated/types.ts';
import type { Role } from '#schemas/roles.ts';
import type { Runner } from '../jobs/runner.ts';
import type { TemplateWork } from '../jobs/templateWork.ts';
import type { Clock, Random } from '../ports.ts';
import type { Shutdown } from '../shutdown.ts';
import type { Store } from '../store/store.ts';
import type { InventoryWatch } from './inventoryWatch.ts';

/** Who asks. */
export interface Caller {
  readonly name: string;
  readonly role: Role;
}

/** What every request that makes a job carries beside its parameters. */
export interface JobRequest {
  readonly caller: Caller;
  readonly key: string | null;
  /** Tells two requests with the same key apart. */
  readonly fingerprint: string;
  /** It cancels what is under way; accepted also by a host that was told to stop. */
  readonly undoes?: true;
}

/** What services need of the host. */
export interface ServiceContext {
  readonly store: Store;
  readonly watch: InventoryWatch;
  readonly runner: Runner;
  /** Adds and removes templates. */
  readonly templateWork: TemplateWork;
  readonly clock: Clock;
  readonly random: Random;
  readonly policy: CapacityPolicy;
  readonly folders: HostFolders;
  /** Networks of the configuration, by name. */
  readonly networks: Readonly<Record<string, NetworkSetting>>;
  readonly simulated: boolean;
  readonly maxUnfinishedJobs: number;
  readonly shutdown: Shutdown;
}

/** Where the host keeps VMs and finds templates. */
export interface HostFolders {
  readonly vm_root: string;
  readonly template_roots: readonly string[];
  /** Every folder that VMs and disks of ours can be in: one on each volume. */
  readonly vm_folders: readonly string[];
}
