<#
.SYNOPSIS
Tells in one line of JSON what the installation must know before it changes anything.
.DESCRIPTION
execution_policy: the policy that the service will meet. The policies of this user and of this process do not count
for it. language_mode: of this machine's PowerShell; in any but FullLanguage nothing else can be told. program_owners,
data_owners: SIDs of the owners of the folder and of the file in it that marks it, as far as they are there.
#>
[CmdletBinding()]
param([string]$ProgramFolder = '', [string]$DataFolder = '')
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
# Where the language is constrained, neither methods nor objects of our own can be used, so this comes first.
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    ConvertTo-Json -Compress -InputObject @{
        execution_policy = 'unknown'
        language_mode    = [string]$ExecutionContext.SessionState.LanguageMode
        program_owners   = @()
        data_owners      = @()
    }
    exit 0
}
$file = 'FolderSecurity.ps1'
. (Join-Path -Path $PSScriptRoot -ChildPath $file)

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

function Get-SetupOwner {
    <#
    .SYNOPSIS
    Owners of a folder and of the file that marks it.
    #>
    [CmdletBinding()]
    param([string]$Folder)
    if ($Folder -ceq '') { return }
    foreach ($path in $Folder, (Join-Path -Path $Folder -ChildPath 'vmspec-folder.txt')) {
        if (Test-Path -LiteralPath $path) { Get-PathOwner -Path $path }
    }
}

$facts = [pscustomobject]@{
    execution_policy = Get-SetupPolicy
    language_mode    = [string]$ExecutionContext.SessionState.LanguageMode
    program_owners   = @(Get-SetupOwner -Folder $ProgramFolder)
    data_owners      = @(Get-SetupOwner -Folder $DataFolder)
}
ConvertTo-Json -InputObject $facts -Compress
