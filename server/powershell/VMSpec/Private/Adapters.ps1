function ConvertTo-VMSpecAdapter {
    <#
    .SYNOPSIS
    Network adapters as the inventory reports them. A MAC address that Hyper-V chose is none of the VM's own.
    #>
    [CmdletBinding()]
    param([object[]]$Adapters)
    foreach ($adapter in $Adapters) {
        $mac = $null
        if (-not $adapter.DynamicMacAddressEnabled) { $mac = ConvertTo-VMSpecMac -Mac $adapter.MacAddress }
        $connected = $null
        if ($adapter.SwitchName) { $connected = [string]$adapter.SwitchName }
        $vlan = $adapter.VlanSetting
        $id = $null
        if ($null -ne $vlan -and $vlan.OperationMode.ToString() -cne 'Untagged') { $id = Get-VMSpecVlanId -Setting $vlan }
        [pscustomobject]@{
            switch       = $connected
            vlan_id      = $id
            mac_address  = $mac
            mac_spoofing = $adapter.MacAddressSpoofing.ToString() -ceq 'On'
        }
    }
}

function ConvertTo-VMSpecMac {
    <#
    .SYNOPSIS
    A MAC address as Hyper-V keeps it: twelve upper-case digits.
    #>
    [CmdletBinding()]
    param([string]$Mac)
    return $Mac.Replace('-', '').Replace(':', '').ToUpperInvariant()
}

function Get-VMSpecVlanId {
    <#
    .SYNOPSIS
    The VLAN of an adapter, or null when its frames are untagged.
    #>
    [CmdletBinding()]
    param([object]$Setting)
    if ($null -eq $Setting) { return $null }
    switch ($Setting.OperationMode.ToString()) {
        'Access' { return [int]$Setting.AccessVlanId }
        'Trunk' { return [int]$Setting.NativeVlanId }
        'Private' { return [int]$Setting.PrimaryVlanId }
    }
    return $null
}

function Get-VMSpecAdapterDifference {
    <#
    .SYNOPSIS
    What of a VM's adapters is not as wanted, for people; nothing when all of it is.
    #>
    [CmdletBinding()]
    param([object]$VM, [object[]]$Wanted)
    $adapters = @(Hyper-V\Get-VMNetworkAdapter -VM $VM)
    if ($adapters.Count -ne $Wanted.Count) {
        return 'network adapters: {0} instead of {1}' -f $adapters.Count, $Wanted.Count
    }
    for ($index = 0; $index -lt $Wanted.Count; $index++) {
        $is = ConvertTo-VMSpecAdapter -Adapters @($adapters[$index])
        if (Test-VMSpecSameAdapter -Is $is -Wanted $Wanted[$index]) { continue }
        $name = $is.switch
        if ($null -eq $name) { $name = 'not connected' }
        'network adapter {0}: {1} instead of {2}, or other settings' -f ($index + 1), $name, $Wanted[$index].switch
    }
}

function Test-VMSpecSameAdapter {
    <#
    .SYNOPSIS
    Whether an adapter is as wanted.
    #>
    [CmdletBinding()]
    param([object]$Is, [object]$Wanted)
    $mac = $null
    if ($null -ne $Wanted.mac_address) { $mac = ConvertTo-VMSpecMac -Mac $Wanted.mac_address }
    return $Is.switch -ieq $Wanted.switch -and $Is.vlan_id -eq $Wanted.vlan_id -and
        $Is.mac_address -ceq $mac -and $Is.mac_spoofing -eq $Wanted.mac_spoofing
}
