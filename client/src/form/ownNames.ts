import type { FormProblem } from '#schemas/generated/types.ts';

const place = /^\/provisioning_request\/vms\/(\d+)\//;

/**
 * Leaves out that names are in use where it is the request's own job that uses them: its VMs are being created, or are
 * there and the host has not told all of them yet.
 */
export function withoutOwnNames(
  problems: readonly FormProblem[],
  text: string,
  made: ReadonlySet<string>,
): FormProblem[] {
  if (made.size === 0) return [...problems];
  const names = namesIn(text);
  return problems.filter(({ code, severity, pointer }) => {
    if (code !== 'name_in_use' || severity !== 'error') return true;
    const name = names[Number(place.exec(pointer)?.[1])];
    return name === undefined || ![...made].some((one) => one === name || one.startsWith(`${name}-`));
  });
}

/** Names as the entries of a text have them, in lower case. */
function namesIn(text: string): readonly (string | undefined)[] {
  try {
    const file = JSON.parse(text) as { provisioning_request?: { vms?: readonly { vm_name?: unknown }[] } };
    return (file.provisioning_request?.vms ?? []).map((vm) =>
      typeof vm.vm_name === 'string' ? vm.vm_name.toLowerCase() : undefined,
    );
  } catch {
    return [];
  }
}
