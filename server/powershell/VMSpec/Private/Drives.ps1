function Get-VMSpecPlace {
    <#
    .SYNOPSIS
    A place at a SCSI controller: each has 64.
    #>
    [CmdletBinding()]
    param([int]$Index)
    return [pscustomobject]@{
        type     = 'SCSI'
        number   = [int][math]::Floor($Index / 64)
        location = $Index % 64
    }
}

function Get-VMSpecSystemPlace {
    <#
    .SYNOPSIS
    Where the system disk goes: a generation 1 VM starts only from IDE, a generation 2 VM has only SCSI.
    #>
    [CmdletBinding()]
    param([int]$Generation)
    if ($Generation -ne 1) { return Get-VMSpecPlace -Index 0 }
    return [pscustomobject]@{ type = 'IDE'; number = 0; location = 0 }
}

function Get-VMSpecDataPlace {
    <#
    .SYNOPSIS
    Where the data disk with this index, counted from 0, goes.
    #>
    [CmdletBinding()]
    param([int]$Generation, [int]$Index)
    if ($Generation -eq 1) { return Get-VMSpecPlace -Index $Index }
    return Get-VMSpecPlace -Index ($Index + 1)
}

function Get-VMSpecDvdPlace {
    <#
    .SYNOPSIS
    Where the DVD goes: on generation 1 into the drive that New-VM made at IDE 1,0, else behind all disks.
    #>
    [CmdletBinding()]
    param([int]$Generation, [int]$DataDisks)
    if ($Generation -ne 1) { return Get-VMSpecPlace -Index ($DataDisks + 1) }
    return [pscustomobject]@{ type = 'IDE'; number = 1; location = 0 }
}

function Get-VMSpecDvdPath {
    <#
    .SYNOPSIS
    The image in a VM's DVD drives, or null.
    #>
    [CmdletBinding()]
    param([object[]]$Drives)
    foreach ($drive in $Drives) {
        if ($null -ne $drive -and $drive.Path) { return [string]$drive.Path }
    }
    return $null
}

function Get-VMSpecFirstBootPath {
    <#
    .SYNOPSIS
    The disk that a generation 2 VM starts from, or null when it starts from something else.
    .DESCRIPTION
    Entries of type File are boot managers that a guest wrote on its own disk, and count for none. The type Drive means
    a disk and a DVD alike, and the device of an entry can be gone.
    #>
    [CmdletBinding()]
    param([object]$Firmware)
    foreach ($entry in @($Firmware.BootOrder)) {
        if ($null -eq $entry -or $entry.BootType.ToString() -ceq 'File') { continue }
        if ($entry.BootType.ToString() -cne 'Drive') { return $null }
        $path = Get-VMSpecMember -InputObject $entry.Device -Name 'Path'
        if ($null -eq $path) { return $null }
        return [string]$path
    }
    return $null
}

function Get-VMSpecDriveDifference {
    <#
    .SYNOPSIS
    What of a VM's drives is not as wanted, for people; nothing when all of it is.
    #>
    [CmdletBinding()]
    param([object]$VM, [string]$SystemPath, [object[]]$DataDisks, [object]$DvdPath)
    $is = @(Hyper-V\Get-VMHardDiskDrive -VM $VM | ForEach-Object -Process { [string]$_.Path })
    $wanted = @($SystemPath) + @($DataDisks | ForEach-Object -Process { [string]$_.path })
    $isKeys = @($is | ForEach-Object -Process { Get-VMSpecPathKey -Path $_ })
    $missing = @($wanted | Where-Object -FilterScript { $isKeys -cnotcontains (Get-VMSpecPathKey -Path $_) })
    if ($is.Count -ne $wanted.Count -or $missing.Count -gt 0) {
        'disks: {0} instead of {1}' -f ($is -join ', '), ($wanted -join ', ')
    }
    $dvd = Get-VMSpecDvdPath -Drives @(Hyper-V\Get-VMDvdDrive -VM $VM)
    if (-not (Test-VMSpecSamePath -Path ([string]$dvd) -Other ([string]$DvdPath))) {
        "DVD: '{0}' instead of '{1}'" -f $dvd, $DvdPath
    }
    if ([int]$VM.Generation -ne 2) {
        $device = @((Hyper-V\Get-VMBios -VM $VM).StartupOrder)[0].ToString()
        if ($device -cne 'IDE') { 'starts from {0} instead of IDE' -f $device }
        return
    }
    $first = Get-VMSpecFirstBootPath -Firmware (Hyper-V\Get-VMFirmware -VM $VM)
    if (-not (Test-VMSpecSamePath -Path ([string]$first) -Other $SystemPath)) {
        "starts from '{0}' instead of '{1}'" -f $first, $SystemPath
    }
}
