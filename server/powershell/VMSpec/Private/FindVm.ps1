function Find-VMSpecVm {
    <#
    .SYNOPSIS
    The VM with an id, or null when there is none. Names are not unique and may hold wildcards, so ids alone are used.
    .DESCRIPTION
    Get-VM says ObjectNotFound for what is not there, for what the account may not see, and when Hyper-V's service does
    not run. A list tells them apart: in the two latter cases it fails.
    #>
    [CmdletBinding()]
    param([string]$Id)
    try {
        return Hyper-V\Get-VM -Id $Id
    }
    catch {
        if (-not (Test-VMSpecErrorId -ErrorRecord $_ -Id 'ObjectNotFound')) { throw }
    }
    foreach ($vm in @(Hyper-V\Get-VM)) {
        if ($vm.Id.ToString() -eq $Id) { return $vm }
    }
    return $null
}

function Find-VMSpecVmAt {
    <#
    .SYNOPSIS
    The VMs whose configuration lies in a folder: the path tells whose a VM is from its first moment.
    #>
    [CmdletBinding()]
    param([string]$Folder)
    $key = Get-VMSpecPathKey -Path $Folder
    foreach ($vm in @(Hyper-V\Get-VM)) {
        if ((Get-VMSpecPathKey -Path $vm.Path) -ceq $key) { $vm }
    }
}

function Find-VMSpecDiskUser {
    <#
    .SYNOPSIS
    The drives of all VMs as a table from path key to the name of the VM.
    .DESCRIPTION
    A VM that is removed by others between the two calls makes the second fail: then both are repeated.
    #>
    [CmdletBinding()]
    param()
    $users = @{}
    $drives = $null
    for ($round = 1; $null -eq $drives; $round++) {
        $vms = @(Hyper-V\Get-VM)
        if ($vms.Count -eq 0) { return $users }
        try {
            $drives = @(Hyper-V\Get-VMHardDiskDrive -VM $vms)
        }
        catch {
            if ($round -ge 3) { throw }
        }
    }
    foreach ($drive in $drives) {
        if ($drive.Path) { $users[(Get-VMSpecPathKey -Path $drive.Path)] = [string]$drive.VMName }
    }
    return $users
}
