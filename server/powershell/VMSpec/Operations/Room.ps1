function Get-VMSpecRoom {
    <#
    .SYNOPSIS
    Free memory and space, read afresh just before something big is made.
    #>
    [CmdletBinding()]
    param()
    $volumes = foreach ($volume in @(Get-VMSpecVolumeFacts)) {
        [pscustomobject]@{ path = $volume.path; free_mb = $volume.free_mb }
    }
    return [pscustomobject]@{
        memory_available_mb = Get-VMSpecMemoryAvailableMb
        volumes             = [object[]]@($volumes)
    }
}
