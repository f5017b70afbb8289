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

function Test-VMSpecSettledKey {
    <#
    .SYNOPSIS
    Whether a VM's key will differ after its next change. The times in it count seconds on some builds, so that they tell
    nothing of a second change right after the first.
    .DESCRIPTION
    Three seconds also cover a machine that is slow to write the time down. A time that lies far off, because the clock
    was set, is as good as an old one.
    #>
    [CmdletBinding()]
    param([string]$Key, [object]$Look)
    foreach ($text in $Key.Split('|')[0, 1]) {
        if ($text -eq '') { continue }
        $time = [datetime]::Parse($text, [System.Globalization.CultureInfo]::InvariantCulture, [System.Globalization.DateTimeStyles]::AdjustToUniversal)
        if ($time -ge $Look.Begun.AddSeconds(-3) -and $time -le $Look.Ended.AddSeconds(3)) { return $false }
    }
    return $true
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
