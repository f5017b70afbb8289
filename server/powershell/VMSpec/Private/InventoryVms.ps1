function Read-VMSpecVms {
    <#
    .SYNOPSIS
    All VMs: details only of those whose key changed, disks of all, figures of all when they have become old.
    .DESCRIPTION
    A list of all VMs is slow on a machine with many, so that only those that changed are asked for one by one; it is read
    when nothing is known yet, when many changed, and when CIM does not know every VM.
    #>
    [CmdletBinding()]
    param([object]$Look)
    $cache = $script:VMSpecCache
    $changes = $Look.Changes
    $changed = @(Get-VMSpecChangedId -Changes $changes)
    $list = $null -eq $changes -or -not $cache.Complete -or $changed.Count -gt 50 -or (Test-VMSpecListDue)
    if ($list) { $vms = @(Get-VMSpecVmList -Changes $changes) }
    else { $vms = @($changed | ForEach-Object -Process { Find-VMSpecVm -Id $_ } | Where-Object -FilterScript { $null -ne $_ }) }
    $stale = @(Select-VMSpecStaleVm -VMs $vms -Changes $changes)
    $known = Get-VMSpecKnownVm -VMs $vms -Changes $changes -List $list
    $paths = [System.Collections.Generic.List[object]]::new()
    foreach ($item in @($Look.OwnItems) + @($Look.TemplateItems)) { $paths.Add($item.FullName) }
    foreach ($facts in $known.Values) { foreach ($disk in $facts.disks) { $paths.Add($disk.path) } }
    $fresh = @{}
    foreach ($facts in @(Get-VMSpecVmFacts -VMs $stale -DiskPaths $paths)) {
        $fresh[$facts.vm_id] = $facts
        $cache.Moved[$facts.vm_id] = $true
    }
    Update-VMSpecVmDisk -Known $known
    if ($list) { Update-VMSpecFigures -VMs $vms -Known $known }
    Save-VMSpecVm -VMs $vms -List $list -Fresh $fresh -Known $known -Changes $changes
}

function Test-VMSpecListDue {
    <#
    .SYNOPSIS
    Whether the figures of running VMs are old: a minute, or longer where listing all VMs takes long.
    #>
    [CmdletBinding()]
    param()
    $cache = $script:VMSpecCache
    return $null -eq $cache.Listed -or $cache.Listed.ElapsedMilliseconds -gt [math]::Max(60000, 20 * $cache.ListMs)
}

function Get-VMSpecVmList {
    <#
    .SYNOPSIS
    A list of all VMs, and the time that it took.
    #>
    [CmdletBinding()]
    param([hashtable]$Changes)
    $cache = $script:VMSpecCache
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $vms = @(Hyper-V\Get-VM)
    $cache.ListMs = $watch.ElapsedMilliseconds
    $watch.Restart()
    $cache.Listed = $watch
    $cache.Complete = $null -ne $Changes
    foreach ($vm in $vms) {
        if ($cache.Complete) { $cache.Complete = $Changes.ContainsKey($vm.Id.ToString().ToLowerInvariant()) }
        $vm
    }
}

function Get-VMSpecChangedId {
    <#
    .SYNOPSIS
    The ids of VMs that are new or whose key is another than when their details were read.
    #>
    [CmdletBinding()]
    param([hashtable]$Changes)
    if ($null -eq $Changes) { return }
    $known = $script:VMSpecCache.Vms
    foreach ($id in @($Changes.Keys)) {
        if (-not $known.ContainsKey($id) -or $known[$id].Key -cne $Changes[$id]) { $id }
    }
}

function Select-VMSpecStaleVm {
    <#
    .SYNOPSIS
    Those VMs whose details have to be read.
    #>
    [CmdletBinding()]
    param([object[]]$VMs, [hashtable]$Changes)
    $known = $script:VMSpecCache.Vms
    foreach ($vm in $VMs) {
        $id = $vm.Id.ToString().ToLowerInvariant()
        if ($null -eq $Changes -or -not $known.ContainsKey($id) -or $known[$id].Key -cne $Changes[$id]) { $vm }
    }
}

