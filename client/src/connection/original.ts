/**
 * A module of Node as it was before VS Code changed its functions: VS Code leaves a copy beside them. Where there is none,
 * nothing was changed.
 */
export function original<T extends object>(module: T): T {
  const { __vscodeOriginal: kept }: T & { readonly __vscodeOriginal?: T } = module;
  return kept ?? module;
}
