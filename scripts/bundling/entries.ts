/** One program that is bundled: a row of the table that building, licences and the smoke test read. */
export interface Entry {
  /** File in `dist`, without its extension. */
  readonly name: string;
  /** Where it begins, from the root of the repository. */
  readonly source: string;
  /** Gets a line for the shell and the right to be run. */
  readonly executable: boolean;
  /** Runs inside VS Code, which brings the module `vscode` and may bring an older Node. */
  readonly inEditor?: boolean;
}

/** Every program that is bundled. */
export const entries: readonly Entry[] = [
  { name: 'vmspec', source: 'server/src/cli/main.ts', executable: true },
  { name: 'lsp', source: 'server/src/lsp/main.ts', executable: false },
  { name: 'extension', source: 'client/src/extension.ts', executable: false, inEditor: true },
];
