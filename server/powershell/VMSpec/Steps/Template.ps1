function Get-VMSpecTemplateState {
    <#
    .SYNOPSIS
    The template is there, unchanged since the job was accepted, and no VM's own disk.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    if ($null -ne (Get-VMSpecTemplateRefusal -Parameters $Parameters)) { return New-VMSpecState -State 'absent' }
    $format = (Hyper-V\Get-VHD -Path $Parameters.path).VhdFormat.ToString()
    return New-VMSpecState -State 'done' -Output ([pscustomobject]@{ format = $format })
}

function Set-VMSpecTemplateState {
    <#
    .SYNOPSIS
    A template is never made, so acting is refusing.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $refusal = Get-VMSpecTemplateRefusal -Parameters $Parameters
    if ($null -ne $refusal) { throw $refusal }
}

function Get-VMSpecTemplateRefusal {
    <#
    .SYNOPSIS
    Why a template must not be used, or null. A disk that changes breaks every disk that was made from it.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $path = [string]$Parameters.path
    if (-not (Test-VMSpecFile -Path $path)) {
        $text = "The template '{0}' is not there any more." -f $path
        return New-VMSpecException -Id 'TemplateMissing' -Message $text -Target $path
    }
    if (-not (Test-VMSpecSameDisk -Parameters $Parameters)) {
        $text = "The template '{0}' was changed since the job was accepted." -f $path
        return New-VMSpecException -Id 'TemplateChanged' -Message $text -Target $path
    }
    $users = Find-VMSpecDiskUser
    $key = Get-VMSpecPathKey -Path $path
    if (-not $users.ContainsKey($key)) { return $null }
    $text = "The template '{0}' is a disk of the VM '{1}', which may change it at any time." -f $path, $users[$key]
    return New-VMSpecException -Id 'TemplateAttached' -Message $text -Target $path
}

function Test-VMSpecSameDisk {
    <#
    .SYNOPSIS
    Whether the disk at a path is the one that was admitted. One whose file is bad is not; other failures stay failures.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    try {
        $disk = Hyper-V\Get-VHD -Path $Parameters.path
    }
    catch {
        if (Test-VMSpecBadDisk -ErrorRecord $_) { return $false }
        throw
    }
    $same = [string]$disk.DiskIdentifier -ieq [string]$Parameters.disk_id
    return $same -and (ConvertTo-VMSpecMb -Bytes $disk.Size) -eq [long]$Parameters.size_mb
}
