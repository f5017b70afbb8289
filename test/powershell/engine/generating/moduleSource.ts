import { ALIASES, cmdletSource, enumSource } from './cmdletSource.ts';
import { splitName, type EnumFacts, type ModuleTable } from './table.ts';

const USINGS = [
  'System',
  'System.Collections',
  'System.Management.Automation',
  'Microsoft.HyperV.PowerShell',
  'Microsoft.HyperV.PowerShell.Commands',
  'Microsoft.Vhd.PowerShell',
  'Microsoft.Virtualization.Client.Management',
];

/** All of the module's C# that follows from the table. */
export function moduleSource(table: ModuleTable): string {
  const enums = Object.entries(table.enums).map(([full, facts]) => ({ ...splitName(full), facts }));
  const free = enums.filter((item) => !item.name.includes('.'));
  const cmdlets = Object.entries(table.cmdlets).map(([name, facts]) => {
    const own = `${name.replace('-', '')}.`;
    const nested: Record<string, EnumFacts> = {};
    for (const item of enums) {
      if (item.name.startsWith(own)) nested[item.name.slice(own.length)] = item.facts;
    }
    return cmdletSource(name, facts, nested);
  });
  const names = new Set(Object.keys(table.classes).map((full) => splitName(full).name));
  const classes = Object.entries(table.classes).map(([full, { base, properties }]) => {
    const { space, name } = splitName(full);
    const members = Object.entries(properties).map(([member, type]) => propertySource(member, type, names));
    const above = base ?? 'VMSpec.Simulated.SimulatedObject';
    members.push(assignSource(properties));
    return `namespace ${space} { public class ${name} : ${above} {\n${members.join('\n')}\n}}`;
  });
  return [
    ...USINGS.map((name) => `using ${name};`),
    ...free.map(({ space, name, facts }) => `namespace ${space} { ${enumSource(name, facts)} }`),
    ...classes,
    ...cmdlets,
    '',
  ].join('\n');
}

/** A property. Lists of objects are asked for when somebody reads them, as those of the real objects are. */
function propertySource(name: string, type: string, classes: ReadonlySet<string>): string {
  const element = type.endsWith('[]') ? type.slice(0, -2) : '';
  if (!classes.has(element)) return `public ${type} ${name} { get; set; }`;
  const getter = `get => the${name} ??= Later<${element}>(${JSON.stringify(name)});`;
  return `private ${type} the${name}; public ${type} ${name} { ${getter} set => the${name} = value; }`;
}

/** Sets a property by its name. Reflection would have .NET make code for each of some hundred properties while it runs. */
function assignSource(properties: Readonly<Record<string, string>>): string {
  const cases = Object.entries(properties).map(([name, type]) => {
    const plain = type.replace(/\?$/, '');
    return `case ${JSON.stringify(name)}: if (value != null) ${name} = (${type})To(value, typeof(${plain})); return true;`;
  });
  const body = `switch (name) { ${cases.join('\n')} default: return base.Assign(name, value); }`;
  return `internal override bool Assign(string name, object value) { ${body} }`;
}

/** The module's manifest. The real one is 2.0.0.0 on Windows 10, 11 and Server 2016 and later. */
export function moduleManifest(table: ModuleTable): string {
  return manifest({
    guid: 'af4bddd0-8583-4ff2-84b2-a33f5c8de8a7',
    version: '2.0.0.0',
    assembly: 'VMSpec.SimulatedHyperV.dll',
    cmdlets: Object.keys(table.cmdlets),
    aliases: Object.values(ALIASES),
  });
}

/** A manifest over a compiled assembly. It names every cmdlet, because wildcards hide them from module-qualified calls. */
export function manifest(parts: {
  readonly guid: string;
  readonly version: string;
  readonly assembly: string;
  readonly cmdlets: readonly string[];
  readonly aliases: readonly string[];
}): string {
  const list = (names: readonly string[]): string => `@(${names.map((name) => `'${name}'`).join(', ')})`;
  return [
    '@{',
    `  ModuleVersion = '${parts.version}'`,
    `  GUID = '${parts.guid}'`,
    "  Author = 'VMSpec'",
    "  Description = 'Simulated: nothing is created.'",
    "  CompatiblePSEditions = @('Core', 'Desktop')",
    `  NestedModules = @('${parts.assembly}')`,
    '  FunctionsToExport = @()',
    `  CmdletsToExport = ${list(parts.cmdlets)}`,
    `  AliasesToExport = ${list(parts.aliases)}`,
    '}',
    '',
  ].join('\n');
}
