import { argumentLine } from './commandLine.ts';
import type { Layout } from './layout.ts';
import { SYSTEM, type ServiceSettings } from './settings.ts';
import { HOST_HEAP } from '../smallHeap.ts';

/** An element: its name, then its text or its children. */
type Element = readonly [name: string, content: string | readonly Element[]];

/** From the beginning of 2000 every five minutes: a start that is ignored while the host runs. */
const AGAIN = 'PT5M';
/** Within 4 to 6 the priority is that of any other program; the default, 7, is lowered for processor, disk and memory. */
const PRIORITY = '4';
/** The SID of SYSTEM. */
const SYSTEM_SID = 'S-1-5-18';

/**
 * Task Scheduler's definition of the service. A task is ended after 72 hours unless it says otherwise, stays away on
 * batteries, and is not started again when its program ends: RestartOnFailure is for a program that could not be
 * started ([MS-TSCH] 2.5.4.2), so a second trigger tries again every five minutes.
 */
export function taskXml(layout: Layout, version: string, settings: ServiceSettings): string {
  const task: Element = [
    'Task',
    [
      [
        'RegistrationInfo',
        [
          ['Description', 'VMSpec host: creates Hyper-V VMs from specs.'],
          ['URI', '\\VMSpec'],
        ],
      ],
      ['Triggers', triggers],
      ['Principals', [['Principal', principal(settings.account)]]],
      ['Settings', taskSettings],
      ['Actions', [['Exec', program(layout, version, settings)]]],
    ],
  ];
  const attributes = {
    Task: ' version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task"',
    Principal: ' id="Service"',
    Actions: ' Context="Service"',
  };
  return `<?xml version="1.0" encoding="UTF-16"?>\r\n${render(task, attributes, '')}`;
}

const triggers: readonly Element[] = [
  ['BootTrigger', [['Enabled', 'true']]],
  [
    'TimeTrigger',
    [
      ['Enabled', 'true'],
      ['StartBoundary', '2000-01-01T00:00:00Z'],
      [
        'Repetition',
        [
          ['Interval', AGAIN],
          ['StopAtDurationEnd', 'false'],
        ],
      ],
    ],
  ],
];

const taskSettings: readonly Element[] = [
  ['AllowHardTerminate', 'true'],
  ['AllowStartOnDemand', 'true'],
  ['DisallowStartIfOnBatteries', 'false'],
  ['Enabled', 'true'],
  ['ExecutionTimeLimit', 'PT0S'],
  ['Hidden', 'false'],
  [
    'IdleSettings',
    [
      ['RestartOnIdle', 'false'],
      ['StopOnIdleEnd', 'false'],
    ],
  ],
  ['MultipleInstancesPolicy', 'IgnoreNew'],
  ['Priority', PRIORITY],
  [
    'RestartOnFailure',
    [
      ['Count', '255'],
      ['Interval', 'PT1M'],
    ],
  ],
  ['RunOnlyIfIdle', 'false'],
  ['RunOnlyIfNetworkAvailable', 'false'],
  ['StartWhenAvailable', 'true'],
  ['StopIfGoingOnBatteries', 'false'],
  ['WakeToRun', 'false'],
];

/** Windows keeps the password of a managed account itself, which a task calls a logon with a password. */
function principal(account: string): readonly Element[] {
  if (account === SYSTEM)
    return [
      ['RunLevel', 'HighestAvailable'],
      ['UserId', SYSTEM_SID],
    ];
  return [
    ['LogonType', 'Password'],
    ['RunLevel', 'HighestAvailable'],
    ['UserId', account],
  ];
}

function program(layout: Layout, version: string, settings: ServiceSettings): readonly Element[] {
  const folder = layout.version(version);
  const args = [
    ...HOST_HEAP,
    layout.paths.join(folder, 'dist', 'vmspec.js'),
    'serve',
    ...['--data-dir', layout.dataDirectory],
    ...['--port', String(settings.port)],
    ...settings.operators.flatMap((sid) => ['--operator', sid]),
    ...['--output', layout.output],
  ];
  return [
    ['Command', layout.paths.join(folder, 'node.exe')],
    ['Arguments', argumentLine(args)],
    ['WorkingDirectory', folder],
  ];
}

function render(
  [name, content]: Element,
  attributes: Readonly<Record<string, string>>,
  indent: string,
): string {
  const open = `${indent}<${name}${attributes[name] ?? ''}>`;
  if (typeof content === 'string') return `${open}${escaped(content)}</${name}>\r\n`;
  const inner = content.map((child) => render(child, attributes, `${indent}  `)).join('');
  return `${open}\r\n${inner}${indent}</${name}>\r\n`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
