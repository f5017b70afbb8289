function Wait-VMSpecVm {
    <#
    .SYNOPSIS
    Waits until a VM has ended the transition that it is in, ten minutes at most; answers the VM, or null when it is gone.
    .DESCRIPTION
    A VM that was found a moment ago is not asked for again first.
    #>
    [CmdletBinding()]
    param([string]$Id, [object]$Found)
    $transitions = @(
        'Starting', 'Stopping', 'Saving', 'Pausing', 'Resuming', 'Reset', 'FastSaving', 'ForceShutdown', 'ForceReboot'
    )
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $vm = $Found
    if ($null -eq $vm) { $vm = Find-VMSpecVm -Id $Id }
    while ($null -ne $vm -and $transitions -ccontains $vm.State.ToString() -and $watch.Elapsed.TotalMinutes -lt 10) {
        Start-Sleep -Milliseconds 200
        $vm = Find-VMSpecVm -Id $Id
    }
    return $vm
}

function Get-VMSpecVm {
    <#
    .SYNOPSIS
    The VM with an id, which may have been found a moment ago, or an error of ours when it is not there: Hyper-V says
    ObjectNotFound of its own service, too.
    #>
    [CmdletBinding()]
    param([string]$Id, [object]$Found)
    if ($null -ne $Found) { return $Found }
    $vm = Find-VMSpecVm -Id $Id
    if ($null -eq $vm) { throw (New-VMSpecException -Id 'VmMissing' -Message 'The VM is not there.' -Target $Id) }
    return $vm
}

function New-VMSpecState {
    <#
    .SYNOPSIS
    What a look says about the effect of a step: done, absent or partial; and the VM that it found, for the act.
    #>
    [CmdletBinding()]
    param([string]$State, [object]$Output = [pscustomobject]@{}, [object]$VM)
    return [pscustomobject]@{ state = $State; output = $Output; vm = $VM }
}
