function Invoke-VMSpecNamed {
    <#
    .SYNOPSIS
    Carries out one operation of the fixed set.
    #>
    [CmdletBinding()]
    param([string]$Name, [object]$Parameters)
    if ($Name.StartsWith('ensure_', [System.StringComparison]::Ordinal)) {
        return Confirm-VMSpecStep -Step $Name.Substring(7) -Parameters $Parameters
    }
    if ($Name.StartsWith('probe_', [System.StringComparison]::Ordinal)) {
        return Get-VMSpecProbe -Step $Name.Substring(6) -Parameters $Parameters
    }
    switch -CaseSensitive ($Name) {
        'inventory' { return Get-VMSpecInventory -Parameters $Parameters }
        'restart' { return Restart-VMSpecVm -Parameters $Parameters }
        'host_facts' { return Get-VMSpecMachineReport }
        'doctor_facts' { return Get-VMSpecDoctorFacts -Parameters $Parameters }
    }
    throw (New-VMSpecException -Id 'UnknownOperation' -Message 'There is no such operation.' -Target $Name)
}