function Get-VMSpecKnownVm {
    <#
    .SYNOPSIS
    A table from VM id to the facts of those VMs whose details still hold.
    #>
    [CmdletBinding()]
    param([object[]]$VMs, [hashtable]$Changes, [bool]$List)
    $known = @{}
    if ($null -eq $Changes) { return $known }
    $vmIds = @($script:VMSpecCache.Vms.Keys)
    # A VM that a list leaves out is gone, whatever CIM says.
    if ($List) { $vmIds = @(foreach ($vm in $VMs) { $vm.Id.ToString().ToLowerInvariant() }) }
    foreach ($id in $vmIds) {
        $cached = $script:VMSpecCache.Vms[$id]
        if ($null -ne $cached -and $cached.Key -ceq $Changes[$id]) { $known[$id] = $cached.Facts }
    }
    return $known
}

function Update-VMSpecVmDisk {
    <#
    .SYNOPSIS
    Disk files change without a change of their VM's key: its guest writes to them, and others may resize them.
    #>
    [CmdletBinding()]
    param([hashtable]$Known)
    $paths = @(foreach ($facts in $Known.Values) { foreach ($disk in $facts.disks) { $disk.path } })
    if ($paths.Count -eq 0) { return }
    # One answer for each path, in their order: a disk that was not read again is the same object.
    $disks = @(Get-VMSpecDiskFacts -Paths $paths)
    $at = 0
    foreach ($facts in $Known.Values) {
        $now = [object[]]::new($facts.disks.Count)
        $same = $true
        for ($index = 0; $index -lt $now.Count; $index++) {
            $now[$index] = $disks[$at++]
            $same = $same -and [object]::ReferenceEquals($now[$index], $facts.disks[$index])
        }
        if ($same) { continue }
        $facts.disks = $now
        $script:VMSpecCache.Moved[$facts.vm_id] = $true
    }
}

function Update-VMSpecFigures {
    <#
    .SYNOPSIS
    What of VMs moves by itself while they run.
    #>
    [CmdletBinding()]
    param([object[]]$VMs, [hashtable]$Known)
    foreach ($vm in $VMs) {
        $facts = $Known[$vm.Id.ToString().ToLowerInvariant()]
        if ($null -eq $facts) { continue }
        $memory = [long][math]::Ceiling([decimal]$vm.MemoryAssigned / 1MB)
        $uptime = [long][math]::Floor($vm.Uptime.TotalSeconds)
        if ($facts.memory_assigned_mb -eq $memory -and $facts.uptime_s -eq $uptime) { continue }
        $facts.memory_assigned_mb = $memory
        $facts.uptime_s = $uptime
        $script:VMSpecCache.Moved[$facts.vm_id] = $true
    }
}

function Save-VMSpecVm {
    <#
    .SYNOPSIS
    The facts of all VMs in the order of the list, or in the order of the reading before with new ones at the end; kept
    under the keys that they were read with.
    #>
    [CmdletBinding()]
    param([object[]]$VMs, [bool]$List, [hashtable]$Fresh, [hashtable]$Known, [hashtable]$Changes)
    $before = $script:VMSpecCache.Inventory
    $order = [System.Collections.Specialized.OrderedDictionary]::new()
    if (-not $List) { foreach ($facts in $before.vms) { $order[$facts.vm_id] = $true } }
    foreach ($vm in $VMs) { $order[$vm.Id.ToString().ToLowerInvariant()] = $true }
    $cache = @{}
    foreach ($id in $order.Keys) {
        if ($Fresh.ContainsKey($id)) { $facts = $Fresh[$id] }
        elseif ($Known.ContainsKey($id)) { $facts = $Known[$id] }
        else { continue }
        if ($null -ne $Changes) { $cache[$id] = [pscustomobject]@{ Key = $Changes[$id]; Facts = $facts } }
        $facts
    }
    $script:VMSpecCache.Vms = $cache
}
