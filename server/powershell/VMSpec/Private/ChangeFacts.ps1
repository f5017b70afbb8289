function Get-VMSpecChangeFacts {
    <#
    .SYNOPSIS
    For each VM a key that changes with its configuration, state, heartbeat and addresses, as a table from VM id; null
    where Hyper-V's CIM classes cannot be read.
    .DESCRIPTION
    Three queries for all VMs together, each without the many objects behind a VM that Get-VM collects.
    TimeOfLastConfigurationChange is when the configuration file was last written.
    #>
    [CmdletBinding()]
    param()
    try {
        $systems = @(Get-VMSpecVirtualization -ClassName 'Msvm_ComputerSystem')
        $beats = @(Get-VMSpecVirtualization -ClassName 'Msvm_HeartbeatComponent')
        $networks = @(Get-VMSpecVirtualization -ClassName 'Msvm_GuestNetworkAdapterConfiguration')
    }
    catch {
        return $null
    }
    $guid = [regex]'[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}'
    $facts = @{}
    foreach ($system in $systems) {
        $id = [string]$system.Name
        # The host is a computer system too; its name is no GUID.
        if (-not $guid.IsMatch($id)) { continue }
        $key = '{0:o}|{1:o}|{2}|{3}' -f @(
            $system.TimeOfLastConfigurationChange, $system.TimeOfLastStateChange, $system.EnabledState, $system.ElementName)
        $facts[$id.ToLowerInvariant()] = $key
    }
    foreach ($beat in $beats) {
        $id = ([string]$beat.SystemName).ToLowerInvariant()
        if ($facts.ContainsKey($id)) { $facts[$id] += '|' + ($beat.OperationalStatus -join ',') }
    }
    foreach ($network in $networks) {
        $id = $guid.Match([string]$network.InstanceID).Value.ToLowerInvariant()
        if ($facts.ContainsKey($id)) { $facts[$id] += '|' + ($network.IPAddresses -join ',') }
    }
    return $facts
}

function Get-VMSpecUnsettledId {
    <#
    .SYNOPSIS
    A table of those VMs whose key may be the same after their next change. The times in it count seconds on some builds,
    so that they tell nothing of a second change right after the first.
    .DESCRIPTION
    Three seconds also cover a machine that is slow to write the time down. A time that lies far off, because the clock
    was set, is as good as an old one.
    #>
    [CmdletBinding()]
    param([object]$Look, [object]$VmIds)
    $culture = [System.Globalization.CultureInfo]::InvariantCulture
    $style = [System.Globalization.DateTimeStyles]::AdjustToUniversal
    $from = $Look.Begun.AddSeconds(-3)
    $to = $Look.Ended.AddSeconds(3)
    $unsettled = @{}
    foreach ($id in $VmIds) {
        $key = $Look.Changes[$id]
        if ($null -eq $key) { continue }
        $configured, $entered, $rest = $key.Split('|', 3)
        foreach ($text in $configured, $entered) {
            if ($text -eq '') { continue }
            $time = [datetime]::Parse($text, $culture, $style)
            if ($time -ge $from -and $time -le $to) { $unsettled[$id] = $true }
        }
    }
    return $unsettled
}

function Get-VMSpecVirtualization {
    <#
    .SYNOPSIS
    All objects of a class of Hyper-V's own name space.
    #>
    [CmdletBinding()]
    param([string]$ClassName)
    return Get-CimInstance -Namespace 'root\virtualization\v2' -ClassName $ClassName
}
