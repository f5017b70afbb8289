function Get-VMSpecRemoveFilesState {
    <#
    .SYNOPSIS
    The folders are gone with everything in them, apart from the files to keep, and so are those that this left empty.
    .DESCRIPTION
    What is empty above after the act, another VM of the job has just left, and takes away.
    #>
    [CmdletBinding()]
    param([object]$Parameters, [switch]$Acted)
    $folders = @($Parameters.folders)
    $roots = Get-VMSpecRemovalRoot -Parameters $Parameters
    $left = @($folders | Where-Object -FilterScript {
            @(Get-VMSpecSurplus -Folder $_ -Keep @($Parameters.keep)).Count -gt 0 -or
            (-not $Acted -and $null -ne (Find-VMSpecEmptyParent -Folder $_ -Roots $roots))
        })
    if ($left.Count -eq 0) { return New-VMSpecState -State 'done' }
    if ($left.Count -eq $folders.Count) { return New-VMSpecState -State 'absent' }
    return New-VMSpecState -State 'partial'
}

function Set-VMSpecRemoveFilesState {
    <#
    .SYNOPSIS
    Removes the folders, and those above them that this left empty.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $roots = Get-VMSpecRemovalRoot -Parameters $Parameters
    foreach ($folder in @($Parameters.folders)) {
        Remove-VMSpecFolder -Folder $folder -Parameters $Parameters
        Remove-VMSpecEmptyParent -Folder $folder -Roots $roots
    }
}

function Get-VMSpecRemovalRoot {
    <#
    .SYNOPSIS
    The folders that VMs of ours are created in: of the request, else those that were configured.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $roots = @(Get-VMSpecMember -InputObject $Parameters -Name 'vm_folders')
    if ($null -ne $roots[0]) { return $roots }
    return @($script:VMSpecCache.Folders)
}

function Get-VMSpecSurplus {
    <#
    .SYNOPSIS
    What has to go, innermost first and the owner file last, so that a removal which is cut off still knows its owner.
    .DESCRIPTION
    What holds a file to keep stays, and with it the owner file: it is asked for again when the kept files go.
    #>
    [CmdletBinding()]
    param([string]$Folder, [string[]]$Keep)
    if (-not (Test-VMSpecFolder -Path $Folder)) { return }
    $inside = @(Get-ChildItem -LiteralPath $Folder -Recurse -Force)
    $keys = @($Keep | ForEach-Object -Process { Get-VMSpecPathKey -Path $_ })
    $kept = @($inside | Where-Object -FilterScript {
            -not $_.PSIsContainer -and $keys -ccontains (Get-VMSpecPathKey -Path $_.FullName)
        })
    $owner = Get-VMSpecPathKey -Path (Get-VMSpecOwnerPath -Folder $Folder)
    $items = foreach ($item in $inside) {
        $key = Get-VMSpecPathKey -Path $item.FullName
        if ($keys -ccontains $key -or ($kept.Count -gt 0 -and $key -ceq $owner)) { continue }
        if (@($kept | Where-Object -FilterScript { Test-VMSpecInside -Path $_.FullName -Folder $key }).Count -gt 0) { continue }
        $item
    }
    # Files before folders, longer paths first: a folder is empty when its turn comes.
    $items | Where-Object -FilterScript { -not $_.PSIsContainer -and (Get-VMSpecPathKey -Path $_.FullName) -cne $owner }
    $items | Where-Object -FilterScript { $_.PSIsContainer } | Sort-Object -Property { $_.FullName.Length } -Descending
    if ($kept.Count -gt 0) { return }
    $items | Where-Object -FilterScript { (Get-VMSpecPathKey -Path $_.FullName) -ceq $owner }
    Get-Item -LiteralPath $Folder -Force
}

function Remove-VMSpecFolder {
    <#
    .SYNOPSIS
    Removes a folder only when its owner file names the job, or when no file is in it.
    .DESCRIPTION
    A disk that a VM has as a drive stays, and so does everything behind a link: it is not in the folder.
    #>
    [CmdletBinding()]
    param([string]$Folder, [object]$Parameters)
    $items = @(Get-VMSpecSurplus -Folder $Folder -Keep @($Parameters.keep))
    if ($items.Count -eq 0) { return }
    $owner = Get-VMSpecOwner -Folder $Folder
    $files = @(Get-ChildItem -LiteralPath $Folder -Recurse -Force | Where-Object -FilterScript { -not $_.PSIsContainer })
    if ($owner -cne $Parameters.owner -and ($null -ne $owner -or $files.Count -gt 0)) {
        throw (New-VMSpecNotOwned -Path $Folder)
    }
    if (@(Find-VMSpecVmAt -Folder $Folder).Count -gt 0) { throw (New-VMSpecNotOwned -Path $Folder) }
    $users = Find-VMSpecDiskUser
    foreach ($item in $items) {
        $link = $item.PSIsContainer -and ($item.Attributes -band [System.IO.FileAttributes]::ReparsePoint)
        if ($link -or $users.ContainsKey((Get-VMSpecPathKey -Path $item.FullName))) {
            throw (New-VMSpecNotOwned -Path $item.FullName)
        }
    }
    foreach ($item in $items) { Remove-Item -LiteralPath $item.FullName -Force -Confirm:$false }
}

function Remove-VMSpecEmptyParent {
    <#
    .SYNOPSIS
    Removes the folders above, as long as they are empty and inside a folder that VMs of ours are created in.
    #>
    [CmdletBinding()]
    param([string]$Folder, [string[]]$Roots)
    while ($null -ne ($parent = Find-VMSpecEmptyParent -Folder $Folder -Roots $Roots)) {
        try { Remove-Item -LiteralPath $parent -Force -Confirm:$false }
        catch {
            # Another VM of the job may have removed it meanwhile, or be put into it.
            if ((Find-VMSpecEmptyParent -Folder $Folder -Roots $Roots) -eq $parent) { throw }
        }
    }
}

function Find-VMSpecEmptyParent {
    <#
    .SYNOPSIS
    The nearest folder above that is there, if it is empty and inside a folder that VMs of ours are created in.
    #>
    [CmdletBinding()]
    param([string]$Folder, [string[]]$Roots)
    $parent = Get-VMSpecFolder -Path $Folder
    while (@($Roots | Where-Object -FilterScript { $_ -and (Test-VMSpecInside -Path $parent -Folder $_) }).Count -gt 0) {
        if (Test-VMSpecFolder -Path $parent) {
            if (@(Get-ChildItem -LiteralPath $parent -Force).Count -gt 0) { return $null }
            return $parent
        }
        $parent = Get-VMSpecFolder -Path $parent
    }
    return $null
}
