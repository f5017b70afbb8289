function Add-VMSpecSeen {
    <#
    .SYNOPSIS
    Writes down of files what changes when their content does: size and time.
    #>
    [CmdletBinding()]
    param([object[]]$Items)
    $seen = $script:VMSpecCache.Seen
    foreach ($item in $Items) {
        if (-not $item.PSIsContainer) { $seen[$item.FullName.ToLowerInvariant()] = '{0} {1}' -f $item.Length, $item.LastWriteTimeUtc.Ticks }
    }
}

function Get-VMSpecDiskFacts {
    <#
    .SYNOPSIS
    Disk files as the inventory reports them, read only when path, size or time changed since they were last read.
    .DESCRIPTION
    A file that is missing or cannot be read has no identifier and no size. Opening a disk costs far more than asking
    the file system for its size and time; Read-VMSpecDisk has opened those that changed.
    #>
    [CmdletBinding()]
    param([object[]]$Paths)
    $seen = $script:VMSpecCache.Seen
    $disks = $script:VMSpecCache.Disks
    foreach ($path in $Paths) {
        $key = $path.ToLowerInvariant()
        $known = $disks[$key]
        if ($null -ne $known -and $known.Mark -ceq $seen[$key]) { $known.Facts }
        else { Read-VMSpecOneDisk -Path $path }
    }
}

function Read-VMSpecOneDisk {
    <#
    .SYNOPSIS
    Reads one disk file.
    #>
    [CmdletBinding()]
    param([string]$Path)
    $key = Get-VMSpecPathKey -Path $Path
    $cache = $script:VMSpecCache
    if (-not $cache.Seen.ContainsKey($key) -and (Test-VMSpecFile -Path $Path)) {
        Add-VMSpecSeen -Items @(Get-Item -LiteralPath $Path -Force)
    }
    $mark = $cache.Seen[$key]
    if ($null -eq $mark) { return New-VMSpecDiskFacts -Path $Path -Mark '0' }
    if ($cache.Disks.ContainsKey($key) -and $cache.Disks[$key].Mark -ceq $mark) { return $cache.Disks[$key].Facts }
    $disk = $null
    try {
        $disk = Hyper-V\Get-VHD -Path $Path
    }
    catch {
        Write-Warning -Message ("'{0}' cannot be read: {1}" -f $Path, $_.FullyQualifiedErrorId)
    }
    # A disk that cannot be read now may be readable next time, with the same size and time.
    if ($null -eq $disk) { return New-VMSpecDiskFacts -Path $Path -Mark $mark }
    Save-VMSpecDiskFacts -Disks @($disk) -Paths @($Path)
    return $cache.Disks[$key].Facts
}

function Read-VMSpecDisk {
    <#
    .SYNOPSIS
    Reads many disks ahead: a list of each folder that nobody listed yet, and one call of Get-VHD for all that changed.
    .DESCRIPTION
    When a single one of them cannot be read the whole call fails; each is then read by itself later.
    #>
    [CmdletBinding()]
    param([object[]]$Paths)
    $cache = $script:VMSpecCache
    $folders = @{}
    foreach ($path in $Paths) {
        if ($cache.Seen.ContainsKey($path.ToLowerInvariant())) { continue }
        $folders[(Get-VMSpecFolder -Path $path).ToLowerInvariant()] = $true
    }
    if ($folders.Count -gt 0) {
        Add-VMSpecSeen -Items @(Get-ChildItem -LiteralPath @($folders.Keys) -Force -Filter '*vhd*' -ErrorAction SilentlyContinue)
    }
    $changed = @{}
    foreach ($path in $Paths) {
        $key = $path.ToLowerInvariant()
        $mark = $cache.Seen[$key]
        if ($null -eq $mark) { continue }
        $known = $cache.Disks[$key]
        if ($null -eq $known -or $known.Mark -cne $mark) { $changed[$key] = $path }
    }
    if ($changed.Count -lt 2) { return }
    try {
        $disks = @(Hyper-V\Get-VHD -Path @($changed.Values))
    }
    catch {
        return
    }
    Save-VMSpecDiskFacts -Disks $disks -Paths @(foreach ($disk in $disks) { [string]$disk.Path })
}

