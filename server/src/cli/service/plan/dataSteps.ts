import type { CertificateSource } from '../decide.ts';
import type { FolderState } from '../facts.ts';
import type { Layout } from '../layout.ts';
import type { Action, Step } from '../step.ts';
import { protect, rights } from './commands.ts';

export function dataFolderStep(
  layout: Layout,
  packageFolder: string,
  account: string,
  state: FolderState,
): Step {
  const { dataDirectory } = layout;
  return {
    title: 'Make the data folder',
    why: 'It will hold tokens and the key of the certificate. Only the system and administrators may look into it, before anything secret is there. Operators get token and host.json from the host itself, at each start.',
    acts: protect(layout, packageFolder, {
      ...{ path: dataDirectory, marker: layout.dataMarker, state },
      ...{ rights: [rights.system, rights.administrators], account },
    }),
    undo: [
      { kind: 'put-back', paths: [layout.dataMarker] },
      { kind: 'unmake-folder', path: dataDirectory },
    ],
  };
}

export function certificateSteps(layout: Layout, source: CertificateSource): readonly Step[] {
  if (source === 'as-it-is') return [];
  const { certificate: cert, key } = layout;
  const folder = layout.paths.dirname(key);
  const act: Action =
    'cert' in source
      ? { kind: 'copy-certificate', from: source, cert, key }
      : { kind: 'make-certificate', ...source, cert, key };
  return [
    {
      title: 'Make the certificate',
      why: 'Other computers are let in over TLS only; they recognise this one by the fingerprint of its certificate.',
      acts: [{ kind: 'make-folder', path: folder }, act],
      undo: [
        { kind: 'put-back', paths: [cert, key] },
        { kind: 'unmake-folder', path: folder },
      ],
    },
  ];
}

export function configSteps(layout: Layout, text: string | null): readonly Step[] {
  if (text === null) return [];
  return [
    {
      title: 'Write the configuration',
      why: 'It is checked by the schema that the host uses. What a person wrote stays, except where an option says otherwise.',
      acts: [{ kind: 'write', path: layout.config, text }],
      undo: [{ kind: 'put-back', paths: [layout.config] }],
    },
  ];
}

export function backUpStep(layout: Layout, copy: string): Step {
  const { dataDirectory } = layout;
  return {
    title: 'Copy the database',
    why: 'The new version may change its form. If it does not start, the copy comes back.',
    acts: [
      { kind: 'make-folder', path: layout.backups },
      { kind: 'back-up', dataDirectory, to: copy },
    ],
    undo: [
      { kind: 'bring-back', dataDirectory, from: copy },
      // A copy that could not be brought back is all that there is.
      { kind: 'unmake-folder', path: layout.backups, onlyEmpty: true },
    ],
  };
}
