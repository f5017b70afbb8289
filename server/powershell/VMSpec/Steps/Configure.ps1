function Get-VMSpecConfigureState {
    <#
    .SYNOPSIS
    Processors, memory, firmware, TPM, actions, checkpoints and notes are as asked.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $vm = Find-VMSpecVm -Id $Parameters.vm_id
    if ($null -eq $vm) { return New-VMSpecState -State 'absent' }
    $differences = @(Get-VMSpecSettingsDifference -VM $vm -Settings $Parameters.settings)
    if ($differences.Count -eq 0) { return New-VMSpecState -State 'done' }
    return New-VMSpecState -State 'partial' -VM $vm
}

function Set-VMSpecConfigureState {
    <#
    .SYNOPSIS
    Sets all of it on a VM that is off.
    #>
    [CmdletBinding()]
    param([object]$Parameters, [object]$Before)
    $vm = Get-VMSpecVm -Id $Parameters.vm_id -Found $Before.vm
    $settings = $Parameters.settings
    Set-VMSpecProcessor -VM $vm -Settings $settings
    Set-VMSpecMemory -VM $vm -Settings $settings
    if ([int]$vm.Generation -eq 2) {
        Set-VMSpecFirmware -VM $vm -Settings $settings
        Set-VMSpecTpm -VM $vm -Wanted ([bool]$settings.tpm)
    }
    Set-VMSpecActions -VM $vm -Settings $settings
}

function Set-VMSpecProcessor {
    <#
    .SYNOPSIS
    The vCPU. More than the host has are taken here; only Start-VM refuses them.
    #>
    [CmdletBinding()]
    param([object]$VM, [object]$Settings)
    $nested = [bool]$Settings.nested_virtualization
    Hyper-V\Set-VMProcessor -VM $VM -Count ([long]$Settings.cpu_cores) -ExposeVirtualizationExtensions $nested -Confirm:$false
}

function Set-VMSpecMemory {
    <#
    .SYNOPSIS
    Memory, with all bounds in one call: one after the other, a lower maximum could meet the old startup memory.
    .DESCRIPTION
    Dynamic memory is set on or off each time, since its default is on on Windows clients and off on servers.
    #>
    [CmdletBinding()]
    param([object]$VM, [object]$Settings)
    $startup = [long]$Settings.ram_startup_mb * 1MB
    if (Test-VMSpecStaticMemory -Settings $Settings) {
        Hyper-V\Set-VMMemory -VM $VM -DynamicMemoryEnabled $false -StartupBytes $startup -Confirm:$false
        return
    }
    $minimum = [long]$Settings.ram_min_mb * 1MB
    $maximum = [long]$Settings.ram_max_mb * 1MB
    Hyper-V\Set-VMMemory -VM $VM -DynamicMemoryEnabled $true -StartupBytes $startup -MinimumBytes $minimum -MaximumBytes $maximum -Confirm:$false
}

function Set-VMSpecFirmware {
    <#
    .SYNOPSIS
    Secure boot. The template cannot change any more once the VM has a TPM, so this comes before it.
    #>
    [CmdletBinding()]
    param([object]$VM, [object]$Settings)
    $boot = $Settings.secure_boot
    if (-not $boot.enabled) {
        Hyper-V\Set-VMFirmware -VM $VM -EnableSecureBoot 'Off' -Confirm:$false
        return
    }
    Hyper-V\Set-VMFirmware -VM $VM -EnableSecureBoot 'On' -SecureBootTemplate $boot.template -Confirm:$false
}

function Set-VMSpecTpm {
    <#
    .SYNOPSIS
    The virtual TPM. It needs a key protector first; one that is there is kept, since the TPM is sealed with it.
    #>
    [CmdletBinding()]
    param([object]$VM, [bool]$Wanted)
    $is = [bool](Hyper-V\Get-VMSecurity -VM $VM).TpmEnabled
    if ($is -eq $Wanted) { return }
    if (-not $Wanted) {
        Hyper-V\Disable-VMTPM -VM $VM -Confirm:$false
        return
    }
    # Without a protector the answer is empty or a few bytes; it may come as one array or byte by byte.
    $protector = @(Hyper-V\Get-VMKeyProtector -VM $VM | ForEach-Object -Process { $_ })
    if ($protector.Count -le 4) { Hyper-V\Set-VMKeyProtector -VM $VM -NewLocalKeyProtector -Confirm:$false }
    Hyper-V\Enable-VMTPM -VM $VM -Confirm:$false
}

function Set-VMSpecActions {
    <#
    .SYNOPSIS
    Notes, what happens when the host starts and stops, and checkpoints; automatic ones are off.
    #>
    [CmdletBinding()]
    param([object]$VM, [object]$Settings)
    $start = ConvertFrom-VMSpecName -Name $Settings.automatic_start_action
    $stop = ConvertFrom-VMSpecName -Name $Settings.automatic_stop_action
    $checkpoints = ConvertFrom-VMSpecName -Name $Settings.checkpoint_type
    # Automatic checkpoints came with Windows 10 1709; Windows Server 2016 has no such parameter.
    if (Test-VMSpecParameter -Command 'Hyper-V\Set-VM' -Parameter 'AutomaticCheckpointsEnabled') {
        Hyper-V\Set-VM -VM $VM -Notes $Settings.notes -AutomaticStartAction $start -AutomaticStopAction $stop -CheckpointType $checkpoints -AutomaticCheckpointsEnabled $false -Confirm:$false
        return
    }
    Hyper-V\Set-VM -VM $VM -Notes $Settings.notes -AutomaticStartAction $start -AutomaticStopAction $stop -CheckpointType $checkpoints -Confirm:$false
}
