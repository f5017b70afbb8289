<#
.SYNOPSIS
Registers a scheduled task from its XML, in place of one of that name.
.DESCRIPTION
For an account whose password Windows keeps itself, such as a group managed service account: schtasks.exe would ask
for a password.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)][string]$Name,
    [Parameter(Mandatory = $true)][string]$Path
)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$null = Register-ScheduledTask -TaskName $Name -Xml ([System.IO.File]::ReadAllText($Path)) -Force
