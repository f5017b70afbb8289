# What Windows alone has stands behind one function each here.

function Get-VMSpecVolumeFacts {
    <#
    .SYNOPSIS
    Fixed drives with their size and free space. CIM class and property names are the same in every language.
    #>
    [CmdletBinding()]
    param()
    foreach ($drive in @(Get-CimInstance -ClassName 'Win32_LogicalDisk' -Filter 'DriveType=3')) {
        # A drive that cannot be read, for instance a locked one, has no size.
        if ($null -eq $drive.Size) { continue }
        [pscustomobject]@{
            path     = ([string]$drive.DeviceID).ToUpperInvariant() + '\'
            total_mb = [long][math]::Floor([decimal]$drive.Size / 1MB)
            free_mb  = [long][math]::Floor([decimal]$drive.FreeSpace / 1MB)
        }
    }
}

function Get-VMSpecSystemFacts {
    <#
    .SYNOPSIS
    The computer: its name, and whether a hypervisor runs.
    #>
    [CmdletBinding()]
    param()
    $system = Get-CimInstance -ClassName 'Win32_ComputerSystem'
    return [pscustomobject]@{
        computer_name      = [string]$system.Name
        hypervisor_present = [bool]$system.HypervisorPresent
    }
}

function Get-VMSpecWindowsFacts {
    <#
    .SYNOPSIS
    Windows: its version, its kind (1 client, 2 domain controller, 3 server) and its free physical memory, given in KB.
    #>
    [CmdletBinding()]
    param()
    $windows = Get-CimInstance -ClassName 'Win32_OperatingSystem'
    return [pscustomobject]@{
        version          = [string]$windows.Version
        product_type     = Get-VMSpecMember -InputObject $windows -Name 'ProductType'
        free_physical_mb = [long][math]::Floor([decimal]$windows.FreePhysicalMemory / 1KB)
    }
}

function Get-VMSpecBalancerMb {
    <#
    .SYNOPSIS
    Memory that Hyper-V's memory balancer would still give to VMs, in MB, or null where it does not say.
    .DESCRIPTION
    The counter 'Available Memory' of the Dynamic Memory Balancer is what Microsoft names for this question. Counter
    names are localised, names of CIM classes are not.
    #>
    [CmdletBinding()]
    param()
    try {
        $class = 'Win32_PerfFormattedData_BalancerStats_HyperVDynamicMemoryBalancer'
        $balancer = @(Get-CimInstance -ClassName $class)
    }
    catch {
        return $null
    }
    if ($balancer.Count -eq 0 -or $null -eq $balancer[0].AvailableMemory) { return $null }
    return [long]$balancer[0].AvailableMemory
}

function Get-VMSpecServiceFacts {
    <#
    .SYNOPSIS
    Hyper-V's management service, or null where Windows has none.
    #>
    [CmdletBinding()]
    param()
    $service = @(Get-Service -Name 'vmms' -ErrorAction SilentlyContinue)
    if ($service.Count -eq 0) { return $null }
    return [pscustomobject]@{ state = $service[0].Status.ToString() }
}

function Get-VMSpecAccessFacts {
    <#
    .SYNOPSIS
    Whether SYSTEM (S-1-5-18), as which Hyper-V opens disks, has full control of a folder; null when its access rules
    cannot be read. Rules are read in SDDL, which writes SYSTEM as SY in every language.
    #>
    [CmdletBinding()]
    param([string]$Path)
    try {
        $rules = [string](Get-Acl -LiteralPath $Path).Sddl
    }
    catch {
        return $null
    }
    # FA and 0x1f01ff are full control of files.
    return $rules -cmatch '\(A;[^;]*;(FA|0x1[fF]01[fF]{2});[^;]*;[^;]*;SY\)'
}
