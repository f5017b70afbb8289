import type { Host } from '#schemas/generated/types.ts';
import { HostFailure } from '../connection/failure.ts';
import type { RecentFailure } from './recentFailures.ts';

/** What a report says of the programs, and nothing of what they are used for: no names of hosts, VMs or files, no addresses. */
export interface IssueFacts {
  readonly extension: string;
  readonly editor: string;
  readonly platform: string;
  readonly host: Pick<Host, 'version' | 'driver' | 'hyperv_version' | 'protocol'> | null;
  readonly failures: readonly RecentFailure[];
}

/** The facts as lines of a report. In English: whoever reads reports need not know the language of who wrote them. */
export function issueText({ extension, editor, platform, host, failures }: IssueFacts): string {
  return [
    `VMSpec: ${extension}`,
    `Editor: ${editor}`,
    `Platform: ${platform}`,
    host === null
      ? 'Host: none connected'
      : `Host: ${host.version}, driver ${host.driver}, Hyper-V ${host.hyperv_version}, protocol ${String(host.protocol.min)}-${String(host.protocol.max)}`,
    `Last failures: ${failures.length === 0 ? 'none' : failures.map(kindOf).join(', ')}`,
  ].join('\n');
}

/** What kind of failure it is: a code or a class, and no message, since messages name VMs and files. */
function kindOf({ command, error }: RecentFailure): string {
  const unanswered = (failure: HostFailure): string => (failure.passing ? 'unreachable' : 'unusable');
  if (error instanceof HostFailure) return `${command}: ${error.refusal?.code ?? unanswered(error)}`;
  return `${command}: ${error instanceof Error ? error.name : typeof error}`;
}
