import { importsOf, type Import } from './imports.ts';
import { layerTable, oneFilePackages, type Layer } from './layerTable.ts';
import type { ParsedFile, Rule, Violation } from './sourceFile.ts';

/** Every file belongs to a layer and imports what the table lets it. */
export const layersAreKept: Rule = (files) =>
  files.flatMap((file) => {
    const layer = layerOf(file.path);
    if (layer === undefined) return [{ path: file.path, message: 'belongs to no layer of the folder table' }];
    return importsOf(file).flatMap((one) => {
      const reason = refusal(layer, one);
      return reason === undefined ? [] : [{ path: file.path, message: `line ${one.line}: ${reason}` }];
    });
  });

/** A package that is kept exchangeable is imported by one file of the product. */
export const specialPackagesHaveOneFile: Rule = (files) => {
  const users = new Map<string, ParsedFile[]>();
  for (const file of files.filter(({ path }) => !path.startsWith('test/'))) {
    const packages = importsOf(file).flatMap(({ to, typeOnly }) =>
      'package' in to && !typeOnly ? [to.package] : [],
    );
    for (const name of new Set(packages.filter((one) => oneFilePackages.includes(one)))) {
      users.set(name, [...(users.get(name) ?? []), file]);
    }
  }
  return [...users].flatMap(([name, [first, ...others]]): Violation[] =>
    others.map(({ path }) => ({
      path,
      message: `imports ${name}, which ${first?.path ?? ''} has to itself`,
    })),
  );
};

function layerOf(path: string): Layer | undefined {
  return layerTable.find(({ holds }) => holds.test(path));
}

function refusal(layer: Layer, { to, typeOnly }: Import): string | undefined {
  if ('package' in to) return packageRefusal(layer, to.package);
  const target = layerOf(to.file);
  if (target === undefined) return `${to.file} belongs to no layer of the folder table`;
  if (target.name === layer.name) return undefined;
  // What runs at build time only may still say what its data look like.
  if (typeOnly && target.name === 'schemas at build time' && mayImport(layer, 'schemas')) return undefined;
  if (!mayImport(layer, target.name)) return `${layer.name} may not import ${target.name} (${to.file})`;
  if (layer.typesOnly?.includes(target.name) === true && !typeOnly)
    return `${layer.name} may import types only (${to.file})`;
  return undefined;
}

function mayImport(layer: Layer, name: string): boolean {
  return layer.name === name || layer.layers.includes(name);
}

function packageRefusal(layer: Layer, name: string): string | undefined {
  if (name.startsWith('node:')) return layer.node ? undefined : `${layer.name} may not import ${name}`;
  return layer.packages.includes(name) ? undefined : `${layer.name} may not import the package ${name}`;
}
