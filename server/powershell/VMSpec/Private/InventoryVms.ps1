function Read-VMSpecVms {
    <#
    .SYNOPSIS
    All VMs: details only of those whose key changed, disks of all, figures of all when they have become old.
    .DESCRIPTION
    A list of all VMs is slow on a machine with many, so that only those that changed are asked for one by one; it is read
    when nothing is known yet, when many changed, and when CIM and Get-VM do not know the same VMs.
    #>
    [CmdletBinding()]
    param([object]$Look)
    $cache = $script:VMSpecCache
    $changes = $Look.Changes
    Clear-VMSpecSwitchKey -Switches $Look.Switches
    $changed = @(Get-VMSpecChangedId -Changes $changes)
    $list = $null -eq $cache.Inventory -or $null -eq $changes -or -not $cache.Complete -or $cache.Missing.Count -gt 0 -or
    $changed.Count -gt 50 -or (Test-VMSpecListDue)
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    if ($list) { $vms = @(Hyper-V\Get-VM) }
    else { $vms = @($changed | ForEach-Object -Process { Find-VMSpecVm -Id $_ } | Where-Object -FilterScript { $null -ne $_ }) }
    $listMs = $watch.ElapsedMilliseconds
    $watch.Restart()
    if ($list) { Clear-VMSpecWrittenMark }
    $stale = @(Select-VMSpecStaleVm -VMs $vms -Changes $changes)
    $known = Get-VMSpecKnownVm -VMs $vms -Stale $stale -Changes $changes -List $list
    $paths = [System.Collections.Generic.List[object]]::new()
    foreach ($item in @($Look.OwnItems) + @($Look.Templates)) { $paths.Add($item.FullName) }
    foreach ($facts in $known.Values) { foreach ($disk in $facts.disks) { $paths.Add($disk.path) } }
    $fresh = @{}
    foreach ($facts in @(Get-VMSpecVmFacts -VMs $stale -DiskPaths $paths)) {
        $fresh[$facts.vm_id] = $facts
        $cache.Moved[$facts.vm_id] = $true
    }
    Update-VMSpecVmDisk -Known $known
    if ($list) { Update-VMSpecFigures -VMs $vms -Known $known }
    Save-VMSpecVm -VMs $vms -List $list -Fresh $fresh -Known $known -Look $Look
    # A list of which nothing came does not count as one.
    if ($list) {
        $cache.ListMs = $listMs
        $cache.Listed = $watch
        $cache.Complete = Test-VMSpecComplete -VMs $vms -Changes $changes
    }
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

function Test-VMSpecComplete {
    <#
    .SYNOPSIS
    Whether CIM knows every VM of a list.
    #>
    [CmdletBinding()]
    param([object[]]$VMs, [hashtable]$Changes)
    if ($null -eq $Changes) { return $false }
    foreach ($vm in $VMs) { if (-not $Changes.ContainsKey($vm.Id.ToString().ToLowerInvariant())) { return $false } }
    return $true
}

function Clear-VMSpecSwitchKey {
    <#
    .SYNOPSIS
    Forgets the keys of VMs that are connected to a switch that is no longer there under that name: a switch that is
    renamed changes no VM's configuration.
    #>
    [CmdletBinding()]
    param([object[]]$Switches)
    $cache = $script:VMSpecCache
    $names = @{}
    foreach ($item in $Switches) { $names[$item.name] = $true }
    $gone = @($cache.SwitchNames.Keys | Where-Object -FilterScript { -not $names.ContainsKey($_) })
    if ($gone.Count -gt 0) {
        foreach ($cached in $cache.Vms.Values) {
            foreach ($adapter in $cached.Facts.adapters) { if ($gone -contains $adapter.switch) { $cached.Key = '' } }
        }
    }
    $cache.SwitchNames = $names
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
        if (-not $known.Contains($id) -or $known[$id].Key -cne $Changes[$id]) { $id }
    }
}

function Select-VMSpecStaleVm {
    <#
    .SYNOPSIS
    Those VMs whose details have to be read: their key changed, or what Get-VM itself tells of them, or CIM does not know
    them.
    #>
    [CmdletBinding()]
    param([object[]]$VMs, [hashtable]$Changes)
    $known = $script:VMSpecCache.Vms
    foreach ($vm in $VMs) {
        $id = $vm.Id.ToString().ToLowerInvariant()
        if ($null -eq $Changes -or -not $Changes.ContainsKey($id) -or -not $known.Contains($id)) { $vm }
        elseif ($known[$id].Key -cne $Changes[$id] -or -not (Test-VMSpecSameVm -VM $vm -Facts $known[$id].Facts)) { $vm }
    }
}

