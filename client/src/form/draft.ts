import { Uri, workspace } from 'vscode';
import { specSchema } from '#schemas/specSchema.ts';
import type { SpecFile, VmSpec } from '#schemas/generated/types.ts';
import { SPEC_SUFFIX } from '../language/selector.ts';
import type { HostState } from '../store/hostState.ts';

/** Writes a new spec with one VM, under the next free name, in the workspace or beside the extension's own files. */
export async function writeDraft(storage: Uri, host: HostState | null): Promise<Uri> {
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.joinPath(storage, 'drafts');
  await workspace.fs.createDirectory(folder);
  const taken = new Set((await workspace.fs.readDirectory(folder)).map(([name]) => name));
  const uri = Uri.joinPath(folder, freeFileName(taken));
  await workspace.fs.writeFile(uri, Buffer.from(draftText(host)));
  return uri;
}

/** `lab.vmspec.json`, `lab-2.vmspec.json` and so on: the first that is free. */
export function freeFileName(taken: ReadonlySet<string>): string {
  const lower = new Set([...taken].map((name) => name.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const name = `lab${number === 1 ? '' : `-${String(number)}`}${SPEC_SUFFIX}`;
    if (!lower.has(name)) return name;
  }
}

/** A spec with one VM that the host can make: the schema's own example, with the host's template and switch. */
export function draftText(host: Pick<HostState, 'templates' | 'networks' | 'vms'> | null): string {
  const [example] = specSchema['examples'] as readonly [SpecFile];
  const [vm] = example.provisioning_request.vms;
  const names = new Set([...(host?.vms.values() ?? [])].map(({ vm_name }) => vm_name.toLowerCase()));
  const template = host?.templates.templates.find(({ state }) => state === 'ok');
  const [network] = host?.networks.networks ?? [];
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
