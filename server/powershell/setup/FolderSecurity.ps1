# The security of folders in the form of SDDL, which is the same text on every Windows. The classes behind it are those of
# the .NET Framework, on which Windows PowerShell runs.

function New-FolderSecurity {
    <#
    .SYNOPSIS
    The owner and the rights that an SDDL names, as Windows takes them.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][string]$Sddl)
    $security = [System.Security.AccessControl.DirectorySecurity]::new()
    $security.SetSecurityDescriptorSddlForm($Sddl, [System.Security.AccessControl.AccessControlSections]'Owner, Access')
    return $security
}

function New-ProtectedFolder {
    <#
    .SYNOPSIS
    Makes a folder that has its owner and rights from the first moment. One that is there already stays as it is.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)][string]$Path,
        [Parameter(Mandatory = $true)][string]$Sddl
    )
    $null = [System.IO.Directory]::CreateDirectory($Path, (New-FolderSecurity -Sddl $Sddl))
}

function Set-FolderSddl {
    <#
    .SYNOPSIS
    Gives a folder this owner and these rights, and takes every other right from it.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)][string]$Path,
        [Parameter(Mandatory = $true)][string]$Sddl
    )
    [System.IO.Directory]::SetAccessControl($Path, (New-FolderSecurity -Sddl $Sddl))
}

function Get-FolderSddl {
    <#
    .SYNOPSIS
    Owner and rights of a folder, without the marks of inheritance that Windows adds.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][string]$Path)
    ConvertTo-PlainSddl -Security (Get-Acl -LiteralPath $Path)
}

function Get-PlainSddl {
    <#
    .SYNOPSIS
    An SDDL as Windows would write it for a folder.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][string]$Sddl)
    ConvertTo-PlainSddl -Security (New-FolderSecurity -Sddl $Sddl)
}

function ConvertTo-PlainSddl {
    <#
    .SYNOPSIS
    Owner and access rules; P, which says that nothing is inherited, stays, and AI and AR go.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][object]$Security)
    $sections = [System.Security.AccessControl.AccessControlSections]'Owner, Access'
    $Security.GetSecurityDescriptorSddlForm($sections) -creplace 'D:(P?)(?:AI|AR)*', 'D:$1'
}

function Get-PathOwner {
    <#
    .SYNOPSIS
    SID of the owner of a file or folder.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][string]$Path)
    (Get-Acl -LiteralPath $Path).GetOwner([System.Security.Principal.SecurityIdentifier]).Value
}

function Get-AccountSid {
    <#
    .SYNOPSIS
    SID of an account.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][string]$Account)
    [System.Security.Principal.NTAccount]::new($Account).Translate([System.Security.Principal.SecurityIdentifier]).Value
}