function Test-VMSpecSameVm {
    <#
    .SYNOPSIS
    Whether facts still say what a VM's own object says of state, processors and memory, which are what a VM is charged.
    #>
    [CmdletBinding()]
    param([object]$VM, [object]$Facts)
    return $VM.State.ToString() -ceq $Facts.state -and
    [long]$VM.ProcessorCount -eq $Facts.cpu_cores -and
    [bool]$VM.DynamicMemoryEnabled -eq $Facts.dynamic_memory -and
    [long][math]::Ceiling([decimal]$VM.MemoryStartup / 1MB) -eq $Facts.ram_startup_mb -and
    [long][math]::Ceiling([decimal]$VM.MemoryMinimum / 1MB) -eq $Facts.ram_min_mb -and
    [long][math]::Ceiling([decimal]$VM.MemoryMaximum / 1MB) -eq $Facts.ram_max_mb
}

function Get-VMSpecKnownVm {
    <#
    .SYNOPSIS
    A table from VM id to the facts of those VMs whose details still hold.
    #>
    [CmdletBinding()]
    param([object[]]$VMs, [object[]]$Stale, [hashtable]$Changes, [bool]$List)
    $known = @{}
    if ($null -eq $Changes) { return $known }
    $old = @{}
    foreach ($vm in $Stale) { $old[$vm.Id.ToString().ToLowerInvariant()] = $true }
    $vmIds = @($script:VMSpecCache.Vms.Keys)
    # A VM that a list leaves out is gone, whatever CIM says.
    if ($List) { $vmIds = @(foreach ($vm in $VMs) { $vm.Id.ToString().ToLowerInvariant() }) }
    foreach ($id in $vmIds) {
        $cached = $script:VMSpecCache.Vms[$id]
        if ($null -ne $cached -and $cached.Key -ceq $Changes[$id] -and -not $old.ContainsKey($id)) { $known[$id] = $cached.Facts }
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
    under the keys that they were read with, and which VMs have to be looked at again for what their keys cannot tell.
    #>
    [CmdletBinding()]
    param([object[]]$VMs, [bool]$List, [hashtable]$Fresh, [hashtable]$Known, [object]$Look)
    $cache = $script:VMSpecCache
    $changes = $Look.Changes
    $order = [System.Collections.Specialized.OrderedDictionary]::new()
    if (-not $List) { foreach ($id in $cache.Vms.Keys) { $order[$id] = $true } }
    foreach ($vm in $VMs) { $order[$vm.Id.ToString().ToLowerInvariant()] = $true }
    $kept = [System.Collections.Specialized.OrderedDictionary]::new()
    $open = [System.Collections.Generic.List[string]]::new()
    $unsettled = @{}
    if ($null -ne $changes) { $unsettled = Get-VMSpecUnsettledId -Look $Look -VmIds $Fresh.Keys }
    foreach ($id in $order.Keys) {
        $facts = $Fresh[$id]
        if ($null -eq $facts) { $facts = $Known[$id] }
        if ($null -eq $facts) { continue }
        $facts
        if ($null -eq $changes) { continue }
        $key = $changes[$id]
        if ($unsettled.ContainsKey($id)) {
            $open.Add((Get-VMSpecVmLine -VMs @($facts)))
            $key = ''
        }
        $kept[$id] = [pscustomobject]@{ Key = $key; Facts = $facts }
    }
    $cache.Vms = $kept
    Save-VMSpecMissing -Changes $changes -Open $open
    $cache.Open = $open.ToArray()
}

function Save-VMSpecMissing {
    <#
    .SYNOPSIS
    Counts the readings in a row in which CIM knew a VM that Get-VM did not know: one that is being made, mostly.
    .DESCRIPTION
    Such a VM is looked for again at the next looks; one that does not come within a minute or so, when all are listed.
    #>
    [CmdletBinding()]
    param([hashtable]$Changes, [object]$Open)
    $cache = $script:VMSpecCache
    $missing = @{}
    if ($null -ne $Changes) {
        foreach ($id in $Changes.Keys) {
            if ($cache.Vms.Contains($id)) { continue }
            $missing[$id] = 1 + [int]$cache.Missing[$id]
            if ($missing[$id] -le 12) { $Open.Add($id + '|missing') }
        }
    }
    $cache.Missing = $missing
}
