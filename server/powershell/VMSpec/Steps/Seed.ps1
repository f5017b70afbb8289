function Get-VMSpecSeedState {
    <#
    .SYNOPSIS
    The disk that the guest reads its settings from is there, whole, in a folder of the job's own.
    .DESCRIPTION
    It is written from its start to its end, so that one that was cut off is shorter.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $path = [string]$Parameters.path
    if (-not (Test-VMSpecFile -Path $path)) { return New-VMSpecState -State 'absent' }
    $own = (Get-VMSpecOwner -Folder $Parameters.folder) -ceq $Parameters.owner
    $item = Get-Item -LiteralPath $path -Force
    if ($own -and [long]$item.Length -eq [long]$Parameters.bytes) { return New-VMSpecState -State 'done' }
    return New-VMSpecState -State 'partial'
}

function Set-VMSpecSeedState {
    <#
    .SYNOPSIS
    Writes the disk that the guest reads its settings from; nothing is written outside the job's own folder.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $path = [string]$Parameters.path
    $own = (Get-VMSpecOwner -Folder $Parameters.folder) -ceq $Parameters.owner
    if (-not $own -or -not (Test-VMSpecInside -Path $path -Folder $Parameters.folder)) { throw (New-VMSpecNotOwned -Path $path) }
    $bytes = Expand-VMSpecBytes -Packed $Parameters.image
    # Windows PowerShell and PowerShell 7 call it differently.
    if ($PSVersionTable.PSVersion.Major -gt 5) {
        Set-Content -LiteralPath $path -Value $bytes -AsByteStream -Confirm:$false
        return
    }
    Set-Content -LiteralPath $path -Value $bytes -Encoding 'Byte' -Confirm:$false
}

function Expand-VMSpecBytes {
    <#
    .SYNOPSIS
    The bytes of a gzip stream in base64.
    #>
    [CmdletBinding()]
    param([string]$Packed)
    $from = [System.IO.MemoryStream]::new([Convert]::FromBase64String($Packed))
    $stream = [System.IO.Compression.GZipStream]::new($from, [System.IO.Compression.CompressionMode]::Decompress)
    $to = [System.IO.MemoryStream]::new()
    try { $stream.CopyTo($to) }
    finally { $stream.Dispose() }
    # The comma keeps PowerShell from taking the bytes apart.
    return , $to.ToArray()
}
