function Get-VMSpecVerifyState {
    <#
    .SYNOPSIS
    The VM is what was asked for, to the last setting.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $vm = Find-VMSpecVm -Id $Parameters.vm_id
    if ($null -eq $vm) { return New-VMSpecState -State 'absent' }
    if (@(Get-VMSpecDifference -VM $vm -Parameters $Parameters).Count -eq 0) { return New-VMSpecState -State 'done' }
    return New-VMSpecState -State 'partial'
}

function Set-VMSpecVerifyState {
    <#
    .SYNOPSIS
    Verifying makes nothing, so acting is saying what differs.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $vm = Find-VMSpecVm -Id $Parameters.vm_id
    $found = @('the VM is not there')
    if ($null -ne $vm) { $found = @(Get-VMSpecDifference -VM $vm -Parameters $Parameters) }
    if ($found.Count -eq 0) { return }
    $text = 'The VM is not as it was asked for: {0}.' -f ($found -join '; ')
    throw (New-VMSpecException -Id 'VerifyFailed' -Message $text -Target $Parameters.vm_id)
}

function Get-VMSpecDifference {
    <#
    .SYNOPSIS
    Everything of a VM that is not as asked, for people.
    #>
    [CmdletBinding()]
    param([object]$VM, [object]$Parameters)
    $data = @($Parameters.data_disks)
    Get-VMSpecSettingsDifference -VM $VM -Settings $Parameters.settings
    Get-VMSpecAdapterDifference -VM $VM -Wanted @($Parameters.adapters)
    Get-VMSpecDriveDifference -VM $VM -SystemPath $Parameters.system.path -DataDisks $data -DvdPath $Parameters.dvd_path
    Get-VMSpecSystemDiskDifference -System $Parameters.system
    foreach ($disk in $data) { Get-VMSpecDataDiskDifference -Disk $disk }
    $state = $VM.State.ToString()
    if (($state -ceq 'Running') -eq [bool]$Parameters.running) { return }
    $wanted = 'Off'
    if ($Parameters.running) { $wanted = 'Running' }
    'state: {0} instead of {1}' -f $state, $wanted
}
