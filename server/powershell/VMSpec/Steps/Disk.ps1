function Get-VMSpecDiskState {
    <#
    .SYNOPSIS
    The system disk exists in a folder of the job's own, with the right parent and size, made from the template that was admitted.
    #>
    [CmdletBinding()]
    param([object]$Parameters, [switch]$Acted)
    $own = (Get-VMSpecOwner -Folder $Parameters.folder) -ceq $Parameters.owner
    if (-not (Test-VMSpecFile -Path $Parameters.system.path)) {
        if ($own) { return New-VMSpecState -State 'partial' }
        return New-VMSpecState -State 'absent'
    }
    $differences = @(Get-VMSpecSystemDiskDifference -System $Parameters.system)
    if (-not $own -or $differences.Count -gt 0) { return New-VMSpecState -State 'partial' }
    # The act has just looked at the template.
    if ($Acted -or (Test-VMSpecTemplateSame -Parameters $Parameters)) { return New-VMSpecState -State 'done' }
    return New-VMSpecState -State 'partial'
}

function Set-VMSpecDiskState {
    <#
    .SYNOPSIS
    Makes the system disk; a half-written one in the job's own folder is made anew, elsewhere nothing is touched.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $path = [string]$Parameters.system.path
    if (-not (Test-VMSpecInside -Path $path -Folder $Parameters.folder)) { throw (New-VMSpecNotOwned -Path $path) }
    Confirm-VMSpecRoom -Room $Parameters.room
    Remove-VMSpecHalfDisk -Path $path -Folder $Parameters.folder -Owner $Parameters.owner
    Set-VMSpecOwner -Folder $Parameters.folder -Owner $Parameters.owner
    New-VMSpecSystemDisk -System $Parameters.system
    Confirm-VMSpecTemplateSame -Parameters $Parameters
}
