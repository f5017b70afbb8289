<#
.SYNOPSIS
Removes the firewall rule of that name, where there is one.
#>
[CmdletBinding()]
param([Parameter(Mandatory = $true)][string]$Name)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
if ($null -ne (Get-NetFirewallRule -Name $Name -ErrorAction SilentlyContinue)) {
    Remove-NetFirewallRule -Name $Name -Confirm:$false
}
