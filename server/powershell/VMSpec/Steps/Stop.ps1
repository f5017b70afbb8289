function Get-VMSpecStopState {
    <#
    .SYNOPSIS
    The VM does not run: it is off, saved, or not there at all.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $vm = Find-VMSpecVm -Id $Parameters.vm_id
    if ($null -eq $vm) { return New-VMSpecState -State 'done' }
    switch -CaseSensitive ($vm.State.ToString()) {
        'Off' { return New-VMSpecState -State 'done' }
        'Saved' { return New-VMSpecState -State 'done' }
        'FastSaved' { return New-VMSpecState -State 'done' }
        'Stopping' { return New-VMSpecState -State 'partial' }
    }
    return New-VMSpecState -State 'absent'
}

function Set-VMSpecStopState {
    <#
    .SYNOPSIS
    Shuts the guest down or cuts its power, which does not wait for a guest that is shutting down.
    .DESCRIPTION
    With -Force a guest that is locked is shut down at once, and others have five minutes; without it, there could be a
    question.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $turnOff = $Parameters.mode -ceq 'turn_off'
    if (-not $turnOff) { $null = Wait-VMSpecVm -Id $Parameters.vm_id }
    if ((Get-VMSpecStopState -Parameters $Parameters).state -ceq 'done') { return }
    $vm = Get-VMSpecVm -Id $Parameters.vm_id
    if ($turnOff) { Hyper-V\Stop-VM -VM $vm -TurnOff -Force -Confirm:$false }
    else { Hyper-V\Stop-VM -VM $vm -Force -Confirm:$false }
    $null = Wait-VMSpecVm -Id $Parameters.vm_id
}
