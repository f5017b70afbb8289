function Confirm-VMSpecSource {
    <#
    .SYNOPSIS
    The disk that is to become a template, or a refusal: it can be read, stands alone, and nobody writes to it.
    #>
    [CmdletBinding()]
    param([string]$Path)
    if (-not (Test-VMSpecFile -Path $Path)) {
        $text = "There is no file '{0}'." -f $Path
        throw (New-VMSpecException -Id 'SourceMissing' -Message $text -Target $Path)
    }
    Confirm-VMSpecPlainFile -Path $Path
    $disk = Read-VMSpecSource -Path $Path
    if ($disk.ParentPath) {
        $text = "'{0}' holds only what differs from '{1}'." -f $Path, $disk.ParentPath
        throw (New-VMSpecException -Id 'SourceHasParent' -Message $text -Target $Path)
    }
    $user = $null
    $users = Find-VMSpecDiskUser
    $key = Get-VMSpecPathKey -Path $Path
    if ($users.ContainsKey($key)) { $user = "is a disk of the VM '{0}', which may change it at any time" -f $users[$key] }
    elseif ($disk.Attached) { $user = 'is attached to this computer as a disk of its own; dismount it first' }
    if ($null -ne $user) {
        $text = "'{0}' {1}." -f $Path, $user
        throw (New-VMSpecException -Id 'TemplateAttached' -Message $text -Target $Path)
    }
    return $disk
}

function Read-VMSpecSource {
    <#
    .SYNOPSIS
    A disk as Get-VHD tells it; a refusal of its own when the file is no disk.
    #>
    [CmdletBinding()]
    param([string]$Path)
    try {
        return Hyper-V\Get-VHD -Path $Path
    }
    catch {
        if (-not (Test-VMSpecBadDisk -ErrorRecord $_)) { throw }
        $text = "'{0}' is no disk that can be read ({1})." -f $Path, $_.FullyQualifiedErrorId
        throw (New-VMSpecException -Id 'SourceUnreadable' -Message $text -Target $Path)
    }
}

function Confirm-VMSpecPlainFile {
    <#
    .SYNOPSIS
    Refuses what Hyper-V does not take as a disk: a link, a sparse, compressed or encrypted file, one that SYSTEM may not open.
    #>
    [CmdletBinding()]
    param([string]$Path)
    $item = Get-Item -LiteralPath $Path -Force
    if (Test-VMSpecLink -Item $item) {
        $text = "'{0}' is a link: name the file that it leads to." -f $Path
        throw (New-VMSpecException -Id 'SourceUnreadable' -Message $text -Target $Path)
    }
    $refused = [System.IO.FileAttributes]::SparseFile -bor [System.IO.FileAttributes]::Compressed -bor [System.IO.FileAttributes]::Encrypted
    if ($item.Attributes -band $refused) {
        $text = "'{0}' is sparse, compressed or encrypted." -f $Path
        throw (New-VMSpecException -Id 'SourceSparse' -Message $text -Target $Path)
    }
    # Null: the access rules cannot be read, and Hyper-V itself will say more.
    if ((Get-VMSpecAccessFacts -Path $Path) -eq $false) {
        $text = "SYSTEM (S-1-5-18), as which Hyper-V opens disks, has no full control of '{0}'." -f $Path
        throw (New-VMSpecException -Id 'TemplateAccess' -Message $text -Target $Path)
    }
}

function Confirm-VMSpecSameSource {
    <#
    .SYNOPSIS
    Refuses a copy whose source became another disk, or went away, while it was copied.
    #>
    [CmdletBinding()]
    param([object]$Before, [AllowNull()][object]$Stamp, [string]$Path)
    $same = Test-VMSpecFile -Path $Path
    if (-not $same) {
        $text = "'{0}' went away while it was copied." -f $Path
        throw (New-VMSpecException -Id 'SourceMissing' -Message $text -Target $Path)
    }
    $after = Read-VMSpecSource -Path $Path
    $same = [string]$after.DiskIdentifier -ieq [string]$Before.DiskIdentifier -and $after.Size -eq $Before.Size
    $same = $same -and (Get-VMSpecContentStamp -Path $Path -Format $after.VhdFormat.ToString()) -ceq $Stamp
    if ($same) { return }
    $text = "'{0}' changed while it was copied." -f $Path
    throw (New-VMSpecException -Id 'SourceChanged' -Message $text -Target $Path)
}
