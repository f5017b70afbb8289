import { exampleSpec } from './provisionExample.ts';

const commands: readonly (readonly [string, string])[] = [
  ['npx vmspec vms', 'look at the VMs'],
  ['npx vmspec plan examples/too-big.vmspec.json', 'plan a bigger spec and see why it does not fit'],
  [`npx vmspec destroy ${exampleSpec} --force --disks delete --wait`, 'delete the example and its disks'],
];

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w./\\:@+-]+$/.test(path) ? path : `"${path}"`;
}

/**
 * What a newcomer reads at the end: where the host is and what to try. A data directory that the commands would not find
 * by themselves is named on each.
 */
export function guide(url: string, dataDirectory: string, usual: boolean): string {
  const where = usual ? '' : ` --data-dir ${quoted(dataDirectory)}`;
  const lines = commands.map(([command, does]) => [command + where, does] as const);
  const width = Math.max(...lines.map(([command]) => command.length));
  return [
    '',
    'Practice host: nothing is created. It behaves like a machine with Hyper-V.',
    `  listening on ${url}`,
    `  its data: ${dataDirectory}`,
    '',
    'Try, in another terminal, in this folder:',
    ...lines.map(([command, does]) => `  ${command.padEnd(width)}   ${does}`),
    '',
  ].join('\n');
}
