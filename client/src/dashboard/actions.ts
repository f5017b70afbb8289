import { commands } from 'vscode';
import type { DashboardAction, DashboardActionName } from '#schemas/generated/types.ts';
import type { TreeNode } from '../views/tree/row.ts';

/** What rows an action of the page is for. */
const subjects: Readonly<Record<DashboardActionName, 'vm' | 'job' | null>> = {
  startVm: 'vm',
  shutDownVm: 'vm',
  turnOffVm: 'vm',
  restartVm: 'vm',
  deleteVm: 'vm',
  openSshTerminal: 'vm',
  copyIpAddress: 'vm',
  showJobOfVm: 'vm',
  showJob: 'job',
  cancelJob: 'job',
  retryJob: 'job',
  showJobSpec: 'job',
  deleteVmsOfJob: 'job',
  provisionVms: null,
  tryPracticeHost: null,
  addHost: null,
  reconnect: null,
};

/** Does what a page asks for: the command of the same name, on the rows that it names as a tree would. */
export async function runAction({ action, ids }: DashboardAction): Promise<void> {
  const command = `vmspec.${action}`;
  const kind = subjects[action];
  if (kind === null) {
    await commands.executeCommand(command);
    return;
  }
  const nodes = ids.map((id): TreeNode => ({
    id,
    subject: kind === 'vm' ? { kind, vmId: id } : { kind, jobId: id },
  }));
  // Without a row a command would ask for one: the page always names some.
  if (nodes.length > 0) await commands.executeCommand(command, nodes[0], nodes);
}
