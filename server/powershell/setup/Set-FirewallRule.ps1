<#
.SYNOPSIS
Lets other computers reach the host through the firewall, on this machine's own network adapters only.
.DESCRIPTION
The rule names the adapters that it is for: those that are not of Hyper-V, teams among them, and those by which this
machine is itself connected to an external switch. Adapters of internal switches and of the Default Switch, which VMs
share with this machine, are not among them, and neither is any that is added later.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)][string]$Name,
    [Parameter(Mandatory = $true)][int]$Port,
    [Parameter(Mandatory = $true)][ValidateSet('Domain', 'Private', 'Public')][string]$Profile,
    [Parameter(Mandatory = $true)][string]$Program
)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

function Get-SetupAdapter {
    <#
    .SYNOPSIS
    The names of the adapters by which other computers reach this machine, ready to be used as patterns.
    #>
    [CmdletBinding()]
    param()
    $external = @(Hyper-V\Get-VMSwitch -SwitchType External | ForEach-Object -Process { [string]$_.Id })
    $management = @(Hyper-V\Get-VMNetworkAdapter -ManagementOS)
    $all = @($management | ForEach-Object -Process { ([string]$_.DeviceId).Trim('{}') })
    $own = @($management |
            Where-Object -FilterScript { $external -contains [string]$_.SwitchId } |
            ForEach-Object -Process { ([string]$_.DeviceId).Trim('{}') })
    foreach ($adapter in @(Get-NetAdapter)) {
        $id = ([string]$adapter.InterfaceGuid).Trim('{}')
        # Containers and the Windows subsystem for Linux make some that Hyper-V does not list; their driver tells them.
        $ofHyperV = $all -contains $id -or [string]$adapter.ComponentID -like 'vms_*'
        if ($ofHyperV -and $own -notcontains $id) { continue }
        [System.Management.Automation.WildcardPattern]::Escape([string]$adapter.Name)
    }
}

$adapters = @(Get-SetupAdapter)
if ($adapters.Count -eq 0) { throw 'There is no network adapter by which other computers could reach this machine.' }
if ($null -ne (Get-NetFirewallRule -Name $Name -ErrorAction SilentlyContinue)) {
    Remove-NetFirewallRule -Name $Name -Confirm:$false
}
$null = New-NetFirewallRule -Name $Name -DisplayName 'VMSpec host' -Group 'VMSpec' -Enabled True `
    -Direction Inbound -Action Allow -Protocol TCP -LocalPort ([string]$Port) -Profile $Profile `
    -Program $Program -InterfaceAlias $adapters -Confirm:$false
[Console]::Out.WriteLine(('Port {0} is open on: {1}' -f $Port, ($adapters -join ', ')))
