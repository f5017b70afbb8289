function Get-VMSpecContentStamp {
    <#
    .SYNOPSIS
    What changes whenever the content of a disk does, or null when it cannot be read.
    .DESCRIPTION
    A .vhdx has an identifier in its header that Hyper-V renews with the first write to what a guest sees, and that a
    backup, a copy or a mount for reading leaves as it is. A .vhd has none: its size and time stand for it.
    #>
    [CmdletBinding()]
    param([string]$Path, [string]$Format)
    try {
        if ($Format -cne 'VHD') { return Read-VMSpecDataGuid -Path $Path }
        $item = Get-Item -LiteralPath $Path -Force
        return '{0}-{1}' -f $item.Length, $item.LastWriteTimeUtc.Ticks
    }
    catch {
        Write-Warning -Message ("the content of '{0}' cannot be told: {1}" -f $Path, $_.FullyQualifiedErrorId)
        return $null
    }
}

function Read-VMSpecDataGuid {
    <#
    .SYNOPSIS
    The DataWriteGuid of a .vhdx, from the newer of its two headers, or null when neither is one.
    .DESCRIPTION
    The headers lie at 64 KiB and 128 KiB: the signature 'head', a checksum, a number that grows, FileWriteGuid at 16,
    DataWriteGuid at 32. Others may write to the file or delete it meanwhile.
    #>
    [CmdletBinding()]
    param([string]$Path)
    $share = [System.IO.FileShare]::ReadWrite -bor [System.IO.FileShare]::Delete
    $stream = New-Object -TypeName 'System.IO.FileStream' -ArgumentList @($Path, [System.IO.FileMode]::Open, [System.IO.FileAccess]::Read, $share)
    try {
        $newest = [uint64]0
        $found = $null
        foreach ($offset in 65536, 131072) {
            $header = Read-VMSpecBytes -Stream $stream -Offset $offset -Count 48
            if ($null -eq $header -or [System.Text.Encoding]::ASCII.GetString($header, 0, 4) -cne 'head') { continue }
            $number = [System.BitConverter]::ToUInt64($header, 8)
            if ($null -ne $found -and $number -le $newest) { continue }
            $newest = $number
            $bytes = [byte[]]::new(16)
            [System.Array]::Copy($header, 32, $bytes, 0, 16)
            $found = [guid]::new($bytes).ToString()
        }
        return $found
    }
    finally {
        $stream.Dispose()
    }
}

function Read-VMSpecBytes {
    <#
    .SYNOPSIS
    So many bytes of a stream, or null when it ends before.
    #>
    [CmdletBinding()]
    param([System.IO.Stream]$Stream, [long]$Offset, [int]$Count)
    $null = $Stream.Seek($Offset, [System.IO.SeekOrigin]::Begin)
    $bytes = [byte[]]::new($Count)
    $filled = 0
    while ($filled -lt $Count) {
        $read = $Stream.Read($bytes, $filled, $Count - $filled)
        if ($read -eq 0) { return $null }
        $filled += $read
    }
    # As one object: the pipeline would take the bytes apart.
    return , $bytes
}

function Get-VMSpecKnownStamp {
    <#
    .SYNOPSIS
    The content stamp of a template, read only when size or time of its file changed since it was last read.
    #>
    [CmdletBinding()]
    param([string]$Path, [string]$Format)
    $cache = $script:VMSpecCache
    $key = Get-VMSpecPathKey -Path $Path
    $mark = $cache.Seen[$key]
    $known = $cache.Stamps[$key]
    # Size and time tell nothing of a file that a guest writes to.
    if ($null -ne $known -and $known.Mark -ceq $mark -and -not $cache.Written.ContainsKey($key)) { return $known.Stamp }
    $stamp = Get-VMSpecContentStamp -Path $Path -Format $Format
    if ($null -ne $stamp) { $cache.Stamps[$key] = [pscustomobject]@{ Mark = $mark; Stamp = $stamp } }
    return $stamp
}
