function Get-VMSpecChanges {
    <#
    .SYNOPSIS
    What of an inventory is not as in the one before, in the shape of an inventory, and what is gone.
    #>
    [CmdletBinding()]
    param([object]$Before, [object]$After, [hashtable]$Moved, [string]$Since)
    $vmIds = @{}
    foreach ($vm in $After.vms) { $vmIds[$vm.vm_id] = $true }
    $files = @{}
    foreach ($file in $Before.own_files) { $files[$file.path] = $file }
    $changedFiles = @(foreach ($file in $After.own_files) {
            if (-not [object]::ReferenceEquals($files[$file.path], $file)) { $file }
            $files.Remove($file.path)
        })
    return [pscustomobject]@{
        since      = $Since
        gone_vms   = [object[]]@(foreach ($vm in $Before.vms) { if (-not $vmIds.ContainsKey($vm.vm_id)) { $vm.vm_id } })
        gone_files = [object[]]@($files.Keys)
        inventory  = [pscustomobject]@{
            host      = $After.host
            volumes   = $After.volumes
            switches  = $After.switches
            templates = $After.templates
            vms       = [object[]]@(foreach ($vm in $After.vms) { if ($Moved.ContainsKey($vm.vm_id)) { $vm } })
            own_files = [object[]]$changedFiles
        }
    }
}

function Get-VMSpecChangesPage {
    <#
    .SYNOPSIS
    One page of what changed. What is gone is told with the first.
    #>
    [CmdletBinding()]
    param([object]$Changes, [string]$Stamp, [int]$Page)
    $answer = Get-VMSpecPage -Inventory $Changes.inventory -Stamp $Stamp -Page $Page
    $next = $answer.next_page
    if ($null -ne $next) { $next = $next + ':' + $Changes.since }
    $goneVms = [object[]]::new(0)
    $goneFiles = $goneVms
    if ($Page -eq 0) {
        $goneVms = $Changes.gone_vms
        $goneFiles = $Changes.gone_files
    }
    return [pscustomobject]@{
        stamp      = $Stamp
        since      = $Changes.since
        next_page  = $next
        gone_vms   = $goneVms
        gone_files = $goneFiles
        inventory  = $answer.inventory
    }
}
