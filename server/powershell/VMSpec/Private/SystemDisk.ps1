function Get-VMSpecCopyMark {
    <#
    .SYNOPSIS
    A file that is there while a disk is being copied: a copy that was cut off has its full size and cannot be told
    from a whole one otherwise.
    #>
    [CmdletBinding()]
    param([string]$Path)
    return $Path + '.copying'
}

function Get-VMSpecSystemDiskDifference {
    <#
    .SYNOPSIS
    What is not as asked of a system disk, for people; nothing when all of it is.
    #>
    [CmdletBinding()]
    param([object]$System)
    $path = [string]$System.path
    if (-not (Test-VMSpecFile -Path $path)) { return 'disk {0}: not there' -f $path }
    if (Test-VMSpecFile -Path (Get-VMSpecCopyMark -Path $path)) { return 'disk {0}: copied in part' -f $path }
    try {
        $disk = Hyper-V\Get-VHD -Path $path
    }
    catch {
        return 'disk {0}: cannot be read ({1})' -f $path, $_.FullyQualifiedErrorId
    }
    $parent = ''
    if ($System.mode -ceq 'differencing') { $parent = [string]$System.template_path }
    if (-not (Test-VMSpecSamePath -Path ([string]$disk.ParentPath) -Other $parent)) {
        "disk {0}: parent '{1}' instead of '{2}'" -f $path, $disk.ParentPath, $parent
    }
    $size = ConvertTo-VMSpecMb -Bytes $disk.Size
    $wanted = [long]$System.size_gb * 1024
    if ($size -ne $wanted) { 'disk {0}: {1} MB instead of {2} MB' -f $path, $size, $wanted }
}

function New-VMSpecSystemDisk {
    <#
    .SYNOPSIS
    Makes the system disk where none is. New-VHD takes the format from the extension and never replaces a file.
    #>
    [CmdletBinding()]
    param([object]$System)
    $bytes = [uint64]$System.size_gb * 1GB
    if ($System.mode -ceq 'differencing') {
        $null = Hyper-V\New-VHD -Path $System.path -ParentPath $System.template_path -SizeBytes $bytes -Differencing -Confirm:$false
        return
    }
    Copy-VMSpecSystemDisk -From $System.template_path -To $System.path -Bytes $bytes
}

function Copy-VMSpecSystemDisk {
    <#
    .SYNOPSIS
    Copies a template, gives the copy an identity of its own and the wanted size.
    .DESCRIPTION
    A copy keeps the read-only attribute that people put on templates, and Hyper-V could not write to it. It also keeps
    the identifier by which disks are told apart.
    #>
    [CmdletBinding()]
    param([string]$From, [string]$To, [uint64]$Bytes)
    $mark = Get-VMSpecCopyMark -Path $To
    Set-Content -LiteralPath $mark -Value '' -Encoding ASCII -Confirm:$false
    Copy-Item -LiteralPath $From -Destination $To -Confirm:$false
    Set-ItemProperty -LiteralPath $To -Name 'IsReadOnly' -Value $false
    Hyper-V\Set-VHD -Path $To -ResetDiskIdentifier -Force -Confirm:$false
    if ((Hyper-V\Get-VHD -Path $To).Size -ne $Bytes) {
        Hyper-V\Resize-VHD -Path $To -SizeBytes $Bytes -Confirm:$false
    }
    Remove-Item -LiteralPath $mark -Force -Confirm:$false
}
