import { type Uri, workspace } from 'vscode';
import { specSchema } from '#schemas/specSchema.ts';
import type { SpecFile, VmSpec } from '#schemas/generated/types.ts';
import { usableNetworks } from '../hostFacts/usableNetworks.ts';
import { freeFile } from '../newSpec/freeFile.ts';
import { writableFolder } from '../newSpec/writableFolder.ts';
import type { Parts } from '../parts.ts';
import type { HostState } from '../store/hostState.ts';

/** Writes a new spec with one VM under the next free name, and answers where it is. */
export async function writeDraft({ drafts }: Pick<Parts, 'drafts'>, host: HostState | null): Promise<Uri> {
  const file = await freeFile(await writableFolder(drafts), 'lab');
  await workspace.fs.writeFile(file, Buffer.from(draftText(host)));
  return file;
}

/** A spec with one VM that the host can make: the schema's own example, with the host's template and switch. */
export function draftText(host: Pick<HostState, 'templates' | 'networks' | 'vms'> | null): string {
  const [example] = specSchema['examples'] as readonly [SpecFile];
  const [vm] = example.provisioning_request.vms;
  const names = new Set([...(host?.vms.values() ?? [])].map(({ vm_name }) => vm_name.toLowerCase()));
  const template = host?.templates.templates.find(({ state }) => state === 'ok');
  const [network] = host === null ? [] : usableNetworks(host.networks);
  const first: Partial<VmSpec> = {
    ...vm,
    vm_name: freeVmName(names),
    ...(template === undefined ? {} : { disk_template_path: template.path }),
    ...(template?.generation === 1 ? { generation: 1 } : {}),
    ...(network === undefined ? {} : { network_adapter_name: network.name }),
  };
  return `${JSON.stringify({ provisioning_request: { num_vms: 1, vms: [first] } }, null, 2)}\n`;
}

function freeVmName(taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const name = `web-${String(number).padStart(2, '0')}`;
    if (!taken.has(name)) return name;
  }
}
