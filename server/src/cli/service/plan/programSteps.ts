import type { FolderState } from '../facts.ts';
import type { Layout } from '../layout.ts';
import type { Step } from '../step.ts';
import { compareVersions } from '../versions.ts';
import { SYSTEM } from '../settings.ts';
import { protect, rights, script } from './commands.ts';

export function rightsStep(layout: Layout): Step {
  const command = { exe: layout.program('whoami.exe'), args: ['/groups', '/fo', 'csv', '/nh'] };
  return {
    title: 'Check that this is an elevated administrator',
    why: 'Program folder, scheduled task and firewall belong to administrators. Groups are told by SID.',
    acts: [{ kind: 'check-rights', command }],
    undo: [],
  };
}

export function programRootStep(layout: Layout, packageFolder: string, state: FolderState): Step {
  const { programRoot } = layout;
  return {
    title: 'Make the program folder',
    why: 'The service runs what is in it with high rights, so ordinary users may read it and never write.',
    acts: protect(layout, packageFolder, {
      ...{ path: programRoot, marker: layout.programMarker, state },
      ...{ rights: [rights.system, rights.administrators, rights.usersRead], account: SYSTEM },
    }),
    undo: [
      { kind: 'put-back', paths: [layout.programMarker] },
      { kind: 'unmake-folder', path: programRoot },
    ],
  };
}

export function placeStep(layout: Layout, version: string, packageFolder: string): Step {
  const to = layout.version(version);
  return {
    title: `Copy version ${version}`,
    why: 'Each version has a folder of its own. Every file is checked before anything is stopped.',
    acts: [{ kind: 'place-program', from: packageFolder, to }],
    undo: [{ kind: 'unplace-program', to }],
  };
}

export function swapStep(layout: Layout, version: string): Step {
  const to = layout.version(version);
  return {
    title: `Put version ${version} in its place`,
    why: 'Windows renames no folder that a program runs from, so this comes when the host has ended.',
    acts: [{ kind: 'swap-program', to }],
    undo: [{ kind: 'unswap-program', to }],
  };
}

export function scriptsStep(layout: Layout, packageFolder: string): Step {
  const { dataDirectory, programRoot } = layout;
  const args = ['-ProgramFolder', programRoot, '-DataFolder', dataDirectory];
  return {
    title: 'Check that PowerShell runs scripts, and whose the folders are',
    why: 'The host drives Hyper-V through scripts. A folder that somebody else made could hold programs or settings of theirs.',
    acts: [
      {
        kind: 'check-scripts',
        command: script(layout, packageFolder, 'Get-SetupFacts.ps1', args),
        dataDirectory,
        programRoot,
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

const KEPT_BACKUPS = 2;

export function tidyStep(layout: Layout, version: string, previous: string | null): Step {
  const keep = previous === null ? [version] : [version, previous].sort(compareVersions);
  return {
    title: 'Remove what is no longer needed',
    why: 'The version before this one stays, and the last two copies of the database.',
    acts: [
      { kind: 'keep-versions', folder: layout.programRoot, keep },
      {
        kind: 'keep-newest',
        folder: layout.backups,
        pattern: String.raw`^\d{8}T\d{6}Z-`,
        count: KEPT_BACKUPS,
      },
    ],
    undo: [],
    optional: true,
  };
}
