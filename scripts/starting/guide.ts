import { exampleSpec } from './provisionExample.ts';

const commands: readonly (readonly [string, string])[] = [
  ['npx vmspec vms', 'look at the VMs'],
  ['npx vmspec plan examples/too-big.vmspec.json', 'plan a bigger spec and see why it does not fit'],
  [`npx vmspec destroy ${exampleSpec}`, 'delete the example'],
];

/** What a newcomer reads at the end: where the host is and what to try. */
export function guide(url: string, dataDirectory: string): string {
  const width = Math.max(...commands.map(([command]) => command.length));
  return [
    '',
    'Practice host: nothing is created. It behaves like a machine with Hyper-V.',
    `  listening on ${url}`,
    `  its data: ${dataDirectory}`,
    '',
    'Try, in another terminal, in this folder:',
    ...commands.map(([command, does]) => `  ${command.padEnd(width)}   ${does}`),
    '',
  ].join('\n');
}
