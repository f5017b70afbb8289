/** PowerShell that stands for a machine with one external, one internal and the default switch, and an adapter of somebody else's. */
export const SWITCH_MACHINE = `
$null = New-Module -Name 'Hyper-V' -ScriptBlock {
    function Get-VMSwitch {
        param([string]$SwitchType)
        @(
            [pscustomobject]@{ Id = [guid]'11111111-0000-0000-0000-000000000001'; SwitchType = 'External' }
            [pscustomobject]@{ Id = [guid]'11111111-0000-0000-0000-000000000002'; SwitchType = 'Internal' }
        ) | Where-Object -FilterScript { $_.SwitchType -ceq $SwitchType }
    }
    function Get-VMNetworkAdapter {
        param([switch]$ManagementOS)
        if (-not $ManagementOS) { throw 'adapters of VMs are of no interest' }
        [pscustomobject]@{ SwitchId = '11111111-0000-0000-0000-000000000001'; DeviceId = '{AAAAAAAA-0000-0000-0000-000000000001}' }
        [pscustomobject]@{ SwitchId = '11111111-0000-0000-0000-000000000002'; DeviceId = '{AAAAAAAA-0000-0000-0000-000000000002}' }
    }
} | Import-Module -Global
function Get-NetAdapter {
    [pscustomobject]@{ Name = 'Ethernet [1]'; InterfaceGuid = '{BBBBBBBB-0000-0000-0000-000000000001}'; ComponentID = 'pci\\ven_8086' }
    [pscustomobject]@{ Name = 'Team'; InterfaceGuid = '{BBBBBBBB-0000-0000-0000-000000000002}'; ComponentID = 'ms_implat' }
    [pscustomobject]@{ Name = 'vEthernet (External_Switch)'; InterfaceGuid = '{aaaaaaaa-0000-0000-0000-000000000001}'; ComponentID = 'vms_mp' }
    [pscustomobject]@{ Name = 'vEthernet (Default Switch)'; InterfaceGuid = '{AAAAAAAA-0000-0000-0000-000000000002}'; ComponentID = 'vms_mp' }
    [pscustomobject]@{ Name = 'vEthernet (added by others)'; InterfaceGuid = '{CCCCCCCC-0000-0000-0000-000000000009}'; ComponentID = 'vms_mp' }
}
function Get-NetFirewallRule { param([string]$Name) if ($env:VMSPEC_TEST_RULE -ceq $Name) { 'a rule' } }
function Remove-NetFirewallRule { [CmdletBinding(SupportsShouldProcess = $true)] param([string]$Name) [Console]::Out.WriteLine('removed ' + $Name) }
function New-NetFirewallRule {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param($Name, $DisplayName, $Group, $Enabled, $Direction, $Action, $Protocol, $LocalPort, $Profile, $Program, $InterfaceAlias)
    [Console]::Out.WriteLine(('rule {0} {1} {2} {3} {4} [{5}] {6}' -f $Name, $Direction, $Protocol, $LocalPort, $Profile, ($InterfaceAlias -join '|'), $Program))
}
`;
