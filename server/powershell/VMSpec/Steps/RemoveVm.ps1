function Find-VMSpecVmToRemove {
    <#
    .SYNOPSIS
    The VM with the id, when one is given, and those in the folder, each once.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $key = Get-VMSpecPathKey -Path $Parameters.folder
    foreach ($vm in @(Hyper-V\Get-VM)) {
        $named = $null -ne $Parameters.vm_id -and $vm.Id.ToString() -ieq $Parameters.vm_id
        if ($named -or (Get-VMSpecPathKey -Path $vm.Path) -ceq $key) { $vm }
    }
}

function Get-VMSpecRemoveVmState {
    <#
    .SYNOPSIS
    No VM with the id and none in the folder.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    if (@(Find-VMSpecVmToRemove -Parameters $Parameters).Count -eq 0) { return New-VMSpecState -State 'done' }
    return New-VMSpecState -State 'absent'
}

function Set-VMSpecRemoveVmState {
    <#
    .SYNOPSIS
    Removes the configuration; disk files stay. It does not stop a running VM: another step does.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    foreach ($vm in @(Find-VMSpecVmToRemove -Parameters $Parameters)) {
        Hyper-V\Remove-VM -VM $vm -Force -Confirm:$false
    }
}
