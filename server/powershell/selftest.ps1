<#
.SYNOPSIS
Checks on a real Hyper-V host what VMSpec takes for granted, and prints a table. Changes nothing unless -Create is given.
.DESCRIPTION
With -Create it makes, checks and removes one tiny VM in every supported shape, in a folder of its own below -Folder
(default: where the host keeps its disks), and removes what an earlier self-test that was cut off has left there. With
-Describe it only says what -Create would make and remove.

-Framed writes records for a program in place of the table. When the file -StopFile appears, nothing more is made, and
what was made is removed.

Ends with 0 when every check passed, with 1 when one did not, and with 78 where there is no Hyper-V.
#>
[CmdletBinding()]
param([switch]$Create, [switch]$Describe, [switch]$Framed, [string]$Folder = '', [string]$StopFile = '')
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$ConfirmPreference = 'None'
Import-Module -Name (Join-Path -Path $PSScriptRoot -ChildPath 'VMSpec/VMSpec.psd1') -Force
$files = @(
    'SelfTest/Report.ps1'
    'SelfTest/Operation.ps1'
    'SelfTest/Host.ps1'
    'SelfTest/CleanUp.ps1'
    'SelfTest/Shapes.ps1'
    'SelfTest/Facts.ps1'
)
foreach ($file in $files) {
    . (Join-Path -Path $PSScriptRoot -ChildPath $file)
}
$script:Selftest = @{ Passed = 0; Failed = 0; Unread = $false; Framed = [bool]$Framed; StopFile = $StopFile }

function Write-SelftestPlan {
    <#
    .SYNOPSIS
    Says what -Create would make and remove.
    #>
    [CmdletBinding()]
    param([string]$Parent)
    $names = @(@(Get-SelftestShape).name)
    $left = @(Find-SelftestRoot -Parent $Parent)
    if ($script:Selftest.Framed) {
        Write-SelftestRecord -Record @{ plan = @{ parent = $Parent; shapes = [object[]]$names; left = [object[]]$left } }
        Write-SelftestSummary -HyperV $true -Stopped (Test-SelftestStopped)
        return
    }
    Write-SelftestLine -Line ('Makes and removes, in a new folder below {0}, one VM after the other: {1}' -f $Parent, ($names -join ', '))
    foreach ($root in $left) { Write-SelftestLine -Line ('Removes what an earlier self-test left: {0}' -f $root) }
}

function Test-SelftestByMaking {
    <#
    .SYNOPSIS
    Everything that makes something, in a folder of its own, all of which is removed at the end, whatever happened.
    #>
    [CmdletBinding()]
    param([string]$Parent)
    foreach ($left in @(Find-SelftestRoot -Parent $Parent)) { Remove-SelftestRoot -Root $left }
    $root = '{0}\vmspec-selftest-{1}' -f $Parent, [guid]::NewGuid().ToString('N')
    try {
        $null = New-Item -ItemType Directory -Path $root -Confirm:$false
        Test-SelftestShapes -Root $root
        Test-SelftestFacts -Root $root
    }
    catch [System.OperationCanceledException] {
        Write-Verbose -Message 'Stopped.'
    }
    catch {
        Add-SelftestResult -Check 'The self-test comes to its end' -Passed $false -Detail ('{0}: {1}' -f $_.FullyQualifiedErrorId, $_)
    }
    finally {
        Remove-SelftestRoot -Root $root
    }
}

if ($Describe) {
    if (@(Get-Module -ListAvailable -Name 'Hyper-V').Count -eq 0) {
        Write-SelftestSummary -HyperV $false -Stopped $false
        exit 78
    }
    Write-SelftestPlan -Parent (Get-SelftestParent -Given $Folder)
    exit 0
}
$hyperv = Test-SelftestHost
if ($hyperv) {
    Test-SelftestReadings
    Test-SelftestErrors
    if ($Create) { Test-SelftestByMaking -Parent (Get-SelftestParent -Given $Folder) }
}
$stopped = Test-SelftestStopped
Write-SelftestSummary -HyperV $hyperv -Stopped $stopped
if (-not $hyperv) { exit 78 }
if ($stopped -or $script:Selftest.Failed -gt 0) { exit 1 }
exit 0
