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
    Disks that can be templates: below a template root, not below a folder of ours, and no checkpoint's.
    .DESCRIPTION
    New-VHD refuses the .avhdx of a checkpoint as a parent.
    #>
    [CmdletBinding()]
    param([object[]]$Items, [string[]]$OwnFolders)
    $prefixes = @(foreach ($folder in $OwnFolders) { (Get-VMSpecPathKey -Path $folder) + '\' })
    $seen = @{}
    foreach ($item in $Items) {
        $key = $item.FullName.ToLowerInvariant()
        $other = $seen.ContainsKey($key) -or $key -cmatch '\.avhdx?$'
        foreach ($prefix in $prefixes) { $other = $other -or $key.StartsWith($prefix, [System.StringComparison]::Ordinal) }
        if ($other) { continue }
        $seen[$key] = $true
        $item
    }
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
        path        = $disk.path
        format      = $disk.format
        disk_id     = $disk.disk_id
        size_mb     = $disk.size_mb
        file_mb     = $disk.file_mb
        parent_path = $disk.parent_path
        os          = 'unknown'
        generation  = $null
    }
}
