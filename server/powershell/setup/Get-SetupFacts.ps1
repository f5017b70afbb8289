<#
.SYNOPSIS
Tells in one line of JSON what the installation must know before it changes anything.
.DESCRIPTION
execution_policy: the policy that the service will meet. The policies of this user and of this process do not count
for it. language_mode: of this machine's PowerShell. data_owner: SID of the owner of the data folder, null where there
is none yet.
#>
[CmdletBinding()]
param([string]$DataDirectory = '')
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

function Get-SetupPolicy {
    <#
    .SYNOPSIS
    The policy of the machine, or the default of Windows: clients run no script, servers run scripts of their own.
    #>
    [CmdletBinding()]
    param()
    foreach ($scope in 'MachinePolicy', 'LocalMachine') {
        $policy = [string](Get-ExecutionPolicy -Scope $scope)
        if ($policy -cne 'Undefined') { return $policy }
    }
    # 1 is a workstation.
    if ((Get-CimInstance -ClassName 'Win32_OperatingSystem').ProductType -eq 1) { return 'Restricted' }
    return 'RemoteSigned'
}

$owner = $null
if ($DataDirectory -cne '' -and (Test-Path -LiteralPath $DataDirectory)) {
    $owner = (Get-Acl -LiteralPath $DataDirectory).GetOwner([System.Security.Principal.SecurityIdentifier]).Value
}
$facts = [pscustomobject]@{
    execution_policy = Get-SetupPolicy
    language_mode    = [string]$ExecutionContext.SessionState.LanguageMode
    data_owner       = $owner
}
[Console]::Out.WriteLine((ConvertTo-Json -InputObject $facts -Compress))
