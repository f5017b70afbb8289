import {
  COMMON_PARAMETERS,
  NEWER_PARAMETERS,
  POWERSHELL_7_PARAMETERS,
  readCommandTable,
} from './commandTable.ts';
import type { Problem, Rule, ScriptCase } from './problem.ts';
import type { CommandFacts } from './scriptFacts.ts';

const PREFIX = 'Hyper-V\\';
const table = readCommandTable();
const hyperv51 = table.modules['Hyper-V'] ?? [];
const builtIns = new Set(
  Object.entries(table.modules)
    .filter(([name]) => name !== 'Hyper-V')
    .flatMap(([, names]) => names),
);
const hypervNames = new Set([...hyperv51, ...table.hyperv_2025].map((name) => name.toLowerCase()));

/** Every command is one of ours, or one that 5.1 has, or a Hyper-V cmdlet of 5.1 and of the 2025 documentation. */
const commandsExist: Rule = ({ facts, functions }) =>
  named(facts.commands).flatMap(([name, { line }]): Problem[] => {
    if (functions.has(name)) return [];
    if (!name.startsWith(PREFIX)) return builtIns.has(name) ? [] : [{ rule: 'command', line, text: name }];
    const cmdlet = name.slice(PREFIX.length);
    const known = hyperv51.includes(cmdlet) && table.hyperv_2025.includes(cmdlet);
    return known ? [] : [{ rule: 'command', line, text: name }];
  });

/** Other products export commands of the same names, so those of Hyper-V are named with their module. */
const areQualified: Rule = ({ facts, functions }) =>
  named(facts.commands).flatMap(([name, { line }]): Problem[] =>
    hypervNames.has(name.toLowerCase()) && !functions.has(name) ? [{ rule: 'prefix', line, text: name }] : [],
  );

/** Every parameter is written out and exists, where the table lists its command. */
const parametersExist: Rule = (script) =>
  named(script.facts.commands).flatMap(([name, command]) =>
    command.parameters
      .filter((parameter) => !parameterExists(script, name, command, parameter))
      .map((parameter): Problem => ({
        rule: 'parameter',
        line: command.line,
        text: `${name} -${parameter}`,
      })),
  );

function parameterExists(
  script: ScriptCase,
  name: string,
  command: CommandFacts,
  parameter: string,
): boolean {
  if (COMMON_PARAMETERS.includes(parameter)) return true;
  const own = script.functions.get(name);
  if (own !== undefined) return own.includes(parameter);
  const cmdlet = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name;
  const old = table.parameters['5.1'][cmdlet];
  if (!name.startsWith(PREFIX)) {
    const isOld = old?.includes(parameter) ?? !builtIns.has(cmdlet);
    return isOld || isForPowerShell7(script, command, cmdlet, parameter);
  }
  const documented = table.parameters['2025'][cmdlet]?.includes(parameter) === true;
  if (old?.includes(parameter) === true) return documented;
  return documented && isAskedFor(script, command, cmdlet, parameter);
}

/** Whether the function of a call asks first which PowerShell it runs in. */
function isForPowerShell7(
  script: ScriptCase,
  command: CommandFacts,
  cmdlet: string,
  parameter: string,
): boolean {
  if (POWERSHELL_7_PARAMETERS[cmdlet]?.includes(parameter) !== true) return false;
  const question = '$PSVersionTable.PSVersion.Major -gt 5';
  return script.facts.functions.some(
    (item) => item.name === command.function && item.text.includes(question),
  );
}

/** Whether the function of a call asks first if this machine's cmdlet has the parameter. */
function isAskedFor(script: ScriptCase, command: CommandFacts, cmdlet: string, parameter: string): boolean {
  if (NEWER_PARAMETERS[cmdlet]?.includes(parameter) !== true) return false;
  const question = `Test-VMSpecParameter -Command '${PREFIX}${cmdlet}' -Parameter '${parameter}'`;
  return script.facts.functions.some(
    (item) => item.name === command.function && item.text.includes(question),
  );
}

/** Commands with their constant names. */
function named(commands: readonly CommandFacts[]): readonly (readonly [string, CommandFacts])[] {
  return commands.flatMap((command) => (command.name === null ? [] : [[command.name, command] as const]));
}

/** Rules about which commands are called. */
export const commandRules: readonly Rule[] = [commandsExist, areQualified, parametersExist];
