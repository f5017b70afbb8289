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
        'Starting' { return New-VMSpecState -State 'partial' }
    }
    return New-VMSpecState -State 'absent'
}

function Set-VMSpecStartState {
    <#
    .SYNOPSIS
    Starts the VM; one that is in transition is waited for first. Starting one that runs is only a warning.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $null = Wait-VMSpecVm -Id $Parameters.vm_id
    $vm = Get-VMSpecVm -Id $Parameters.vm_id
    if ($vm.State.ToString() -ceq 'Running') { return }
    Confirm-VMSpecRoom -Room $Parameters.room
    Hyper-V\Start-VM -VM $vm -Confirm:$false
    $null = Wait-VMSpecVm -Id $Parameters.vm_id
}
