import { commandLine } from '../commandLine.ts';
import type { Action } from '../step.ts';
import type { World } from '../world.ts';
import { copyCertificate, makeOwnCertificate } from './certificate.ts';
import { checkRights, checkScripts } from './checks.ts';
import { backUp, bringBack, checkRecords } from './database.ts';
import { keepNewest, makeFolder, protectFolder, putBack, remove, unmakeFolder, writeText } from './files.ts';
import { drain, waitGone, waitReady } from './host.ts';
import { keepVersions, removeData, removeProgram } from './ownEntries.ts';
import { placeProgram, swapProgram, unplaceProgram, unswapProgram } from './program.ts';
import { run } from './run.ts';

type OfKind<K extends Action['kind']> = Extract<Action, { kind: K }>;

interface ActionKind<K extends Action['kind']> {
  /** What it does, a command where it is one; more lines hold what is written. */
  words(action: OfKind<K>): readonly string[];
  /** Does it. Throws when it cannot be done. */
  perform(action: OfKind<K>, world: World): unknown;
}

/** Every kind of action. */
const table: { readonly [K in Action['kind']]: ActionKind<K> } = {
  run: { words: (action) => [commandLine(action)], perform: run },
  'make-folder': { words: ({ path }) => [`make the folder ${path}`], perform: makeFolder },
  'protect-folder': { words: ({ command }) => [commandLine(command)], perform: protectFolder },
  'unmake-folder': {
    words: ({ path, onlyEmpty }) => [
      `remove the folder ${path} if it was made${onlyEmpty === true ? ' and is empty' : ''}`,
    ],
    perform: unmakeFolder,
  },
  write: {
    words: ({ path, text }) => [
      `write ${path}:`,
      ...text
        .trimEnd()
        .split('\n')
        .map((line) => `  | ${line}`),
    ],
    perform: writeText,
  },
  'put-back': { words: ({ paths }) => [`put back as it was: ${paths.join(', ')}`], perform: putBack },
  remove: { words: ({ path }) => [`remove ${path} and all that is in it`], perform: remove },
  'place-program': {
    words: ({ from, to }) => [
      `copy every file that ${from} lists in SHA256SUMS, checked, to ${to}.incoming, unless ${to} is the same`,
    ],
    perform: placeProgram,
  },
  'unplace-program': { words: ({ to }) => [`remove ${to}.incoming`], perform: unplaceProgram },
  'swap-program': {
    words: ({ to }) => [`rename ${to}.incoming to ${to}; what is there is put aside as ${to}.replaced`],
    perform: swapProgram,
  },
  'unswap-program': {
    words: ({ to }) => [`remove ${to}, or put back what it replaced`],
    perform: unswapProgram,
  },
  'keep-newest': {
    words: ({ folder, pattern, count }) => [
      `in ${folder}, of what is named like ${pattern}, keep only the newest ${String(count)}`,
    ],
    perform: keepNewest,
  },
  'keep-versions': {
    words: ({ folder, keep }) => [
      `in ${folder}, of the folders that hold a version of VMSpec, keep only ${keep.join(', ')}`,
    ],
    perform: keepVersions,
  },
  'remove-program': {
    words: ({ folder, except }) => [
      except === null
        ? `remove from ${folder} every version of VMSpec, its files, and then the folder if nothing else is in it`
        : `remove from ${folder} every version of VMSpec but ${except}, and its files`,
    ],
    perform: removeProgram,
  },
  'remove-data': {
    words: ({ folder }) => [
      `remove from ${folder} the files and folders of the host by their names, and then the folder if nothing else is in it`,
    ],
    perform: removeData,
  },
  'check-rights': { words: ({ command }) => [commandLine(command)], perform: checkRights },
  'check-scripts': { words: ({ command }) => [commandLine(command)], perform: checkScripts },
  'make-certificate': {
    words: ({ cert, key, names, addresses }) => [
      `make a certificate for ${[...names, ...addresses].join(', ')} unless there is one: ${cert}, key ${key}`,
    ],
    perform: makeOwnCertificate,
  },
  'copy-certificate': {
    words: ({ from, cert, key }) => [
      `check that they belong together, and copy ${from.cert} to ${cert}, ${from.key} to ${key}`,
    ],
    perform: copyCertificate,
  },
  'back-up': {
    words: ({ dataDirectory, to }) => [`copy vmspec.db, -wal and -shm of ${dataDirectory} to ${to}`],
    perform: backUp,
  },
  'bring-back': {
    words: ({ dataDirectory, from }) => [`copy the database in ${from} back to ${dataDirectory}`],
    perform: bringBack,
  },
  'check-records': {
    words: ({ dataDirectory }) => [`only if the database in ${dataDirectory} is as it was:`],
    perform: checkRecords,
  },
  drain: {
    words: ({ seconds }) => [
      seconds > 0
        ? `POST /api/host/stop {"drain":true}, wait up to ${String(seconds)} s for running jobs`
        : 'POST /api/host/stop {"drain":false}',
    ],
    perform: drain,
  },
  'wait-gone': { words: () => ['wait until the host has ended'], perform: waitGone },
  'wait-ready': {
    words: ({ version }) => [`wait until GET /readyz answers 200 and the host is version ${version}`],
    perform: waitReady,
  },
};

/** What an action does, in lines for a person. */
export function wordsOf<K extends Action['kind']>(action: OfKind<K>): readonly string[] {
  return table[action.kind].words(action);
}

/** Does it. Throws when it cannot be done. */
export async function perform<K extends Action['kind']>(action: OfKind<K>, world: World): Promise<void> {
  await table[action.kind].perform(action, world);
}
