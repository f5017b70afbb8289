function Get-VMSpecRightsFacts {
    <#
    .SYNOPSIS
    Whether this account may manage Hyper-V: a member of S-1-5-32-578 (Hyper-V Administrators), or an administrator
    whose token is elevated. By SID, since the names of groups are localised; null where it cannot be told.
    #>
    [CmdletBinding()]
    param()
    try {
        $identity = [System.Security.Principal.WindowsIdentity]::GetCurrent()
        $principal = [System.Security.Principal.WindowsPrincipal]::new($identity)
        # A token that is not elevated holds the group of administrators for denying only, which is no role.
        return [pscustomobject]@{
            account        = [string]$identity.Name
            sid            = $identity.User.Value
            hyperv_admin   = $principal.IsInRole([System.Security.Principal.SecurityIdentifier]::new('S-1-5-32-578'))
            elevated_admin = $principal.IsInRole([System.Security.Principal.SecurityIdentifier]::new('S-1-5-32-544'))
        }
    }
    catch {
        return $null
    }
}
