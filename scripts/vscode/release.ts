/**
 * The VS Code that tests run in: its server and its web workbench, as code-server packs them for the npm registry. The
 * integrity is the registry's own; what is downloaded must have it.
 */
export const release = {
  vscode: '1.139.1',
  package: 'code-server@4.139.1',
  integrity:
    'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
} as const;
