<#
.SYNOPSIS
Makes a folder with the owner and the rights of an SDDL, or gives an existing one these and no others, and looks whether
it has them.
.DESCRIPTION
-State: how the folder was found. Between that look and this change somebody else may have made it, and could then give
himself rights to it later, or may have put something into it; both is refused when nobody else can do so any more.
-Account may change what is in the folder.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)][string]$Path,
    [Parameter(Mandatory = $true)][string]$Sddl,
    [Parameter(Mandatory = $true)][ValidateSet('Missing', 'Empty', 'Used')][string]$State,
    [string]$Account = ''
)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$file = 'FolderSecurity.ps1'
. (Join-Path -Path $PSScriptRoot -ChildPath $file)

function Test-SetupLink {
    <#
    .SYNOPSIS
    Whether a file or folder leads elsewhere.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][string]$Path)
    return ([System.IO.File]::GetAttributes($Path) -band [System.IO.FileAttributes]::ReparsePoint) -ne 0
}

function Assert-SetupContent {
    <#
    .SYNOPSIS
    Fails where the folder holds a link, which the rights of what it leads to would be changed by.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][string]$Folder)
    foreach ($entry in [System.IO.Directory]::GetFileSystemEntries($Folder)) {
        if (Test-SetupLink -Path $entry) { throw ('{0} is a link to somewhere else. Remove it and try again.' -f $entry) }
        if ([System.IO.Directory]::Exists($entry)) { Assert-SetupContent -Folder $entry }
    }
}

# 0x1301bf is what Windows calls "modify".
if ($Account -cne '') { $Sddl = '{0}(A;OICI;0x1301bf;;;{1})' -f $Sddl, (Get-AccountSid -Account $Account) }
# Where it is there by now, making it changes nothing, and its owner tells.
if ($State -ceq 'Missing') { New-ProtectedFolder -Path $Path -Sddl $Sddl }
if (Test-SetupLink -Path $Path) { throw ('{0} is a link to another folder.' -f $Path) }
if ($State -cne 'Missing') { Set-FolderSddl -Path $Path -Sddl $Sddl }
$wanted = Get-PlainSddl -Sddl $Sddl
$found = Get-FolderSddl -Path $Path
if ($found -cne $wanted) { throw ('{0} does not have the rights that it was given: {1} in place of {2}' -f $Path, $found, $wanted) }
if ($State -cne 'Used' -and [System.IO.Directory]::GetFileSystemEntries($Path).Length -gt 0) {
    throw ('Somebody put something into {0} while it was made. Look what it is, remove it, and try again.' -f $Path)
}
Assert-SetupContent -Folder $Path
