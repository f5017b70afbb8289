function Get-VMSpecInventory {
    <#
    .SYNOPSIS
    The whole machine, what of it changed since the known stamp, one page of either, or only word that nothing changed.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $page = Get-VMSpecMember -InputObject $Parameters -Name 'page_after'
    if ($page) { return Get-VMSpecNextPage -Page $page -Parameters $Parameters }
    $cache = $script:VMSpecCache
    $known = [string]$Parameters.known_stamp
    $before = $cache.Inventory
    $beforeStamp = [string]$cache.Stamp
    Update-VMSpecInventory -Parameters $Parameters
    $same = $null -eq $before -or $cache.Moved.Count -eq 0
    if ($cache.Stamp -ceq $known -and $same) { return [pscustomobject]@{ unchanged = $true; stamp = $known } }
    $cache.Changes = $null
    if ($null -eq $before -or $beforeStamp -cne $known) {
        return ConvertTo-VMSpecPageJson -Page (Get-VMSpecPage -Inventory $cache.Inventory -Stamp $cache.Stamp -Page 0)
    }
    $cache.Changes = Get-VMSpecChanges -Before $before -After $cache.Inventory -Moved $cache.Moved -Since $known
    return ConvertTo-VMSpecPageJson -Page (Get-VMSpecChangesPage -Changes $cache.Changes -Stamp $cache.Stamp -Page 0)
}

function Get-VMSpecNextPage {
    <#
    .SYNOPSIS
    A further page of the inventory that a stamp names, or of what changed since another. Another shell may have answered
    the page before.
    #>
    [CmdletBinding()]
    param([string]$Page, [object]$Parameters)
    $stamp, $number, $since = $Page.Split(':')
    $cache = $script:VMSpecCache
    if ($cache.Stamp -cne $stamp) { Update-VMSpecInventory -Parameters $Parameters }
    $gone = $since -and ($null -eq $cache.Changes -or $cache.Changes.since -cne $since)
    if ($cache.Stamp -cne $stamp -or $gone) {
        $text = 'The machine changed while its inventory was read.'
        throw (New-VMSpecException -Id 'InventoryChanged' -Message $text)
    }
    if ($since) { $found = Get-VMSpecChangesPage -Changes $cache.Changes -Stamp $stamp -Page ([int]$number) }
    else { $found = Get-VMSpecPage -Inventory $cache.Inventory -Stamp $stamp -Page ([int]$number) }
    return ConvertTo-VMSpecPageJson -Page $found
}

function Update-VMSpecInventory {
    <#
    .SYNOPSIS
    Brings the cached inventory and its stamp up to date. When the cheap look finds what it found last time, nothing more
    is read until the figures of running VMs have become old.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $cache = $script:VMSpecCache
    $cache.Seen = @{}
    # What a reading that failed has found is still to be told.
    if ($null -ne $cache.Stamp) { $cache.Moved = @{} }
    $look = Get-VMSpecMachineLook -Parameters $Parameters
    $cache.Folders = @($look.OwnFolders)
    if ($null -ne $look.Changes) {
        $lines = @(Get-VMSpecChangeLine -Changes $look.Changes)
        $isKnown = $null -ne $cache.Stamp -and $cache.Stamp -ceq (Get-VMSpecStamp -Look $look -VMLines $lines)
        if ($isKnown -and -not (Test-VMSpecListDue)) { return }
    }
    $before = $cache.Stamp
    # A reading that fails halfway must not count as known.
    $cache.Stamp = $null
    $look.Templates = @(Select-VMSpecUnlinked -Items $look.TemplateItems -Roots $look.Roots)
    $vms = @(Read-VMSpecVms -Look $look)
    if ($null -eq $look.Changes) { $lines = @(Get-VMSpecVmLine -VMs $vms) }
    $cache.Written = Get-VMSpecWrittenDisk -VMs $vms
    $cache.Inventory = [pscustomobject]@{
        host      = $look.Machine
        volumes   = [object[]]@($look.Volumes)
        switches  = [object[]]@($look.Switches)
        templates = [object[]]@(foreach ($item in $look.Templates) { Get-VMSpecTemplateFacts -Item $item })
        vms       = [object[]]$vms
        own_files = [object[]]@(Get-VMSpecDiskFacts -Paths @(foreach ($item in $look.OwnItems) { $item.FullName }))
    }
    # The next look has no open lines, so that it finds another stamp and does not stop there.
    $cache.Stamp = Get-VMSpecStamp -Look $look -VMLines (@($lines) + @($cache.Open))
    # Without keys every VM was read, and what was read of them is in the stamp.
    if ($null -eq $look.Changes -and $cache.Stamp -ceq $before) { $cache.Moved = @{} }
}
