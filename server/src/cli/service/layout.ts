import { posix, win32, type PlatformPath } from 'node:path';
import { windowsPowerShell, windowsProgram } from '../../host/powershell/executable.ts';
import type { Environment } from '#shared/host/dataDirectory.ts';
import { MARKER } from './marker.ts';

/** Name of the scheduled task. */
export const TASK_NAME = 'VMSpec';
/** Name of the firewall rule. */
export const RULE_NAME = 'VMSpec-Host';

/** Where everything of an installation is. */
export interface Layout {
  readonly paths: PlatformPath;
  /** Holds one folder for each version; ordinary users cannot write there. */
  readonly programRoot: string;
  readonly dataDirectory: string;
  /** The file in each of the two that says whose they are. */
  readonly programMarker: string;
  readonly dataMarker: string;
  /** `installed.json`. */
  readonly record: string;
  /** Definition of the scheduled task. */
  readonly taskXml: string;
  /** `vmspec.cmd`, which runs the installed version. */
  readonly shortcut: string;
  readonly config: string;
  readonly certificate: string;
  readonly key: string;
  readonly backups: string;
  /** What the service prints. */
  readonly output: string;
  readonly powershell: string;
  /** A program of Windows, by its absolute path. */
  readonly program: (name: string) => string;
  /** Whether two paths are the same: Windows does not tell upper from lower case. */
  readonly same: (one: string, other: string) => boolean;
  /** Whether two folders are the same or one lies in the other. */
  readonly overlap: (one: string, other: string) => boolean;
  /** Folder of one version's program files. */
  readonly version: (version: string) => string;
}

function folded(paths: PlatformPath, path: string): string {
  const normal = paths.normalize(path);
  const whole = normal.endsWith(paths.sep) ? normal.slice(0, -1) : normal;
  return paths === win32 ? whole.toLowerCase() : whole;
}

/** Folders that are used unless others are given. */
export function defaultFolders(env: Environment): {
  readonly programRoot: string;
  readonly dataDirectory: string;
} {
  return {
    programRoot: win32.join(env['ProgramFiles'] ?? 'C:\\Program Files', 'VMSpec'),
    dataDirectory: win32.join(env['ProgramData'] ?? 'C:\\ProgramData', 'VMSpec'),
  };
}

/** The places of an installation in these folders. Their form says whose paths they are. */
export function layoutOf(env: Environment, programRoot: string, dataDirectory: string): Layout {
  const paths = programRoot.startsWith('/') ? posix : win32;
  return {
    paths,
    programRoot,
    dataDirectory,
    programMarker: paths.join(programRoot, MARKER),
    dataMarker: paths.join(dataDirectory, MARKER),
    record: paths.join(programRoot, 'installed.json'),
    taskXml: paths.join(programRoot, 'task.xml'),
    shortcut: paths.join(programRoot, 'vmspec.cmd'),
    config: paths.join(dataDirectory, 'config.json'),
    certificate: paths.join(dataDirectory, 'tls', 'cert.pem'),
    key: paths.join(dataDirectory, 'tls', 'key.pem'),
    backups: paths.join(dataDirectory, 'backups'),
    output: paths.join(dataDirectory, 'logs', 'service.log'),
    powershell: windowsPowerShell(env),
    program: (name) => windowsProgram(env, name),
    same: (one, other) => folded(paths, one) === folded(paths, other),
    overlap: (one, other) => {
      const [first, second] = [one, other].map((path) => `${folded(paths, path)}${paths.sep}`);
      return (
        first !== undefined && second !== undefined && (first.startsWith(second) || second.startsWith(first))
      );
    },
    version: (version) => paths.join(programRoot, version),
  };
}
