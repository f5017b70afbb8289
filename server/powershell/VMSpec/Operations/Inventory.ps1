function Get-VMSpecInventory {
    <#
    .SYNOPSIS
    The whole machine, one page of it, or only word that nothing changed.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $page = Get-VMSpecMember -InputObject $Parameters -Name 'page_after'
    if ($page) { return Get-VMSpecNextPage -Page $page -Parameters $Parameters }
    $stamp = Update-VMSpecInventory -Parameters $Parameters
    if ($stamp -ceq [string]$Parameters.known_stamp) {
        return [pscustomobject]@{ unchanged = $true; stamp = $stamp }
    }
    return Get-VMSpecPage -Inventory $script:VMSpecCache.Inventory -Stamp $stamp -Page 0
}

function Get-VMSpecNextPage {
    <#
    .SYNOPSIS
    A further page of the inventory that a stamp names. Another shell may have answered the page before.
    #>
    [CmdletBinding()]
    param([string]$Page, [object]$Parameters)
    $parts = $Page.Split(':')
    if ($script:VMSpecCache.Stamp -cne $parts[0]) { $null = Update-VMSpecInventory -Parameters $Parameters }
    if ($script:VMSpecCache.Stamp -cne $parts[0]) {
        $text = 'The machine changed while its inventory was read.'
        throw (New-VMSpecException -Id 'InventoryChanged' -Message $text)
    }
    return Get-VMSpecPage -Inventory $script:VMSpecCache.Inventory -Stamp $parts[0] -Page ([int]$parts[1])
}

function Update-VMSpecInventory {
    <#
    .SYNOPSIS
    Brings the cached inventory up to date and answers its stamp. When the cheap look finds what it found last time,
    nothing more is read.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $script:VMSpecCache.Seen = @{}
    $look = Get-VMSpecMachineLook -Parameters $Parameters
    $script:VMSpecCache.Folders = @($look.OwnFolders)
    if ($null -ne $look.Changes) {
        $lines = @(Get-VMSpecChangeLine -Changes $look.Changes)
        $stamp = Get-VMSpecStamp -Look $look -VMLines $lines
        if ($script:VMSpecCache.Stamp -ceq $stamp) { return $stamp }
    }
    $vms = @(Read-VMSpecVms -Look $look)
    if ($null -eq $look.Changes) { $lines = @(Get-VMSpecVmLine -VMs $vms) }
    $script:VMSpecCache.Written = Get-VMSpecWrittenDisk -VMs $vms
    $stamp = Get-VMSpecStamp -Look $look -VMLines $lines
    $script:VMSpecCache.Inventory = [pscustomobject]@{
        host      = $look.Machine
        volumes   = [object[]]@($look.Volumes)
        switches  = [object[]]@($look.Switches)
        templates = [object[]]@(foreach ($item in $look.TemplateItems) { Get-VMSpecTemplateFacts -Item $item })
        vms       = [object[]]$vms
        own_files = [object[]]@(Get-VMSpecDiskFacts -Paths @(foreach ($item in $look.OwnItems) { $item.FullName }))
    }
    $script:VMSpecCache.Stamp = $stamp
    return $stamp
}

function Get-VMSpecMachineLook {
    <#
    .SYNOPSIS
    What is cheap to see: the host, volumes, switches, files below our folders, and what of each VM changed when.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $machine = Get-VMSpecHostFacts
    # ForEach-Object drops what null would become in an array.
    $own = @($Parameters.vm_folders | Where-Object -FilterScript { $_ })
    $roots = @($Parameters.template_roots | Where-Object -FilterScript { $_ })
    if ($null -eq $Parameters.template_roots) { $roots = @($machine.default_disk_path) }
    $ownItems = @(Get-VMSpecDiskFile -Folders $own)
    $templateItems = @(Select-VMSpecTemplate -Items @(Get-VMSpecDiskFile -Folders $roots -Lenient) -OwnFolders $own)
    Add-VMSpecSeen -Items $ownItems
    Add-VMSpecSeen -Items $templateItems
    return [pscustomobject]@{
        Machine       = $machine
        Volumes       = @(Get-VMSpecVolumeFacts)
        Switches      = @(Get-VMSpecSwitchFacts)
        OwnFolders    = $own
        Roots         = $roots
        OwnItems      = $ownItems
        TemplateItems = $templateItems
        Changes       = Get-VMSpecChangeFacts
    }
}

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
    foreach ($id in @($Changes.Keys | Sort-Object)) { $id + '|' + $Changes[$id] }
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

function Read-VMSpecVms {
    <#
    .SYNOPSIS
    All VMs: details only of those whose key changed, figures of all.
    #>
    [CmdletBinding()]
    param([object]$Look)
    $changes = $Look.Changes
    $known = @{}
    $stale = [System.Collections.Generic.List[object]]::new()
    $paths = [System.Collections.Generic.List[object]]::new()
    foreach ($item in @($Look.OwnItems) + @($Look.TemplateItems)) { $paths.Add($item.FullName) }
    $vms = @(Hyper-V\Get-VM)
    foreach ($vm in $vms) {
        $id = $vm.Id.ToString().ToLowerInvariant()
        $cached = $script:VMSpecCache.Vms[$id]
        if ($null -eq $changes -or $null -eq $cached -or $cached.Key -cne $changes[$id]) { $stale.Add($vm); continue }
        $known[$id] = $cached.Facts
        foreach ($disk in $cached.Facts.disks) { $paths.Add($disk.path) }
    }
    $fresh = @{}
    foreach ($facts in @(Get-VMSpecVmFacts -VMs $stale.ToArray() -DiskPaths $paths)) { $fresh[$facts.vm_id] = $facts }
    Update-VMSpecFigures -VMs $vms -Known $known
    $cache = @{}
    foreach ($vm in $vms) {
        $id = $vm.Id.ToString().ToLowerInvariant()
        if ($fresh.ContainsKey($id)) { $facts = $fresh[$id] }
        elseif ($known.ContainsKey($id)) { $facts = $known[$id] }
        else { continue }
        if ($null -ne $changes) { $cache[$id] = [pscustomobject]@{ Key = $changes[$id]; Facts = $facts } }
        $facts
    }
    $script:VMSpecCache.Vms = $cache
}

function Update-VMSpecFigures {
    <#
    .SYNOPSIS
    What of VMs moves without a change of their key: figures while they run, and disk files, which others may resize.
    #>
    [CmdletBinding()]
    param([object[]]$VMs, [hashtable]$Known)
    if ($Known.Count -eq 0) { return }
    $paths = @(foreach ($facts in $Known.Values) { foreach ($disk in $facts.disks) { $disk.path } })
    $disks = @{}
    foreach ($disk in @(Get-VMSpecDiskFacts -Paths $paths)) { $disks[$disk.path] = $disk }
    foreach ($vm in $VMs) {
        $facts = $Known[$vm.Id.ToString().ToLowerInvariant()]
        if ($null -eq $facts) { continue }
        $facts.memory_assigned_mb = [long][math]::Ceiling([decimal]$vm.MemoryAssigned / 1MB)
        $facts.uptime_s = [long][math]::Floor($vm.Uptime.TotalSeconds)
        $facts.disks = [object[]]@(foreach ($disk in $facts.disks) { $disks[$disk.path] })
    }
}
