import type { CmdletFacts, EnumFacts, ParameterFacts } from './table.ts';

/** Other names that the module exports. There is no such name for Checkpoint-VM itself. */
export const ALIASES: Readonly<Record<string, string>> = {
  'Get-VMSnapshot': 'Get-VMCheckpoint',
  'Remove-VMSnapshot': 'Remove-VMCheckpoint',
  'Rename-VMSnapshot': 'Rename-VMCheckpoint',
  'Restore-VMSnapshot': 'Restore-VMCheckpoint',
};

/** The class of a cmdlet. Its full name ends every error id, so name space and spelling are those of the real one. */
export function cmdletSource(
  name: string,
  facts: CmdletFacts,
  nested: Readonly<Record<string, EnumFacts>>,
): string {
  const [verb = '', noun = ''] = name.split('-');
  const vhd = noun === 'VHD';
  const options = [
    ...(facts.set === null ? [] : [`DefaultParameterSetName = ${text(facts.set)}`]),
    ...(facts.impact === null
      ? []
      : ['SupportsShouldProcess = true', `ConfirmImpact = ConfirmImpact.${facts.impact}`]),
  ];
  const alias = ALIASES[name];
  return [
    `namespace ${vhd ? 'Microsoft.Vhd.PowerShell.Cmdlets' : 'Microsoft.HyperV.PowerShell.Commands'} {`,
    `[Cmdlet(${[text(verb), text(noun), ...options].join(', ')})]`,
    ...(alias === undefined ? [] : [`[Alias(${text(alias)})]`]),
    ...facts.outputs.map((type) => `[OutputType(typeof(${type}))]`),
    `public sealed class ${verb}${vhd ? 'Vhd' : noun} : VMSpec.Simulated.SimulatedCmdlet {`,
    ...Object.entries(nested).map(([short, item]) => enumSource(short, item)),
    ...Object.entries(facts.parameters).map(([parameter, item]) => parameterSource(parameter, item)),
    '}}',
  ].join('\n');
}

/** An enum with the integers of the real one. */
export function enumSource(name: string, facts: EnumFacts): string {
  const members = Object.entries(facts.values).map(([member, value]) => `${member} = ${String(value)}`);
  return `public enum ${name} : ${facts.underlying} { ${members.join(', ')} }`;
}

function parameterSource(name: string, facts: ParameterFacts): string {
  const attributes = [
    ...facts.sets.map(setAttribute),
    ...(facts.aliases === undefined ? [] : [`Alias(${facts.aliases.map(text).join(', ')})`]),
    ...(facts.values === undefined ? [] : [`ValidateSet(${facts.values.map(text).join(', ')})`]),
    ...(facts.validate ?? []).map(validation),
  ];
  return `${attributes.map((item) => `[${item}]`).join('')} public ${facts.type} ${name} { get; set; }`;
}

function setAttribute(set: string): string {
  const [name = '*', position = '', flags = ''] = set.split('|');
  const options = [
    ...(name === '*' ? [] : [`ParameterSetName = ${text(name)}`]),
    ...(position === '' ? [] : [`Position = ${position}`]),
    ...(flags.includes('r') ? ['Mandatory = true'] : []),
    ...(flags.includes('v') ? ['ValueFromPipeline = true'] : []),
    ...(flags.includes('n') ? ['ValueFromPipelineByPropertyName = true'] : []),
  ];
  return options.length === 0 ? 'Parameter' : `Parameter(${options.join(', ')})`;
}

function validation(rule: string): string {
  const typeName = /^PSTypeName\('(.*)'\)$/.exec(rule);
  if (typeName !== null) return `PSTypeName(${text(typeName[1] ?? '')})`;
  return rule.replace('System.Management.Automation.CredentialAttribute', 'Credential');
}

function text(value: string): string {
  return JSON.stringify(value);
}
