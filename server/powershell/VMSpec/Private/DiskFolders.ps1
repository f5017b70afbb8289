function Get-VMSpecDiskFile {
    <#
    .SYNOPSIS
    Disk files below folders, at any depth. A folder that is not there holds none.
    .DESCRIPTION
    Below our own folders everything must be readable, since it is charged; elsewhere, as in the root of a drive, what
    cannot be read holds no templates. The filter spares PowerShell an object for every other file.
    #>
    [CmdletBinding()]
    param([string[]]$Folders, [switch]$Lenient)
    $kinds = @{ '.vhd' = $true; '.vhdx' = $true; '.avhd' = $true; '.avhdx' = $true }
    $action = 'Stop'
    if ($Lenient) { $action = 'SilentlyContinue' }
    foreach ($folder in $Folders) {
        if (-not (Test-VMSpecFolder -Path $folder)) { continue }
        foreach ($item in @(Get-ChildItem -LiteralPath $folder -Recurse -Force -Filter '*vhd*' -ErrorAction $action)) {
            if (-not $item.PSIsContainer -and $kinds.ContainsKey($item.Extension)) { $item }
        }
    }
}

function Select-VMSpecTemplate {
    <#
    .SYNOPSIS
    Disks that can be templates: below a template root, not below a folder of ours, no checkpoint's, and no copy under way.
    .DESCRIPTION
    New-VHD refuses the .avhdx of a checkpoint as a parent.
    #>
    [CmdletBinding()]
    param([object[]]$Items, [string[]]$OwnFolders)
    $prefixes = @(foreach ($folder in $OwnFolders) { (Get-VMSpecPathKey -Path $folder) + '\' })
    $seen = @{}
    foreach ($item in $Items) {
        $key = $item.FullName.ToLowerInvariant()
        $other = $seen.ContainsKey($key) -or $key -cmatch '\.(avhdx?|adding\.vhdx?)$'
        foreach ($prefix in $prefixes) { $other = $other -or $key.StartsWith($prefix, [System.StringComparison]::Ordinal) }
        if ($other) { continue }
        $seen[$key] = $true
        $item
    }
}

function Select-VMSpecUnlinked {
    <#
    .SYNOPSIS
    Files below a root that no link stands for: a link leads anywhere, under a path that is allowed.
    .DESCRIPTION
    A root itself may be a mount point. Each folder in between is looked at once.
    #>
    [CmdletBinding()]
    param([object[]]$Items, [string[]]$Roots)
    $known = @{}
    foreach ($root in $Roots) { $known[(Get-VMSpecPathKey -Path $root)] = $false }
    foreach ($item in $Items) {
        if (Test-VMSpecLink -Item $item) { continue }
        if (Test-VMSpecBehindLink -Folder (Get-VMSpecFolder -Path $item.FullName) -Known $known) { continue }
        $item
    }
}

function Test-VMSpecBehindLink {
    <#
    .SYNOPSIS
    Whether a folder, or one between it and the root, is a link. What is found is written into the known ones.
    #>
    [CmdletBinding()]
    param([string]$Folder, [hashtable]$Known)
    $key = Get-VMSpecPathKey -Path $Folder
    if ($Known.ContainsKey($key)) { return $Known[$key] }
    $above = Get-VMSpecFolder -Path $Folder
    $linked = $above -ceq '' -or (Test-VMSpecLink -Item (Get-Item -LiteralPath $Folder -Force))
    if (-not $linked) { $linked = Test-VMSpecBehindLink -Folder $above -Known $Known }
    $Known[$key] = $linked
    return $linked
}

function Test-VMSpecLink {
    <#
    .SYNOPSIS
    Whether a file or folder is a symbolic link or a junction. What deduplication and cloud storage keep elsewhere is a
    reparse point too, and no link.
    #>
    [CmdletBinding()]
    param([object]$Item)
    if (-not ($Item.Attributes -band [System.IO.FileAttributes]::ReparsePoint)) { return $false }
    return [bool](Get-VMSpecMember -InputObject $Item -Name 'LinkType')
}

function Get-VMSpecTemplateFacts {
    <#
    .SYNOPSIS
    A template, or nothing when its file cannot be read. What is installed in it cannot be seen from outside.
    #>
    [CmdletBinding()]
    param([object]$Item)
    $disk = Get-VMSpecDiskFacts -Paths @($Item.FullName)
    if ($disk.disk_id -ceq '') { return }
    return [pscustomobject]@{
        path          = $disk.path
        format        = $disk.format
        disk_id       = $disk.disk_id
        size_mb       = $disk.size_mb
        file_mb       = $disk.file_mb
        parent_path   = $disk.parent_path
        os            = 'unknown'
        generation    = $null
        content_stamp = Get-VMSpecKnownStamp -Path $Item.FullName -Format $disk.format
    }
}
