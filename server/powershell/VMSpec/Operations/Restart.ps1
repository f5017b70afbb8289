function Restart-VMSpecVm {
    <#
    .SYNOPSIS
    Hard reset of a running VM: Restart-VM does not ask the guest.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $vm = Get-VMSpecVm -Id $Parameters.vm_id
    Hyper-V\Restart-VM -VM $vm -Force -Confirm:$false
    $null = Wait-VMSpecVm -Id $Parameters.vm_id
    return [pscustomobject]@{ acted = $true; output = [pscustomobject]@{} }
}
