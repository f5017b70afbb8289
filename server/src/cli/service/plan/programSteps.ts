import type { Layout } from '../layout.ts';
import type { Step } from '../step.ts';
import { compareVersions } from '../versions.ts';
import { full, protect, script, sids } from './commands.ts';

export function rightsStep(layout: Layout): Step {
  const command = { exe: layout.program('whoami.exe'), args: ['/groups', '/fo', 'csv', '/nh'] };
  return {
    title: 'Check that this is an elevated administrator',
    why: 'Program folder, scheduled task and firewall belong to administrators. Groups are told by SID.',
    acts: [{ kind: 'check-rights', command }],
    undo: [],
  };
}

export function programRootStep(layout: Layout): Step {
  const { programRoot } = layout;
  return {
    title: 'Make the program folder',
    why: 'The service runs what is in it with high rights, so ordinary users may read it and never write.',
    acts: [
      { kind: 'make-folder', path: programRoot },
      ...protect(layout, programRoot, [
        full(sids.system),
        full(sids.administrators),
        `${sids.users}:(OI)(CI)RX`,
      ]),
    ],
    undo: [{ kind: 'unmake-folder', path: programRoot }],
  };
}

export function placeStep(layout: Layout, version: string, packageFolder: string): Step {
  const to = layout.version(version);
  return {
    title: `Copy version ${version}`,
    why: 'Each version has a folder of its own. It appears there when every file is copied and checked.',
    acts: [{ kind: 'place-program', from: packageFolder, to }],
    undo: [{ kind: 'unplace-program', to }],
  };
}

export function scriptsStep(layout: Layout, version: string): Step {
  const { dataDirectory } = layout;
  const args = ['-DataDirectory', dataDirectory];
  return {
    title: 'Check that PowerShell runs scripts, and whose the data folder is',
    why: 'The host drives Hyper-V through scripts. A data folder that somebody else made could hold settings of theirs.',
    acts: [
      {
        kind: 'check-scripts',
        command: script(layout, layout.version(version), 'Get-SetupFacts.ps1', args),
        dataDirectory,
      },
    ],
    undo: [],
  };
}

export function shortcutStep(layout: Layout, version: string): Step {
  const text = `@"%~dp0.\\${version}\\node.exe" "%~dp0.\\${version}\\dist\\vmspec.js" %*\r\n`;
  return {
    title: 'Make the command vmspec',
    why: 'It runs the command line of the installed version.',
    acts: [{ kind: 'write', path: layout.shortcut, text }],
    undo: [{ kind: 'put-back', paths: [layout.shortcut] }],
  };
}

/** Names of the folders that versions have, and of what an interrupted copy left. */
const VERSION_FOLDER = String.raw`^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+?)?(\.incoming|\.replaced)?$`;
const KEPT_BACKUPS = 2;

export function tidyStep(layout: Layout, version: string, previous: string | null): Step {
  const keep = previous === null ? [version] : [version, previous].sort(compareVersions);
  return {
    title: 'Remove what is no longer needed',
    why: 'The version before this one stays, and the last two copies of the database.',
    acts: [
      { kind: 'keep-only', folder: layout.programRoot, pattern: VERSION_FOLDER, keep },
      {
        kind: 'keep-only',
        folder: layout.backups,
        pattern: String.raw`^\d{8}T\d{6}Z-`,
        keep: { newest: KEPT_BACKUPS },
      },
    ],
    undo: [],
    optional: true,
  };
}
