function Get-VMSpecStorageState {
    <#
    .SYNOPSIS
    System disk, data disks and DVD are in their places, and the VM starts from the system disk.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $vm = Find-VMSpecVm -Id $Parameters.vm_id
    if ($null -eq $vm) { return New-VMSpecState -State 'absent' }
    $data = @($Parameters.data_disks)
    $differences = @(
        Get-VMSpecDriveDifference -VM $vm -SystemPath $Parameters.system_path -DataDisks $data -DvdPath $Parameters.dvd_path
        foreach ($disk in $data) { Get-VMSpecDataDiskDifference -Disk $disk }
    )
    if ($differences.Count -eq 0) { return New-VMSpecState -State 'done' }
    if (@(Hyper-V\Get-VMHardDiskDrive -VM $vm).Count -eq 0) { return New-VMSpecState -State 'absent' -VM $vm }
    return New-VMSpecState -State 'partial' -VM $vm
}

function Set-VMSpecStorageState {
    <#
    .SYNOPSIS
    Makes the data disks, attaches all, inserts the DVD and sets what the VM starts from.
    #>
    [CmdletBinding()]
    param([object]$Parameters, [object]$Before)
    Confirm-VMSpecRoom -Room $Parameters.room
    $vm = Get-VMSpecVm -Id $Parameters.vm_id -Found $Before.vm
    $generation = [int]$Parameters.generation
    $data = @($Parameters.data_disks)
    foreach ($disk in $data) {
        if (@(Get-VMSpecDataDiskDifference -Disk $disk).Count -gt 0) {
            New-VMSpecDataDisk -Disk $disk -SystemPath $Parameters.system_path
        }
    }
    $wanted = @($Parameters.system_path) + @($data | ForEach-Object -Process { [string]$_.path })
    $drives = @(Hyper-V\Get-VMHardDiskDrive -VM $vm)
    Remove-VMSpecOtherDisk -Drives $drives -Wanted $wanted
    Add-VMSpecDisk -VM $vm -Drives $drives -Path $Parameters.system_path -Place (Get-VMSpecSystemPlace -Generation $generation)
    for ($index = 0; $index -lt $data.Count; $index++) {
        $place = Get-VMSpecDataPlace -Generation $generation -Index $index
        Add-VMSpecDisk -VM $vm -Drives $drives -Path $data[$index].path -Place $place
    }
    $place = Get-VMSpecDvdPlace -Generation $generation -DataDisks $data.Count
    Set-VMSpecDvd -VM $vm -Path $Parameters.dvd_path -Place $place
    if ($generation -eq 2) { Set-VMSpecFirstBoot -VM $vm -Path $Parameters.system_path }
    else { Set-VMSpecStartupOrder -VM $vm }
}

function Remove-VMSpecOtherDisk {
    <#
    .SYNOPSIS
    Takes drives away that are not wanted. Their files stay.
    #>
    [CmdletBinding()]
    param([object[]]$Drives, [string[]]$Wanted)
    $keys = @($Wanted | ForEach-Object -Process { Get-VMSpecPathKey -Path $_ })
    foreach ($drive in $Drives) {
        if ($keys -ccontains (Get-VMSpecPathKey -Path $drive.Path)) { continue }
        Hyper-V\Remove-VMHardDiskDrive -VMHardDiskDrive $drive -Confirm:$false
    }
}

function Find-VMSpecDrive {
    <#
    .SYNOPSIS
    The drive that holds a disk file, or null.
    #>
    [CmdletBinding()]
    param([object[]]$Drives, [string]$Path)
    foreach ($drive in $Drives) {
        if (Test-VMSpecSamePath -Path $drive.Path -Other $Path) { return $drive }
    }
    return $null
}

function Add-VMSpecDisk {
    <#
    .SYNOPSIS
    Attaches a disk at its place unless it is one of the drives that the VM has already.
    #>
    [CmdletBinding()]
    param([object]$VM, [object[]]$Drives, [string]$Path, [object]$Place)
    if ($null -ne (Find-VMSpecDrive -Drives $Drives -Path $Path)) { return }
    Add-VMSpecController -VM $VM -Place $Place
    Hyper-V\Add-VMHardDiskDrive -VM $VM -ControllerType $Place.type -ControllerNumber $Place.number -ControllerLocation $Place.location -Path $Path -Confirm:$false
}

function Add-VMSpecController {
    <#
    .SYNOPSIS
    Adds SCSI controllers up to the one of a place. A VM has one from the start and at most four; IDE ones are fixed.
    #>
    [CmdletBinding()]
    param([object]$VM, [object]$Place)
    if ($Place.type -ceq 'IDE') { return }
    $count = @(Hyper-V\Get-VMScsiController -VM $VM).Count
    for (; $count -le $Place.number; $count++) {
        Hyper-V\Add-VMScsiController -VM $VM -Confirm:$false
    }
}

function Set-VMSpecDvd {
    <#
    .SYNOPSIS
    The image in the DVD drive. New-VM makes an empty drive on generation 1 and none on generation 2.
    #>
    [CmdletBinding()]
    param([object]$VM, [object]$Path, [object]$Place)
    $drives = @(Hyper-V\Get-VMDvdDrive -VM $VM)
    $now = Get-VMSpecDvdPath -Drives $drives
    if (Test-VMSpecSamePath -Path ([string]$now) -Other ([string]$Path)) { return }
    $empty = $null
    foreach ($drive in $drives) {
        $there = $drive.ControllerType.ToString() -ceq $Place.type -and [int]$drive.ControllerNumber -eq $Place.number
        if ($drive.Path) { Hyper-V\Remove-VMDvdDrive -VMDvdDrive $drive -Confirm:$false }
        elseif ($there -and [int]$drive.ControllerLocation -eq $Place.location) { $empty = $drive }
    }
    if ($null -eq $Path) { return }
    if ($null -ne $empty) {
        Hyper-V\Set-VMDvdDrive -VMDvdDrive $empty -Path $Path -Confirm:$false
        return
    }
    Add-VMSpecController -VM $VM -Place $Place
    Hyper-V\Add-VMDvdDrive -VM $VM -ControllerNumber $Place.number -ControllerLocation $Place.location -Path $Path -Confirm:$false
}

function Set-VMSpecFirstBoot {
    <#
    .SYNOPSIS
    A generation 2 VM starts from its system disk. Otherwise the network, which is there first, would be tried first.
    #>
    [CmdletBinding()]
    param([object]$VM, [string]$Path)
    $drive = Find-VMSpecDrive -Drives @(Hyper-V\Get-VMHardDiskDrive -VM $VM) -Path $Path
    Hyper-V\Set-VMFirmware -VM $VM -FirstBootDevice $drive -Confirm:$false
}

function Set-VMSpecStartupOrder {
    <#
    .SYNOPSIS
    A generation 1 VM starts from IDE, where its system disk is. Otherwise the DVD would be tried first.
    #>
    [CmdletBinding()]
    param([object]$VM)
    Hyper-V\Set-VMBios -VM $VM -StartupOrder 'IDE', 'CD', 'LegacyNetworkAdapter', 'Floppy' -Confirm:$false
}
