function Get-VMSpecStartState {
    <#
    .SYNOPSIS
    The VM runs.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $vm = Find-VMSpecVm -Id $Parameters.vm_id
    if ($null -eq $vm) { return New-VMSpecState -State 'absent' }
    switch -CaseSensitive ($vm.State.ToString()) {
        'Running' { return New-VMSpecState -State 'done' }
        'Starting' { return New-VMSpecState -State 'partial' -VM $vm }
    }
    return New-VMSpecState -State 'absent' -VM $vm
}

function Set-VMSpecStartState {
    <#
    .SYNOPSIS
    Starts the VM; one that is in transition is waited for first. Starting one that runs is only a warning.
    #>
    [CmdletBinding()]
    param([object]$Parameters, [object]$Before)
    $vm = Wait-VMSpecVm -Id $Parameters.vm_id -Found $Before.vm
    $vm = Get-VMSpecVm -Id $Parameters.vm_id -Found $vm
    if ($vm.State.ToString() -ceq 'Running') { return }
    Confirm-VMSpecRoom -Room $Parameters.room
    Hyper-V\Start-VM -VM $vm -Confirm:$false
    $null = Wait-VMSpecVm -Id $Parameters.vm_id
}
