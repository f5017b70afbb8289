function Get-VMSpecPage {
    <#
    .SYNOPSIS
    One page of an inventory, so that an answer stays below 1 MB: reading a line costs the square of its size.
    .DESCRIPTION
    Every page repeats host, volumes and switches, and holds the next of the VMs, templates and own files.
    #>
    [CmdletBinding()]
    param([object]$Inventory, [string]$Stamp, [int]$Page)
    # A VM takes some 700 bytes and a disk some 250; the longest notes and paths several times as much.
    $vms = 150
    $disks = 450
    $files = [math]::Max($Inventory.templates.Count, $Inventory.own_files.Count)
    $next = $null
    if (($Page + 1) * $vms -lt $Inventory.vms.Count -or ($Page + 1) * $disks -lt $files) { $next = '{0}:{1}' -f $Stamp, ($Page + 1) }
    return [pscustomobject]@{
        stamp     = $Stamp
        next_page = $next
        inventory = [pscustomobject]@{
            host      = $Inventory.host
            volumes   = $Inventory.volumes
            switches  = $Inventory.switches
            templates = Get-VMSpecSlice -Items $Inventory.templates -From ($Page * $disks) -Count $disks
            vms       = Get-VMSpecSlice -Items $Inventory.vms -From ($Page * $vms) -Count $vms
            own_files = Get-VMSpecSlice -Items $Inventory.own_files -From ($Page * $disks) -Count $disks
        }
    }
}

function Get-VMSpecSlice {
    <#
    .SYNOPSIS
    Some items of an array, as an array even when there is none or one.
    #>
    [CmdletBinding()]
    param([object[]]$Items, [int]$From, [int]$Count)
    $length = [math]::Max(0, [math]::Min($Count, $Items.Count - $From))
    $slice = [object[]]::new($length)
    if ($length -gt 0) { [array]::Copy($Items, $From, $slice, 0, $length) }
    return , $slice
}
