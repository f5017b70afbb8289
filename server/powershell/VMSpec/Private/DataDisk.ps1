function Get-VMSpecDataDiskDifference {
    <#
    .SYNOPSIS
    What is not as asked of a data disk, for people; nothing when all of it is.
    #>
    [CmdletBinding()]
    param([object]$Disk)
    $path = [string]$Disk.path
    if (-not (Test-VMSpecFile -Path $path)) { return 'disk {0}: not there' -f $path }
    try {
        $is = Hyper-V\Get-VHD -Path $path
    }
    catch {
        return 'disk {0}: cannot be read ({1})' -f $path, $_.FullyQualifiedErrorId
    }
    $type = $is.VhdType.ToString().ToLowerInvariant()
    $size = ConvertTo-VMSpecMb -Bytes $is.Size
    $wanted = [long]$Disk.size_gb * 1024
    if ($type -ceq $Disk.type -and $size -eq $wanted) { return }
    'disk {0}: {1}, {2} MB instead of {3}, {4} MB' -f $path, $type, $size, $Disk.type, $wanted
}

function New-VMSpecDataDisk {
    <#
    .SYNOPSIS
    Makes a data disk, in place of a half-written one in a folder of the job's own.
    .DESCRIPTION
    The folder belongs to whom the system disk's folder belongs to, so that what is made on another volume can be
    removed again.
    #>
    [CmdletBinding()]
    param([object]$Disk, [string]$SystemPath)
    $systemFolder = Get-VMSpecFolder -Path $SystemPath
    $owner = Get-VMSpecOwner -Folder $systemFolder
    if ([string]::IsNullOrEmpty($owner)) { throw (New-VMSpecNotOwned -Path $systemFolder) }
    $folder = Get-VMSpecFolder -Path $Disk.path
    Remove-VMSpecHalfDisk -Path $Disk.path -Folder $folder -Owner $owner
    Set-VMSpecOwner -Folder $folder -Owner $owner
    $bytes = [uint64]$Disk.size_gb * 1GB
    if ($Disk.type -ceq 'fixed') {
        $null = Hyper-V\New-VHD -Path $Disk.path -SizeBytes $bytes -Fixed -Confirm:$false
        return
    }
    $null = Hyper-V\New-VHD -Path $Disk.path -SizeBytes $bytes -Dynamic -Confirm:$false
}

function Remove-VMSpecHalfDisk {
    <#
    .SYNOPSIS
    Removes a disk file that is not as asked, only in a folder of the job's own and only when no VM has it as a drive.
    #>
    [CmdletBinding()]
    param([string]$Path, [string]$Folder, [string]$Owner)
    if (-not (Test-VMSpecFile -Path $Path)) { return }
    $users = Find-VMSpecDiskUser
    $attached = $users.ContainsKey((Get-VMSpecPathKey -Path $Path))
    if ($attached -or (Get-VMSpecOwner -Folder $Folder) -cne $Owner) { throw (New-VMSpecNotOwned -Path $Path) }
    Remove-Item -LiteralPath $Path -Force -Confirm:$false
}
