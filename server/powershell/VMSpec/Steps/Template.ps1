function Get-VMSpecTemplateState {
    <#
    .SYNOPSIS
    The template is there, unchanged since the job was accepted, and no VM's own disk.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $disk = Find-VMSpecAdmittedDisk -Parameters $Parameters
    if ($null -ne (Get-VMSpecTemplateRefusal -Parameters $Parameters -Disk $disk)) { return New-VMSpecState -State 'absent' }
    return New-VMSpecState -State 'done' -Output ([pscustomobject]@{ format = $disk.VhdFormat.ToString() })
}

function Set-VMSpecTemplateState {
    <#
    .SYNOPSIS
    A template is never made, so acting is refusing.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $disk = Find-VMSpecAdmittedDisk -Parameters $Parameters
    $refusal = Get-VMSpecTemplateRefusal -Parameters $Parameters -Disk $disk
    if ($null -ne $refusal) { throw $refusal }
}

function Get-VMSpecTemplateRefusal {
    <#
    .SYNOPSIS
    Why a template must not be used, or null; the disk is null when it is not the one that was admitted. A disk that changes breaks every disk that was made from it.
    #>
    [CmdletBinding()]
    param([object]$Parameters, [object]$Disk)
    $path = [string]$Parameters.path
    if (-not (Test-VMSpecFile -Path $path)) {
        $text = "The template '{0}' is not there any more." -f $path
        return New-VMSpecException -Id 'TemplateMissing' -Message $text -Target $path
    }
    if ($null -eq $Disk) {
        $text = "The template '{0}' was changed since the job was accepted." -f $path
        return New-VMSpecException -Id 'TemplateChanged' -Message $text -Target $path
    }
    $users = Find-VMSpecDiskUser
    $key = Get-VMSpecPathKey -Path $path
    if (-not $users.ContainsKey($key)) { return $null }
    $text = "The template '{0}' is a disk of the VM '{1}', which may change it at any time." -f $path, $users[$key]
    return New-VMSpecException -Id 'TemplateAttached' -Message $text -Target $path
}

function Find-VMSpecAdmittedDisk {
    <#
    .SYNOPSIS
    The disk at a path when it is the one that was admitted, else null. One whose file is bad is not; other failures stay
    failures.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    if (-not (Test-VMSpecFile -Path $Parameters.path)) { return $null }
    try {
        $disk = Hyper-V\Get-VHD -Path $Parameters.path
    }
    catch {
        if (Test-VMSpecBadDisk -ErrorRecord $_) { return $null }
        throw
    }
    $same = [string]$disk.DiskIdentifier -ieq [string]$Parameters.disk_id
    if (-not $same -or (ConvertTo-VMSpecMb -Bytes $disk.Size) -ne [long]$Parameters.size_mb) { return $null }
    $stamp = Get-VMSpecMember -InputObject $Parameters -Name 'content_stamp'
    if ($null -eq $stamp) { return $disk }
    $now = Get-VMSpecContentStamp -Path $Parameters.path -Format $disk.VhdFormat.ToString()
    # A stamp that cannot be read tells nothing.
    if ($null -eq $now -or $now -ceq $stamp) { return $disk }
    return $null
}

function Test-VMSpecTemplateSame {
    <#
    .SYNOPSIS
    Whether the template of a disk step, where it names one, is the disk that was admitted.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $template = Get-VMSpecMember -InputObject $Parameters -Name 'template'
    return $null -eq $template -or $null -ne (Find-VMSpecAdmittedDisk -Parameters $template)
}

function Confirm-VMSpecTemplateSame {
    <#
    .SYNOPSIS
    Refuses a disk whose template became another one while the disk was made.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    if (Test-VMSpecTemplateSame -Parameters $Parameters) { return }
    $path = [string]$Parameters.template.path
    $text = "The template '{0}' was changed since the job was accepted." -f $path
    throw (New-VMSpecException -Id 'TemplateChanged' -Message $text -Target $path)
}
