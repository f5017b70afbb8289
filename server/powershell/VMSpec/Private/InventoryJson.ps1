# ConvertTo-Json looks up every property of every object anew and takes most of the time of a page. What a page holds by
# the hundred has a known shape and is written here; all else is left to it.

function ConvertTo-VMSpecPageJson {
    <#
    .SYNOPSIS
    A page as the text of its JSON, which Write-VMSpecAnswer takes as it is.
    #>
    [CmdletBinding()]
    param([object]$Page)
    $inventory = $Page.inventory
    $head = [ordered]@{}
    foreach ($property in $Page.PSObject.Properties) {
        if ($property.Name -cne 'inventory') { $head[$property.Name] = $property.Value }
    }
    $few = [ordered]@{
        host      = $inventory.host
        volumes   = $inventory.volumes
        switches  = $inventory.switches
        templates = $inventory.templates
    }
    $text = [System.Text.StringBuilder]::new()
    $null = $text.Append((ConvertTo-Json -InputObject $head -Depth 4 -Compress)).Remove($text.Length - 1, 1)
    $null = $text.Append(',"inventory":').Append((ConvertTo-Json -InputObject $few -Depth 6 -Compress)).Remove($text.Length - 1, 1)
    $null = $text.Append(',"vms":[').Append([string]::Join(',', [string[]]@(ConvertTo-VMSpecVmJson -VMs $inventory.vms)))
    $null = $text.Append('],"own_files":[').Append([string]::Join(',', [string[]]@(ConvertTo-VMSpecDiskJson -Disks $inventory.own_files)))
    return $text.Append(']}}')
}

function Get-VMSpecOddText {
    <#
    .SYNOPSIS
    Finds characters that JSON writes otherwise, apart from the backslashes that every path has.
    #>
    [CmdletBinding()]
    param()
    return [regex]'[^ !#-~]'
}

function ConvertTo-VMSpecVmJson {
    <#
    .SYNOPSIS
    The facts of VMs as JSON, each as a text.
    #>
    [CmdletBinding()]
    param([object[]]$VMs)
    $odd = Get-VMSpecOddText
    $word = @{ $true = 'true'; $false = 'false' }
    $boots = [hashtable]::new()
    $disks = [string[]]@(ConvertTo-VMSpecDiskJson -Disks @(foreach ($vm in $VMs) { $vm.disks }))
    $adapters = [string[]]@(ConvertTo-VMSpecAdapterJson -Adapters @(foreach ($vm in $VMs) { $vm.adapters }))
    $disk = 0
    $adapter = 0
    foreach ($vm in $VMs) {
        $diskText = [string]::Join(',', $disks, $disk, $vm.disks.Count)
        $adapterText = [string]::Join(',', $adapters, $adapter, $vm.adapters.Count)
        $disk += $vm.disks.Count
        $adapter += $vm.adapters.Count
        if ($odd.IsMatch($vm.vm_name + $vm.path + $vm.dvd_path + [string]::Join('', $vm.ip_addresses))) {
            ConvertTo-Json -InputObject $vm -Depth 6 -Compress
            continue
        }
        # Notes are the one text with line ends.
        $notes = '"' + $vm.notes.Replace('\', '\\') + '"'
        if ($odd.IsMatch($vm.notes)) { $notes = ConvertTo-Json -InputObject $vm.notes -Compress }
        $addresses = ''
        if ($vm.ip_addresses.Count -gt 0) { $addresses = '"' + [string]::Join('","', $vm.ip_addresses).Replace('\', '\\') + '"' }
        $dvd = 'null'
        if ($null -ne $vm.dvd_path) { $dvd = '"' + $vm.dvd_path.Replace('\', '\\') + '"' }
        $boot = ''
        if ($null -ne $vm.secure_boot) { $boot = $word[$vm.secure_boot.enabled] + $vm.secure_boot.template }
        if (-not $boots.ContainsKey($boot)) { $boots[$boot] = ConvertTo-Json -InputObject $vm.secure_boot -Compress }
        '{{"vm_id":"{0}","vm_name":"{1}","state":"{2}","generation":{3},"path":"{4}","notes":{5},"cpu_cores":{6}' -f @(
            $vm.vm_id, $vm.vm_name.Replace('\', '\\'), $vm.state, $vm.generation, $vm.path.Replace('\', '\\'), $notes, $vm.cpu_cores) +
        ',"ram_startup_mb":{0},"ram_min_mb":{1},"ram_max_mb":{2},"memory_assigned_mb":{3},"uptime_s":{4},"heartbeat":"{5}"' -f @(
            $vm.ram_startup_mb, $vm.ram_min_mb, $vm.ram_max_mb, $vm.memory_assigned_mb, $vm.uptime_s, $vm.heartbeat) +
        ',"nested_virtualization":{0},"dynamic_memory":{1},"tpm":{2},"secure_boot":{3},"dvd_path":{4},"ip_addresses":[{5}]' -f @(
            $word[$vm.nested_virtualization], $word[$vm.dynamic_memory], $word[$vm.tpm], $boots[$boot], $dvd, $addresses) +
        ',"automatic_start_action":"{0}","automatic_stop_action":"{1}","checkpoint_type":"{2}","disks":[{3}],"adapters":[{4}]}}' -f @(
            $vm.automatic_start_action, $vm.automatic_stop_action, $vm.checkpoint_type, $diskText, $adapterText)
    }
}

function ConvertTo-VMSpecDiskJson {
    <#
    .SYNOPSIS
    The facts of disk files as JSON, each as a text.
    #>
    [CmdletBinding()]
    param([object[]]$Disks)
    $odd = Get-VMSpecOddText
    $shape = '{{"path":"{0}","format":"{1}","disk_id":"{2}","size_mb":{3},"file_mb":{4},"parent_path":{5}}}'
    foreach ($disk in $Disks) {
        $parent = $disk.parent_path
        if ($odd.IsMatch($disk.path + $disk.disk_id + $parent)) {
            ConvertTo-Json -InputObject $disk -Compress
            continue
        }
        if ($null -eq $parent) { $parent = 'null' }
        else { $parent = '"' + $parent.Replace('\', '\\') + '"' }
        $shape -f $disk.path.Replace('\', '\\'), $disk.format, $disk.disk_id.Replace('\', '\\'), $disk.size_mb, $disk.file_mb, $parent
    }
}

function ConvertTo-VMSpecAdapterJson {
    <#
    .SYNOPSIS
    Network adapters as JSON, each as a text. Most are like one before.
    #>
    [CmdletBinding()]
    param([object[]]$Adapters)
    # Keys differ by case, other than those of a table that is written out.
    $written = [hashtable]::new()
    foreach ($adapter in $Adapters) {
        $key = '{0}|{1}|{2}|{3}' -f $adapter.vlan_id, $adapter.mac_address, $adapter.mac_spoofing, $adapter.switch
        if (-not $written.ContainsKey($key)) { $written[$key] = ConvertTo-Json -InputObject $adapter -Compress }
        $written[$key]
    }
}
