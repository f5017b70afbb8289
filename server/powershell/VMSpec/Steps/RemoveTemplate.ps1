function Get-VMSpecRemoveTemplateState {
    <#
    .SYNOPSIS
    The files are gone.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $files = @($Parameters.files)
    $left = @($files | Where-Object -FilterScript { Test-VMSpecFile -Path $_ })
    if ($left.Count -eq 0) { return New-VMSpecState -State 'done' }
    if ($left.Count -eq $files.Count) { return New-VMSpecState -State 'absent' }
    return New-VMSpecState -State 'partial'
}

function Set-VMSpecRemoveTemplateState {
    <#
    .SYNOPSIS
    Removes the files. What lies outside the folders of templates, or is a disk of a VM, stays.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $users = Find-VMSpecDiskUser
    foreach ($path in @($Parameters.files)) {
        if (-not (Test-VMSpecFile -Path $path)) { continue }
        $inside = @($Parameters.roots | Where-Object -FilterScript { Test-VMSpecInside -Path $path -Folder $_ })
        if ($inside.Count -eq 0) { throw (New-VMSpecNotOwned -Path $path) }
        $key = Get-VMSpecPathKey -Path $path
        if ($users.ContainsKey($key)) {
            $text = "'{0}' is a disk of the VM '{1}'." -f $path, $users[$key]
            throw (New-VMSpecException -Id 'TemplateAttached' -Message $text -Target $path)
        }
        Remove-Item -LiteralPath $path -Force -Confirm:$false
    }
}
