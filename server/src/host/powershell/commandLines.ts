/** Every line that a shell is ever given is made here. Data stands in them as base64 and in no other way. */

const UTF8 = '[System.Text.Encoding]::UTF8';

/**
 * The first line: UTF-8 on both streams and lines that end in LF, without which node-powershell can miss its own marks.
 * New writers come with the encoding, so the line ends are set after it.
 */
export const PREPARE_LINE = [
  'try { [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false) } catch { $null = $_ }',
  '[Console]::Out.NewLine = "`n"',
  '[Console]::Error.NewLine = "`n"',
  "$ProgressPreference = 'SilentlyContinue'",
  "$ConfirmPreference = 'None'",
].join('; ');

/** Loads our module and answers, in the same frame as an operation, which PowerShell this is. */
export function importLine(manifest: string): string {
  const path = `${UTF8}.GetString([System.Convert]::FromBase64String('${base64(manifest)}'))`;
  const load = `Import-Module -Name ([System.Management.Automation.WildcardPattern]::Escape(${path})) -ErrorAction Stop`;
  const good =
    '$answer = @{ ok = $true; result = @{ version = $PSVersionTable.PSVersion.ToString(); edition = [string]$PSVersionTable.PSEdition } }';
  const bad =
    '$answer = @{ ok = $false; error = @{ id = $_.FullyQualifiedErrorId; category = $_.CategoryInfo.Category.ToString(); hresult = $null; message = $_.Exception.Message; target = $null } }';
  const write = `[Console]::Out.WriteLine('VMSPEC:' + [System.Convert]::ToBase64String(${UTF8}.GetBytes((ConvertTo-Json -InputObject $answer -Depth 4 -Compress))))`;
  return `try { ${load}; ${good} } catch { ${bad} }; ${write}`;
}

/** Asks for an operation. `operation` is one of our own names; anything else is a mistake of ours. */
export function operationLine(operation: string, params: object): string {
  if (!/^[a-z][a-z_]{0,40}$/.test(operation)) throw new Error(`'${operation}' is no operation`);
  return `Invoke-VMSpecOperation -Name ${operation} -Data ${base64(JSON.stringify(params))}`;
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
