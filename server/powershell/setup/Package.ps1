function Assert-PackageLanguage {
    <#
    .SYNOPSIS
    Ends the script where an application control policy constrains the language: nothing else of it would work.
    #>
    [CmdletBinding()]
    param()
    $mode = [string]$ExecutionContext.SessionState.LanguageMode
    if ($mode -ceq 'FullLanguage') { return }
    'PowerShell runs in the mode {0} on this computer, in which VMSpec cannot drive Hyper-V. An application control policy sets it. Let whoever keeps that policy allow the program folder of VMSpec.' -f $mode
    exit 78
}

function Test-PackageRight {
    <#
    .SYNOPSIS
    Whether this is an administrator whose rights are in force: by SID, since the names of groups are translated.
    #>
    [CmdletBinding()]
    param()
    $identity = [System.Security.Principal.WindowsIdentity]::GetCurrent()
    $principal = [System.Security.Principal.WindowsPrincipal]::new($identity)
    return $principal.IsInRole([System.Security.Principal.SecurityIdentifier]::new('S-1-5-32-544'))
}

function Get-PackageDamage {
    <#
    .SYNOPSIS
    The files of the package that are missing or differ from SHA256SUMS.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][string]$Folder)
    $sums = [System.IO.File]::ReadAllLines((Join-Path -Path $Folder -ChildPath 'SHA256SUMS'))
    $hasher = [System.Security.Cryptography.SHA256]::Create()
    foreach ($line in $sums) {
        $expected = $line.Substring(0, 64)
        $name = $line.Substring(66)
        $file = [System.IO.Path]::Combine($Folder, $name)
        if (-not [System.IO.File]::Exists($file)) { $name; continue }
        $stream = [System.IO.File]::OpenRead($file)
        try { $found = [BitConverter]::ToString($hasher.ComputeHash($stream)).Replace('-', '').ToLowerInvariant() }
        finally { $stream.Dispose() }
        if ($found -cne $expected) { $name }
    }
}

function Stop-PackageScript {
    <#
    .SYNOPSIS
    Says why nothing was done, and what to do, and ends with 78 as vmspec does when something must be put right first.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][string]$Reason)
    [Console]::Error.WriteLine($Reason)
    exit 78
}

function Assert-PackageMachine {
    <#
    .SYNOPSIS
    Ends the script unless this is an elevated PowerShell of 64 bits.
    #>
    [CmdletBinding()]
    param()
    if (-not [Environment]::Is64BitProcess) {
        Stop-PackageScript -Reason 'This PowerShell has 32 bits. Start "Windows PowerShell" without "(x86)" and run this again.'
    }
    if (-not (Test-PackageRight)) {
        Stop-PackageScript -Reason 'This needs an elevated PowerShell: right-click Windows PowerShell, choose "Run as administrator", and run this again.'
    }
}
