function Get-VMSpecMemoryAvailableMb {
    <#
    .SYNOPSIS
    Memory that a VM could still be started with, in MB. Free physical memory overstates it and is only the fallback.
    #>
    [CmdletBinding()]
    param()
    $balancer = Get-VMSpecBalancerMb
    if ($null -ne $balancer) { return $balancer }
    return (Get-VMSpecWindowsFacts).free_physical_mb
}

function Get-VMSpecHostFacts {
    <#
    .SYNOPSIS
    The host as every inventory reports it.
    #>
    [CmdletBinding()]
    param()
    $machine = Hyper-V\Get-VMHost
    return [pscustomobject]@{
        computer_name       = [string]$machine.Name
        hyperv_version      = (Get-VMSpecWindowsFacts).version
        logical_processors  = [int]$machine.LogicalProcessorCount
        memory_mb           = [long][math]::Floor([decimal]$machine.MemoryCapacity / 1MB)
        memory_available_mb = Get-VMSpecMemoryAvailableMb
        default_vm_path     = [string]$machine.VirtualMachinePath
        default_disk_path   = [string]$machine.VirtualHardDiskPath
    }
}

function Get-VMSpecSwitchFacts {
    <#
    .SYNOPSIS
    The virtual switches.
    #>
    [CmdletBinding()]
    param()
    foreach ($found in @(Hyper-V\Get-VMSwitch)) {
        [pscustomobject]@{
            name    = [string]$found.Name
            type    = $found.SwitchType.ToString()
            vlan_id = $null
        }
    }
}

function Get-VMSpecNumaFacts {
    <#
    .SYNOPSIS
    The NUMA nodes of the host. Their figures are 32-bit numbers, so they are MB and no bytes.
    #>
    [CmdletBinding()]
    param()
    foreach ($node in @(Hyper-V\Get-VMHostNumaNode)) {
        [pscustomobject]@{
            node                = [int]$node.NodeId
            memory_total_mb     = [long]$node.MemoryTotal
            memory_available_mb = [long]$node.MemoryAvailable
        }
    }
}
