function Get-VMSpecVmFacts {
    <#
    .SYNOPSIS
    VMs as the inventory reports them: one call of each cmdlet for all of them.
    .DESCRIPTION
    A VM that is removed by others between two calls makes the call for all fail; each is then read by itself, and one
    that is gone is left out.
    #>
    [CmdletBinding()]
    param([object[]]$VMs, [object]$DiskPaths)
    if ($VMs.Count -eq 0) {
        Read-VMSpecDisk -Paths $DiskPaths.ToArray()
        return
    }
    try {
        $details = Get-VMSpecVmDetails -VMs $VMs -DiskPaths $DiskPaths
    }
    catch {
        if ($VMs.Count -eq 1) {
            if ($null -ne (Find-VMSpecVm -Id $VMs[0].Id.ToString())) { throw }
            return
        }
        foreach ($vm in $VMs) { Get-VMSpecVmFacts -VMs @($vm) -DiskPaths $DiskPaths }
        return
    }
    ConvertTo-VMSpecVmFacts -VMs $VMs -Details $details
}

function Get-VMSpecVmDetails {
    <#
    .SYNOPSIS
    What Get-VM does not tell, as tables from VM id to facts. A call of a function costs more than what most do here, so
    each is called once for all VMs.
    #>
    [CmdletBinding()]
    param([object[]]$VMs, [object]$DiskPaths)
    $second = @(foreach ($vm in $VMs) { if ([int]$vm.Generation -eq 2) { $vm } })
    $firmware = @()
    if ($second.Count -gt 0) { $firmware = @(Hyper-V\Get-VMFirmware -VM $second) }
    $drives = @(Hyper-V\Get-VMHardDiskDrive -VM $VMs)
    $files = @(foreach ($drive in $drives) { if ($null -ne $drive -and $drive.Path -and $null -eq $drive.DiskNumber) { $drive } })
    foreach ($drive in $files) { $DiskPaths.Add([string]$drive.Path) }
    Read-VMSpecDisk -Paths $DiskPaths.ToArray()
    $adapters = @(Hyper-V\Get-VMNetworkAdapter -VM $VMs)
    return [pscustomobject]@{
        Processors = Group-VMSpecByVm -Items @(Hyper-V\Get-VMProcessor -VM $VMs)
        SecureBoot = Get-VMSpecSecureBoot -Firmware $firmware
        Tpm        = Get-VMSpecTpm -VMs $second
        Disks      = Group-VMSpecByVm -Items $files -Facts @(Get-VMSpecDiskFacts -Paths @(foreach ($drive in $files) { [string]$drive.Path }))
        Dvds       = Group-VMSpecByVm -Items @(Hyper-V\Get-VMDvdDrive -VM $VMs)
        Addresses  = Group-VMSpecByVm -Items $adapters
        Adapters   = Group-VMSpecByVm -Items $adapters -Facts @(ConvertTo-VMSpecAdapter -Adapters $adapters)
        Names      = Get-VMSpecNameTable -VMs $VMs
    }
}

function Get-VMSpecTpm {
    <#
    .SYNOPSIS
    A table from VM id to whether the VM has a TPM, of generation 2 VMs.
    .DESCRIPTION
    The answers do not say which VM they are about. They come in the order of the VMs; should there be another number
    of them, each VM is asked about by itself.
    #>
    [CmdletBinding()]
    param([object[]]$VMs)
    $tpm = @{}
    if ($null -eq $VMs -or $VMs.Count -eq 0) { return $tpm }
    $answers = @(Hyper-V\Get-VMSecurity -VM $VMs)
    for ($index = 0; $index -lt $VMs.Count; $index++) {
        $answer = $null
        if ($answers.Count -eq $VMs.Count) { $answer = $answers[$index] }
        else { $answer = Hyper-V\Get-VMSecurity -VM $VMs[$index] }
        $tpm[$VMs[$index].Id.ToString()] = [bool]$answer.TpmEnabled
    }
    return $tpm
}

function Group-VMSpecByVm {
    <#
    .SYNOPSIS
    A table from VM id to the objects of that VM, in their order, or to the facts in the same places.
    #>
    [CmdletBinding()]
    param([object[]]$Items, [object[]]$Facts = $Items)
    $table = [hashtable]::new()
    for ($index = 0; $index -lt $Items.Count; $index++) {
        if ($null -eq $Items[$index]) { continue }
        $id = $Items[$index].VMId.ToString()
        if (-not $table.ContainsKey($id)) { $table[$id] = [System.Collections.Generic.List[object]]::new() }
        $table[$id].Add($Facts[$index])
    }
    return $table
}

