function Get-VMSpecNetworkState {
    <#
    .SYNOPSIS
    Exactly the wanted network adapters, in their order.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $vm = Find-VMSpecVm -Id $Parameters.vm_id
    if ($null -eq $vm) { return New-VMSpecState -State 'absent' }
    $differences = @(Get-VMSpecAdapterDifference -VM $vm -Wanted @($Parameters.adapters))
    if ($differences.Count -eq 0) { return New-VMSpecState -State 'done' }
    return New-VMSpecState -State 'partial' -VM $vm
}

function Set-VMSpecNetworkState {
    <#
    .SYNOPSIS
    Removes what is there, the adapter that New-VM always makes too, and adds the wanted ones.
    #>
    [CmdletBinding()]
    param([object]$Parameters, [object]$Before)
    $vm = Get-VMSpecVm -Id $Parameters.vm_id -Found $Before.vm
    foreach ($adapter in @(Hyper-V\Get-VMNetworkAdapter -VM $vm)) {
        Hyper-V\Remove-VMNetworkAdapter -VMNetworkAdapter $adapter -Confirm:$false
    }
    foreach ($wanted in @($Parameters.adapters)) { Add-VMSpecAdapter -VM $vm -Wanted $wanted }
}

function Add-VMSpecAdapter {
    <#
    .SYNOPSIS
    Adds one adapter. Its default name is localised and not unique, so it is kept as the object that adding answers.
    #>
    [CmdletBinding()]
    param([object]$VM, [object]$Wanted)
    if ($null -eq $Wanted.mac_address) {
        $adapter = Hyper-V\Add-VMNetworkAdapter -VM $VM -SwitchName $Wanted.switch -Passthru -Confirm:$false
    }
    else {
        $mac = ConvertTo-VMSpecMac -Mac $Wanted.mac_address
        $adapter = Hyper-V\Add-VMNetworkAdapter -VM $VM -SwitchName $Wanted.switch -StaticMacAddress $mac -Passthru -Confirm:$false
    }
    # A new adapter is untagged and may not use other MAC addresses.
    if ($null -ne $Wanted.vlan_id) {
        Hyper-V\Set-VMNetworkAdapterVlan -VMNetworkAdapter $adapter -Access -VlanId ([int]$Wanted.vlan_id) -Confirm:$false
    }
    if ($Wanted.mac_spoofing) {
        Hyper-V\Set-VMNetworkAdapter -VMNetworkAdapter $adapter -MacAddressSpoofing 'On' -Confirm:$false
    }
}
