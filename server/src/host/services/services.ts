import type { Logger } from 'pino';
import type { ActivityLog } from '../activity/activityLog.ts';
import type { HostAddress } from '../address.ts';
import type { JobContext } from '../jobs/context.ts';
import type { Authenticator } from '../security/authenticate.ts';
import type { PairingCodes } from '../security/pairingCodes.ts';
import type { ServiceContext } from './context.ts';
import type { DoctorSources } from './doctorChecks/doctorCheck.ts';
import type { HostIdentity } from './hostQueries.ts';

/** Everything that requests are answered from, once the host is ready. */
export interface Services {
  readonly context: ServiceContext;
  /** For what is mended on the host without a job of its own. */
  readonly jobContext: JobContext;
  readonly identity: HostIdentity;
  readonly address: HostAddress;
  readonly authenticator: Authenticator;
  readonly pairing: PairingCodes;
  readonly logger: Logger;
  readonly activity: ActivityLog;
  /** File of the activity log. */
  readonly activityPath: string;
  /** Aborted when the host stops: held answers are given at once. */
  readonly stopping: AbortSignal;
  readonly doctor: DoctorSources;
}

/** A host that is starting answers nothing but its health. */
export type Readiness =
  { readonly ready: true; readonly services: Services } | { readonly ready: false; readonly reason: string };