function Save-VMSpecDiskFacts {
    <#
    .SYNOPSIS
    Writes down what Get-VHD said of disk files, under the paths that were asked for.
    #>
    [CmdletBinding()]
    param([object[]]$Disks, [string[]]$Paths)
    $cache = $script:VMSpecCache
    for ($index = 0; $index -lt $Disks.Count; $index++) {
        $disk = $Disks[$index]
        $key = $Paths[$index].ToLowerInvariant()
        $mark = $cache.Seen[$key]
        if ($null -eq $mark) { continue }
        $parent = $null
        if ($disk.ParentPath) { $parent = [string]$disk.ParentPath }
        $facts = [pscustomobject]@{
            path        = $Paths[$index]
            format      = $disk.VhdFormat.ToString()
            disk_id     = ([string]$disk.DiskIdentifier).ToLowerInvariant()
            size_mb     = [long][math]::Ceiling([decimal]$disk.Size / 1MB)
            file_mb     = [long][math]::Ceiling([decimal]$disk.FileSize / 1MB)
            parent_path = $parent
        }
        $known = $cache.Disks[$key]
        if ($null -ne $known -and (Test-VMSpecSameDisk -Facts $known.Facts -Other $facts)) { $facts = $known.Facts }
        $cache.Disks[$key] = [pscustomobject]@{ Mark = $mark; Facts = $facts }
    }
}

function Test-VMSpecSameDisk {
    <#
    .SYNOPSIS
    Whether two answers about a disk file say the same.
    #>
    [CmdletBinding()]
    param([object]$Facts, [object]$Other)
    foreach ($name in 'path', 'format', 'disk_id', 'size_mb', 'file_mb', 'parent_path') {
        if ($Facts.$name -cne $Other.$name) { return $false }
    }
    return $true
}

function Clear-VMSpecWrittenMark {
    <#
    .SYNOPSIS
    Lets the disks of VMs that are not at rest be opened again: NTFS writes size and time of a file into its folder when
    the file is closed, so that they tell nothing of one that a guest writes to.
    #>
    [CmdletBinding()]
    param()
    $cache = $script:VMSpecCache
    foreach ($key in $cache.Written.Keys) {
        if ($cache.Disks.ContainsKey($key)) { $cache.Disks[$key].Mark = '' }
    }
}

function New-VMSpecDiskFacts {
    <#
    .SYNOPSIS
    The flat object of a disk file that nobody can read, from its path and its mark alone.
    #>
    [CmdletBinding()]
    param([string]$Path, [string]$Mark)
    $format = 'VHDX'
    if ((Get-VMSpecPathKey -Path $Path) -cmatch '\.a?vhd$') { $format = 'VHD' }
    return [pscustomobject]@{
        path        = $Path
        format      = $format
        disk_id     = ''
        size_mb     = [long]0
        file_mb     = [long][math]::Ceiling([decimal]$Mark.Split(' ')[0] / 1MB)
        parent_path = $null
    }
}

function Test-VMSpecBadDisk {
    <#
    .SYNOPSIS
    Whether an error says that a disk file itself is bad: codes 0xC03Axxxx are those of the virtual disk format. That a
    file is sparse, compressed or encrypted (0xC03A001A) says nothing of what is in it.
    #>
    [CmdletBinding()]
    param([System.Management.Automation.ErrorRecord]$ErrorRecord)
    $code = Get-VMSpecHResult -Exception $ErrorRecord.Exception
    return $null -ne $code -and $code.StartsWith('0xC03A') -and $code -cne '0xC03A001A'
}
