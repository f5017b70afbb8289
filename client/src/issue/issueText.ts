import type { Host } from '#schemas/generated/types.ts';

/** What a report says of the programs, and nothing of what they are used for: no names of hosts, VMs or files, no addresses. */
export interface IssueFacts {
  readonly extension: string;
  readonly editor: string;
  readonly platform: string;
  readonly host: Pick<Host, 'version' | 'driver' | 'hyperv_version' | 'protocol'> | null;
  readonly failures: readonly string[];
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
    `Last failures: ${failures.length === 0 ? 'none' : failures.join(', ')}`,
  ].join('\n');
}
