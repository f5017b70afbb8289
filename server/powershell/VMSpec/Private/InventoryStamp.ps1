function Get-VMSpecStamp {
    <#
    .SYNOPSIS
    A hash over everything that an inventory tells, apart from figures that move by themselves.
    .DESCRIPTION
    Free space counts in GB and free memory in 256 MB, so that a machine at rest keeps its stamp. The file of a disk
    that a running VM writes to grows all the time, so of that only the path counts.
    #>
    [CmdletBinding()]
    param([object]$Look, [string[]]$VMLines)
    $machine = $Look.Machine
    $memory = [math]::Floor($machine.memory_available_mb / 256)
    $seen = $script:VMSpecCache.Seen
    $written = $script:VMSpecCache.Written
    $lines = @(
        [string]::Join('|', @($machine.computer_name, $machine.hyperv_version, $machine.logical_processors, $machine.memory_mb, $memory))
        [string]::Join('|', @($machine.default_vm_path, $machine.default_disk_path))
        [string]::Join('|', @($Look.Roots)) + '||' + [string]::Join('|', @($Look.OwnFolders))
        foreach ($volume in $Look.Volumes) {
            [string]::Join('|', @($volume.path, $volume.total_mb, [math]::Floor($volume.free_mb / 1024)))
        }
        foreach ($item in $Look.Switches) { [string]::Join('|', @($item.name, $item.type)) }
        foreach ($item in @($Look.OwnItems) + @($Look.TemplateItems)) {
            $path = $item.FullName
            $key = $path.ToLowerInvariant()
            if ($written.ContainsKey($key)) { $path }
            else { $path + '|' + $seen[$key] }
        }
        $VMLines
    )
    return Get-VMSpecHash -Lines $lines
}

function Get-VMSpecWrittenDisk {
    <#
    .SYNOPSIS
    The disks of VMs that are not at rest, as a table of path keys: their guests write to them all the time.
    #>
    [CmdletBinding()]
    param([object[]]$VMs)
    $written = @{}
    foreach ($vm in $VMs) {
        if ($vm.state -ceq 'Off' -or $vm.state -ceq 'Saved') { continue }
        foreach ($disk in $vm.disks) { $written[$disk.path.ToLowerInvariant()] = $true }
    }
    return $written
}

function Get-VMSpecChangeLine {
    <#
    .SYNOPSIS
    One line per VM from its change key, in a fixed order.
    #>
    [CmdletBinding()]
    param([hashtable]$Changes)
    $ids = [string[]]@($Changes.Keys)
    [array]::Sort($ids, [System.StringComparer]::Ordinal)
    foreach ($id in $ids) { $id + '|' + $Changes[$id] }
}

function Get-VMSpecVmLine {
    <#
    .SYNOPSIS
    One line per VM from all that was read of it, apart from figures that move by themselves.
    #>
    [CmdletBinding()]
    param([object[]]$VMs)
    foreach ($vm in $VMs) {
        $still = $vm.PSObject.Copy()
        $still.memory_assigned_mb = 0
        $still.uptime_s = 0
        ConvertTo-Json -InputObject $still -Depth 6 -Compress
    }
}

function Get-VMSpecHash {
    <#
    .SYNOPSIS
    SHA-256 of lines of text as hexadecimal digits.
    #>
    [CmdletBinding()]
    param([string[]]$Lines)
    $sha = [System.Security.Cryptography.SHA256]::Create()
    try {
        $bytes = [System.Text.Encoding]::UTF8.GetBytes([string]::Join("`n", $Lines))
        return [BitConverter]::ToString($sha.ComputeHash($bytes)).Replace('-', '').ToLowerInvariant()
    }
    finally {
        $sha.Dispose()
    }
}