function Get-VMSpecNameTable {
    <#
    .SYNOPSIS
    A table from Hyper-V's spelling to ours of what the VMs do automatically and of their kinds of checkpoints.
    #>
    [CmdletBinding()]
    param([object[]]$VMs)
    $table = @{}
    foreach ($vm in $VMs) {
        foreach ($value in $vm.AutomaticStartAction, $vm.AutomaticStopAction, $vm.CheckpointType) {
            $name = $value.ToString()
            if (-not $table.ContainsKey($name)) { $table[$name] = ConvertTo-VMSpecStopAction -Action $value }
        }
    }
    return $table
}

function ConvertTo-VMSpecVmFacts {
    <#
    .SYNOPSIS
    The flat objects of VMs. Enums as text, since the numbers of some differ between builds.
    #>
    [CmdletBinding()]
    param([object[]]$VMs, [object]$Details)
    $names = $Details.Names
    $heartbeats = @{}
    foreach ($vm in $VMs) {
        $id = $vm.Id.ToString()
        $processor = $Details.Processors[$id]
        $state = $vm.State.ToString()
        $heartbeat = 'not_running'
        if ($state -cne 'Off' -and $state -cne 'Saved') {
            $beat = [string]$vm.Heartbeat
            if (-not $heartbeats.ContainsKey($beat)) { $heartbeats[$beat] = ConvertTo-VMSpecHeartbeat -VM $vm }
            $heartbeat = $heartbeats[$beat]
        }
        $addresses = foreach ($adapter in $Details.Addresses[$id]) {
            foreach ($address in $adapter.IPAddresses) { if ($address) { [string]$address } }
        }
        $dvd = $null
        foreach ($drive in $Details.Dvds[$id]) { if ($null -eq $dvd -and $drive.Path) { $dvd = [string]$drive.Path } }
        [pscustomobject]@{
            vm_id                  = $id.ToLowerInvariant()
            vm_name                = [string]$vm.Name
            state                  = $state
            generation             = [int]$vm.Generation
            path                   = [string]$vm.Path
            notes                  = ([string]$vm.Notes).Replace("`r`n", "`n")
            cpu_cores              = [long]$vm.ProcessorCount
            nested_virtualization  = $null -ne $processor -and [bool]$processor[0].ExposeVirtualizationExtensions
            dynamic_memory         = [bool]$vm.DynamicMemoryEnabled
            ram_startup_mb         = [long][math]::Ceiling([decimal]$vm.MemoryStartup / 1MB)
            ram_min_mb             = [long][math]::Ceiling([decimal]$vm.MemoryMinimum / 1MB)
            ram_max_mb             = [long][math]::Ceiling([decimal]$vm.MemoryMaximum / 1MB)
            memory_assigned_mb     = [long][math]::Ceiling([decimal]$vm.MemoryAssigned / 1MB)
            uptime_s               = [long][math]::Floor($vm.Uptime.TotalSeconds)
            heartbeat              = $heartbeat
            # What guests report through their integration services; nothing until they do.
            ip_addresses           = [object[]]@(foreach ($address in $addresses) { $address })
            automatic_start_action = $names[$vm.AutomaticStartAction.ToString()]
            automatic_stop_action  = $names[$vm.AutomaticStopAction.ToString()]
            checkpoint_type        = $names[$vm.CheckpointType.ToString()]
            secure_boot            = $Details.SecureBoot[$id]
            tpm                    = $Details.Tpm.ContainsKey($id) -and $Details.Tpm[$id]
            dvd_path               = $dvd
            disks                  = [object[]]@(foreach ($disk in $Details.Disks[$id]) { $disk })
            adapters               = [object[]]@(foreach ($adapter in $Details.Adapters[$id]) { $adapter })
        }
    }
}

function Get-VMSpecSecureBoot {
    <#
    .SYNOPSIS
    A table from VM id to secure boot, of generation 2 VMs.
    #>
    [CmdletBinding()]
    param([object[]]$Firmware)
    $table = @{}
    foreach ($item in $Firmware) {
        $table[$item.VMId.ToString()] = [pscustomobject]@{
            enabled  = $item.SecureBoot.ToString() -ceq 'On'
            template = [string]$item.SecureBootTemplate
        }
    }
    return $table
}

function ConvertTo-VMSpecHeartbeat {
    <#
    .SYNOPSIS
    What the guest's heartbeat service says. The property is empty while the VM does not run.
    #>
    [CmdletBinding()]
    param([object]$VM)
    $state = $VM.State.ToString()
    if ($state -ceq 'Off' -or $state -ceq 'Saved') { return 'not_running' }
    if ($null -ne $VM.Heartbeat -and $VM.Heartbeat.ToString().StartsWith('Ok', [System.StringComparison]::Ordinal)) {
        return 'ok'
    }
    return 'no_contact'
}
