import type {
  DoctorCheck as Report,
  NetworkSetting,
  PowerShellDoctorFacts,
} from '#schemas/generated/types.ts';
import type { HyperV, HyperVFailure } from '../../ports.ts';
import type { ActivityLog } from '../../activity/activityLog.ts';
import type { HostFolders } from '../context.ts';
import type { HostView } from '../hostView.ts';

/** Where a check of the host looks. */
export interface DoctorSources {
  readonly hyperv: Pick<HyperV, 'doctorFacts'>;
  /** Address that the host listens on. */
  readonly bind: string;
  readonly tls: boolean;
}

/** What every check gets. */
export interface DoctorInput {
  /** Facts of the machine; null on a practice host and when they cannot be read. */
  readonly facts: PowerShellDoctorFacts | null;
  /** Why there are no facts, where there should be some. */
  readonly failure: HyperVFailure | null;
  readonly view: HostView | null;
  readonly folders: HostFolders;
  /** Networks of the configuration, by name. */
  readonly networks: Readonly<Record<string, NetworkSetting>>;
  readonly simulated: boolean;
  readonly bind: string;
  readonly tls: boolean;
  readonly activity: ReturnType<ActivityLog['state']>;
  /** Milliseconds since 1970, by the host's clock. */
  readonly now: number;
}

export type Finding = Pick<Report, 'state' | 'message' | 'fix'>;

/** One check: what it is called, and what it says. */
export interface DoctorCheck {
  readonly id: string;
  readonly title: string;
  look(input: DoctorInput): Finding;
}

/** A check of what only a real machine has: it is given the machine's facts, and skipped on a practice host. */
export function machineCheck(
  id: string,
  title: string,
  look: (facts: PowerShellDoctorFacts, input: DoctorInput) => Finding,
): DoctorCheck {
  return {
    id,
    title,
    look: (input) => {
      if (input.simulated)
        return { state: 'skipped', message: 'practice host: nothing is created', fix: null };
      if (input.facts !== null) return look(input.facts, input);
      const reason = input.failure === null ? '' : `: ${input.failure.message}`;
      const fix = 'Fix PowerShell first: see its check.';
      return { state: 'red', message: `The machine could not be asked${reason}`, fix };
    },
  };
}

export function green(message: string): Finding {
  return { state: 'green', message, fix: null };
}

export function amber(message: string, fix: string | null): Finding {
  return { state: 'amber', message, fix };
}

export function red(message: string, fix: string): Finding {
  return { state: 'red', message, fix };
}
