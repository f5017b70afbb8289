function Get-VMSpecPathKey {
    <#
    .SYNOPSIS
    What two spellings of one Windows path have in common: lower case, backslashes, none at the end.
    #>
    [CmdletBinding()]
    param([string]$Path)
    return $Path.Replace('/', '\').TrimEnd('\').ToLowerInvariant()
}

function Test-VMSpecSamePath {
    <#
    .SYNOPSIS
    Whether two paths name the same file; no path at all is the empty one.
    #>
    [CmdletBinding()]
    param([string]$Path, [string]$Other)
    return (Get-VMSpecPathKey -Path $Path) -ceq (Get-VMSpecPathKey -Path $Other)
}

function Test-VMSpecInside {
    <#
    .SYNOPSIS
    Whether a path is something inside a folder, compared part by part; a folder is not inside itself.
    #>
    [CmdletBinding()]
    param([string]$Path, [string]$Folder)
    $prefix = (Get-VMSpecPathKey -Path $Folder) + '\'
    return (Get-VMSpecPathKey -Path $Path).StartsWith($prefix, [System.StringComparison]::Ordinal)
}

function Get-VMSpecFolder {
    <#
    .SYNOPSIS
    The folder that a path lies in.
    #>
    [CmdletBinding()]
    param([string]$Path)
    $plain = $Path.Replace('/', '\').TrimEnd('\')
    $end = $plain.LastIndexOf('\')
    if ($end -lt 0) { return '' }
    if ($end -eq 2 -and $plain[1] -eq ':') { return $plain.Substring(0, 3) }
    return $plain.Substring(0, $end)
}

function Join-VMSpecPath {
    <#
    .SYNOPSIS
    Joins a folder and a name with exactly one backslash.
    #>
    [CmdletBinding()]
    param([string]$Folder, [string]$Name)
    return $Folder.TrimEnd('\') + '\' + $Name
}

function Test-VMSpecFile {
    <#
    .SYNOPSIS
    Whether a file is there. Literal, since '[' and ']' in a path would be wildcards.
    #>
    [CmdletBinding()]
    param([string]$Path)
    return [bool](Test-Path -LiteralPath $Path -PathType Leaf)
}

function Test-VMSpecFolder {
    <#
    .SYNOPSIS
    Whether a folder is there.
    #>
    [CmdletBinding()]
    param([string]$Path)
    return [bool](Test-Path -LiteralPath $Path -PathType Container)
}
