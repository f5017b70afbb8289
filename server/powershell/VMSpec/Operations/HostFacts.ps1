function Get-VMSpecMachineReport {
    <#
    .SYNOPSIS
    The host with what the inventory leaves out: NUMA nodes, both figures of free memory, versions.
    #>
    [CmdletBinding()]
    param()
    $windows = Get-VMSpecWindowsFacts
    return [pscustomobject]@{
        host             = Get-VMSpecHostFacts
        volumes          = [object[]]@(Get-VMSpecVolumeFacts)
        numa_nodes       = [object[]]@(Get-VMSpecNumaFacts)
        free_physical_mb = $windows.free_physical_mb
        balancer_mb      = Get-VMSpecBalancerMb
        windows_version  = $windows.version
        product_type     = $windows.product_type
        ps_version       = $PSVersionTable.PSVersion.ToString()
        time             = [datetime]::UtcNow.ToString('o')
    }
}
