import type { Problem, Rule } from './problem.ts';

/** Commands that run text as code, talk to a person, or are gone in PowerShell 7. */
const FORBIDDEN = new Set(
  [
    'Invoke-Expression',
    'Invoke-Command',
    'Add-Type',
    'Write-Host',
    'Read-Host',
    'Out-Host',
    'Start-Job',
    'Start-Process',
    'Get-WmiObject',
    'Invoke-WmiMethod',
    'Set-Alias',
    'New-Alias',
  ].map((name) => name.toLowerCase()),
);

/** Methods that run text as code. */
const FORBIDDEN_METHODS = /^(?:Create|InvokeScript|NewScriptBlock|ExpandString|AddScript)$/i;
const CODE_TARGETS = /scriptblock|ExecutionContext|powershell/i;

/** Members that hold text in the language of Windows. */
const LOCALISED =
  /\.(?:Message|Status|StatusDescriptions?|(?:Primary|Secondary)StatusDescription|IntegrationServicesState|Description|Caption)\b/i;
const TEXT_METHODS = /^(?:Contains|StartsWith|EndsWith|IndexOf|Equals|Split)$/i;
/** An HRESULT in a text is the same in every language. */
const CODE_PATTERN = "'0x";

/** The places where a file is loaded or a program is run: their paths are made of constants. */
const CONSTANT_PATHS = new Set([
  '(Join-Path -Path $PSScriptRoot -ChildPath $file)',
  "(Join-Path -Path $PSScriptRoot -ChildPath 'node.exe')",
]);

/** Cmdlets that ask a question of their own, which only `-Force` answers. */
const ASKING = new Set(['Stop-VM', 'Restart-VM', 'Remove-VM', 'Set-VHD'].map((name) => `Hyper-V\\${name}`));

const nothingForbidden: Rule = ({ facts }) => [
  ...facts.commands
    .filter(({ name }) => FORBIDDEN.has((name ?? '').toLowerCase()))
    .map(({ text, line }): Problem => ({ rule: 'forbidden', line, text })),
  ...facts.members
    .filter(({ name, target }) => FORBIDDEN_METHODS.test(name) && CODE_TARGETS.test(target))
    .map(({ name, target, line }): Problem => ({ rule: 'forbidden', line, text: `${target} ${name}` })),
];

/** What is called is constant: no variable, no string with data in it, no splatting that hides parameters. */
const callsAreConstant: Rule = ({ facts }) =>
  facts.commands.flatMap((command): Problem[] => {
    const constant = command.element === 'StringConstantExpressionAst' || CONSTANT_PATHS.has(command.text);
    return constant && !command.splats ? [] : [{ rule: 'dynamic', line: command.line, text: command.text }];
  });

/** Names of VMs are not unique and take wildcards: only a new VM is named. */
const vmsByObject: Rule = ({ facts }) =>
  facts.commands.flatMap(({ name, parameters, line }): Problem[] => {
    if (name?.startsWith('Hyper-V\\') !== true) return [];
    const isVm = /^Hyper-V\\[A-Z][a-z]+-VM$/.test(name) && name !== 'Hyper-V\\New-VM';
    const wrong = parameters.some((item) => item === 'VMName' || (isVm && item === 'Name'));
    return wrong ? [{ rule: 'by-name', line, text: name }] : [];
  });

/** The first positional parameter of most Hyper-V cmdlets is a name; elsewhere it hides what an argument is. */
const argumentsAreNamed: Rule = ({ facts, functions }) =>
  facts.commands.flatMap(({ name, positional, line }): Problem[] => {
    const checked = name !== null && (functions.has(name) || name.includes('-'));
    return checked && positional > 0 ? [{ rule: 'positional', line, text: name }] : [];
  });

/** Nobody answers a question. */
const nothingAsks: Rule = ({ facts }) =>
  facts.commands.flatMap(({ name, parameters, confirm, line }): Problem[] => {
    if (name === null) return [];
    const changes = /^Hyper-V\\(?!Get-|Test-)/.test(name) || name === 'Remove-Item';
    const forced = !ASKING.has(name) && name !== 'Remove-Item' ? true : parameters.includes('Force');
    return changes && !(confirm && forced) ? [{ rule: 'prompt', line, text: name }] : [];
  });

/** Texts of Windows are in its language: ids, enumerations and codes are compared instead. */
const textIsNotMatched: Rule = ({ facts }) => [
  ...facts.comparisons
    .filter(({ left, right }) => LOCALISED.test(left) || LOCALISED.test(right))
    .filter(({ left, right }) => !right.startsWith(CODE_PATTERN) && left !== '$null' && right !== '$null')
    .filter(({ operator }) => /^[IC](?:eq|ne|match|notmatch|like|notlike|contains|in)$/i.test(operator))
    .map(({ left, right, line }): Problem => ({ rule: 'localised', line, text: `${left} with ${right}` })),
  ...facts.members
    .filter(({ name, target }) => TEXT_METHODS.test(name) && LOCALISED.test(target))
    .map(({ name, target, line }): Problem => ({ rule: 'localised', line, text: `${target}.${name}` })),
];

/** Rules about what calls may do. */
export const safetyRules: readonly Rule[] = [
  nothingForbidden,
  callsAreConstant,
  vmsByObject,
  argumentsAreNamed,
  nothingAsks,
  textIsNotMatched,
];
