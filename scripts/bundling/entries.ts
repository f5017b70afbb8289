/** One program that is bundled: a row of the table that building, licences and the smoke test read. */
export interface Entry {
  /** File in `dist`, without its extension. */
  readonly name: string;
  /** Where it begins, from the root of the repository. */
  readonly source: string;
  /** Gets a line for the shell and the right to be run. */
  readonly executable: boolean;
  /** The oldest Node that it runs on: VS Code may bring an older one than the host needs. */
  readonly node: 22 | 24;
  /** Leaves out the names of functions, which only stack traces show: the room is worth more in what starts with every window. */
  readonly shortNames?: boolean;
  /** Runs in VS Code's extension host, which brings the module `vscode`. */
  readonly inExtensionHost?: boolean;
}

/** Every program that is bundled. */
export const entries: readonly Entry[] = [
  { name: 'vmspec', source: 'server/src/cli/main.ts', executable: true, node: 24 },
  { name: 'lsp', source: 'server/src/lsp/main.ts', executable: false, node: 22, shortNames: true },
  {
    name: 'extension',
    source: 'client/src/extension.ts',
    executable: false,
    node: 22,
    inExtensionHost: true,
  },
];
