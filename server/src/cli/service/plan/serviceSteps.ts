import type { Installation } from '#schemas/generated/types.ts';
import type { Layout } from '../layout.ts';
import type { ServiceSettings } from '../settings.ts';
import type { Action, Step } from '../step.ts';
import { taskXml } from '../taskXml.ts';
import { closeFirewall, openFirewall, register, task } from './commands.ts';

/** Ends the host: no new start, then the running one in good order, then whatever is left of it. */
function ending(layout: Layout, drainSeconds: number): readonly Action[] {
  const { dataDirectory } = layout;
  return [
    task(layout, ['/Change', '/DISABLE'], 'any'),
    { kind: 'drain', dataDirectory, seconds: drainSeconds },
    task(layout, ['/End'], 'any'),
    { kind: 'wait-gone', dataDirectory },
  ];
}

/** Starts the host anew and waits until this version of it is ready. */
function starting(layout: Layout, version: string): readonly Action[] {
  const { dataDirectory, output } = layout;
  return [
    { kind: 'remove', path: output },
    task(layout, ['/Run']),
    { kind: 'wait-ready', dataDirectory, version, output },
  ];
}

/** `copy`: folder of the database's copy, where the plan makes one after this step. */
export function stopStep(
  layout: Layout,
  record: Installation | null,
  drainSeconds: number,
  copy: string | null,
): Step {
  const { dataDirectory } = layout;
  const again: readonly Action[] =
    record === null
      ? []
      : [
          task(layout, ['/End'], 'any'),
          { kind: 'wait-gone', dataDirectory },
          task(layout, ['/Change', '/ENABLE'], 'any'),
          ...starting(layout, record.version),
        ];
  return {
    title: 'Stop the running host',
    why: 'It refuses new jobs and finishes those that run. VMs are not touched.',
    acts: ending(layout, drainSeconds),
    undo: again,
    // The records of the new version, or half of the old ones, are nothing that the old version may start on.
    ...(copy === null ? {} : { undoOnlyIf: { kind: 'check-records', dataDirectory, copy } }),
  };
}

export function taskStep(
  layout: Layout,
  version: string,
  settings: ServiceSettings,
  record: Installation | null,
): Step {
  const { taskXml: path } = layout;
  const back: readonly Action[] =
    record === null
      ? [task(layout, ['/Delete', '/F'], 'any'), { kind: 'put-back', paths: [path] }]
      : [
          { kind: 'put-back', paths: [path] },
          register(layout, layout.version(version), record),
          // It must not start before the database is back, which is taken back after this.
          task(layout, ['/Change', '/DISABLE'], 'any'),
        ];
  return {
    title: 'Register the scheduled task',
    why: 'It starts the host with the computer, ends it after no time, and starts it again within five minutes when it has ended.',
    acts: [
      { kind: 'write', path, text: taskXml(layout, version, settings), encoding: 'utf16le' },
      register(layout, layout.version(version), settings),
    ],
    undo: back,
  };
}

export function firewallSteps(
  layout: Layout,
  version: string,
  settings: ServiceSettings,
  record: Installation | null,
): readonly Step[] {
  const folder = layout.version(version);
  const had = record?.firewall_open === true;
  const back =
    record !== null && had
      ? openFirewall(layout, layout.version(record.version), {
          port: record.port,
          firewallProfile: record.firewall_profile,
        })
      : closeFirewall(layout, folder);
  if (settings.firewallOpen) {
    return [
      {
        title: 'Open the port in the firewall',
        why: 'For networks of the chosen kind, and on adapters of this machine itself only: never on those that it shares with VMs.',
        acts: [openFirewall(layout, folder, settings)],
        undo: [back],
      },
    ];
  }
  if (!had) return [];
  return [
    {
      title: 'Close the port in the firewall',
      why: 'Other computers are no longer let in.',
      acts: [closeFirewall(layout, folder)],
      undo: [back],
    },
  ];
}

export function recordStep(layout: Layout, installation: Installation): Step {
  return {
    title: 'Write down what is installed',
    why: 'Upgrade, status and uninstall go by it.',
    acts: [{ kind: 'write', path: layout.record, text: `${JSON.stringify(installation, null, 2)}\n` }],
    undo: [{ kind: 'put-back', paths: [layout.record] }],
  };
}

export function startStep(layout: Layout, version: string): Step {
  const { dataDirectory } = layout;
  return {
    title: 'Start the host',
    why: 'It reads every VM of the machine before it takes requests.',
    acts: starting(layout, version),
    // The trigger that tries again every five minutes must not start it while the rest is taken back.
    undo: [
      task(layout, ['/Change', '/DISABLE'], 'any'),
      task(layout, ['/End'], 'any'),
      { kind: 'wait-gone', dataDirectory },
    ],
  };
}

export function removeTaskStep(layout: Layout): Step {
  return {
    title: 'Remove the scheduled task',
    why: 'Nothing starts the host any more.',
    // The query fails when the task is gone.
    acts: [task(layout, ['/Delete', '/F'], 'any'), task(layout, ['/Query'], [1])],
    undo: [],
  };
}

export function closeFirewallStep(layout: Layout, packageFolder: string): Step {
  return {
    title: 'Close the port in the firewall',
    why: 'Nothing listens there any more.',
    acts: [closeFirewall(layout, packageFolder)],
    undo: [],
  };
}
