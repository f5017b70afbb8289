function Get-VMSpecAddTemplateState {
    <#
    .SYNOPSIS
    The template is there: a disk that lay there and is read-only now, or a whole copy. What has its name is whole.
    #>
    [CmdletBinding()]
    param([object]$Parameters, [switch]$Acted)
    $path = [string]$Parameters.path
    $temporary = [string]$Parameters.temporary
    if ($temporary -and (Test-VMSpecFile -Path $temporary)) { return New-VMSpecState -State 'partial' }
    if (-not (Test-VMSpecFile -Path $path)) { return New-VMSpecState -State 'absent' }
    # A file of that name is none of ours unless we may have put it there.
    if ($temporary -and -not ($Acted -or $Parameters.resumed)) { return New-VMSpecState -State 'absent' }
    try {
        if ($temporary) { $disk = Hyper-V\Get-VHD -Path $path }
        else { $disk = Confirm-VMSpecSource -Path $path }
    }
    catch {
        return New-VMSpecState -State 'absent'
    }
    if (-not $temporary -and -not (Get-Item -LiteralPath $path -Force).IsReadOnly) { return New-VMSpecState -State 'absent' }
    $format = $disk.VhdFormat.ToString()
    return New-VMSpecState -State 'done' -Output ([pscustomobject]@{
            format        = $format
            disk_id       = ([string]$disk.DiskIdentifier).ToLowerInvariant()
            size_mb       = ConvertTo-VMSpecMb -Bytes $disk.Size
            content_stamp = Get-VMSpecContentStamp -Path $path -Format $format
        })
}

function Set-VMSpecAddTemplateState {
    <#
    .SYNOPSIS
    Makes a disk read-only where it lies, or copies it under another name and gives the copy its own once it is whole.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $path = [string]$Parameters.path
    $temporary = [string]$Parameters.temporary
    if (-not $temporary) {
        $null = Confirm-VMSpecSource -Path $path
        Set-ItemProperty -LiteralPath $path -Name 'IsReadOnly' -Value $true
        return
    }
    if (Test-VMSpecFile -Path $path) {
        $text = "There is a file '{0}' already." -f $path
        throw (New-VMSpecException -Id 'FileTaken' -Message $text -Target $path)
    }
    Remove-VMSpecTemplateCopy -Path $temporary
    try {
        Copy-VMSpecTemplate -Parameters $Parameters
        # The leaf alone: a file of that name is never replaced.
        Rename-Item -LiteralPath $temporary -NewName (Split-Path -Path $path -Leaf) -Force -Confirm:$false
    }
    catch {
        $failure = $_
        # What cannot be removed now is looked for later; why it failed is what a person needs to know.
        try { Remove-VMSpecTemplateCopy -Path $temporary }
        catch { Write-Warning -Message ("'{0}' stays for now: {1}" -f $temporary, $_.FullyQualifiedErrorId) }
        throw $failure
    }
}

function Remove-VMSpecTemplateCopy {
    <#
    .SYNOPSIS
    Removes a copy that is not whole.
    #>
    [CmdletBinding()]
    param([string]$Path)
    if (Test-VMSpecFile -Path $Path) { Remove-Item -LiteralPath $Path -Force -Confirm:$false }
}

function Copy-VMSpecTemplate {
    <#
    .SYNOPSIS
    Writes the copy under its temporary name, looks whether the source is still what was copied, and makes it read-only.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $from = [string]$Parameters.source
    $to = [string]$Parameters.temporary
    $disk = Confirm-VMSpecSource -Path $from
    $stamp = Get-VMSpecContentStamp -Path $from -Format $disk.VhdFormat.ToString()
    $volume = $to.Substring(0, 3).ToUpperInvariant()
    Confirm-VMSpecSpace -Needs @{ $volume = (ConvertTo-VMSpecMb -Bytes $disk.FileSize) + [long]$Parameters.reserve_mb }
    $folder = Get-VMSpecFolder -Path $to
    if (-not (Test-VMSpecFolder -Path $folder)) { $null = New-Item -ItemType Directory -Path $folder -Force -Confirm:$false }
    if ((Get-VMSpecExtension -Path $from) -ceq (Get-VMSpecExtension -Path $to)) {
        Copy-Item -LiteralPath $from -Destination $to -Confirm:$false
    }
    else {
        Hyper-V\Convert-VHD -Path $from -DestinationPath $to -VHDType Dynamic -Confirm:$false
    }
    Confirm-VMSpecSameSource -Before $disk -Stamp $stamp -Path $from
    Confirm-VMSpecPlainFile -Path $to
    if ((Read-VMSpecSource -Path $to).Size -ne $disk.Size) {
        $text = "'{0}' is not a whole copy." -f $to
        throw (New-VMSpecException -Id 'EffectMissing' -Message $text -Target $to)
    }
    Set-ItemProperty -LiteralPath $to -Name 'IsReadOnly' -Value $true
}

function Get-VMSpecExtension {
    <#
    .SYNOPSIS
    The extension of a path with its dot, in lower case.
    #>
    [CmdletBinding()]
    param([string]$Path)
    return $Path.Substring($Path.LastIndexOf('.')).ToLowerInvariant()
}
