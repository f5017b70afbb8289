function Test-VMSpecStaticMemory {
    <#
    .SYNOPSIS
    Whether memory settings mean static memory: minimum, startup and maximum are one.
    #>
    [CmdletBinding()]
    param([object]$Settings)
    return $Settings.ram_min_mb -eq $Settings.ram_startup_mb -and $Settings.ram_max_mb -eq $Settings.ram_startup_mb
}

function ConvertTo-VMSpecName {
    <#
    .SYNOPSIS
    A member of a Hyper-V enumeration ('StartIfRunning') in our spelling ('start_if_running').
    #>
    [CmdletBinding()]
    param([object]$Value)
    return ($Value.ToString() -creplace '(?<=[a-z])(?=[A-Z])', '_').ToLowerInvariant()
}

function ConvertFrom-VMSpecName {
    <#
    .SYNOPSIS
    Our spelling ('start_if_running') of a member of a Hyper-V enumeration in Hyper-V's ('StartIfRunning').
    #>
    [CmdletBinding()]
    param([string]$Name)
    $parts = foreach ($part in $Name.Split('_')) {
        if ($part.Length -gt 0) { $part.Substring(0, 1).ToUpperInvariant() + $part.Substring(1) }
    }
    return -join $parts
}

function Get-VMSpecSettingsDifference {
    <#
    .SYNOPSIS
    What of a VM is not as its settings say, for people; nothing when all of it is.
    #>
    [CmdletBinding()]
    param([object]$VM, [object]$Settings)
    $processor = Hyper-V\Get-VMProcessor -VM $VM
    $static = Test-VMSpecStaticMemory -Settings $Settings
    Compare-VMSpecFact -Name 'generation' -Is ([int]$VM.Generation) -Wanted ([int]$Settings.generation)
    Compare-VMSpecFact -Name 'vCPU' -Is ([long]$processor.Count) -Wanted ([long]$Settings.cpu_cores)
    $nested = [bool]$processor.ExposeVirtualizationExtensions
    Compare-VMSpecFact -Name 'nested virtualization' -Is $nested -Wanted ([bool]$Settings.nested_virtualization)
    Compare-VMSpecFact -Name 'dynamic memory' -Is ([bool]$VM.DynamicMemoryEnabled) -Wanted (-not $static)
    Compare-VMSpecMemory -Name 'startup memory' -Bytes $VM.MemoryStartup -Mb $Settings.ram_startup_mb
    if (-not $static) {
        Compare-VMSpecMemory -Name 'minimum memory' -Bytes $VM.MemoryMinimum -Mb $Settings.ram_min_mb
        Compare-VMSpecMemory -Name 'maximum memory' -Bytes $VM.MemoryMaximum -Mb $Settings.ram_max_mb
    }
    Get-VMSpecActionDifference -VM $VM -Settings $Settings
    if ([int]$VM.Generation -eq 2) { Get-VMSpecFirmwareDifference -VM $VM -Settings $Settings }
}

function Get-VMSpecActionDifference {
    <#
    .SYNOPSIS
    The differences of what Set-VM sets.
    #>
    [CmdletBinding()]
    param([object]$VM, [object]$Settings)
    $start = ConvertTo-VMSpecName -Value $VM.AutomaticStartAction
    Compare-VMSpecFact -Name 'automatic start' -Is $start -Wanted $Settings.automatic_start_action
    $stop = ConvertTo-VMSpecStopAction -Action $VM.AutomaticStopAction
    Compare-VMSpecFact -Name 'automatic stop' -Is $stop -Wanted $Settings.automatic_stop_action
    $checkpoints = ConvertTo-VMSpecName -Value $VM.CheckpointType
    Compare-VMSpecFact -Name 'checkpoints' -Is $checkpoints -Wanted $Settings.checkpoint_type
    $automatic = [bool](Get-VMSpecMember -InputObject $VM -Name 'AutomaticCheckpointsEnabled')
    Compare-VMSpecFact -Name 'automatic checkpoints' -Is $automatic -Wanted $false
    Compare-VMSpecFact -Name 'notes' -Is (ConvertTo-VMSpecNotes -Notes $VM.Notes) -Wanted (ConvertTo-VMSpecNotes -Notes $Settings.notes)
}

function ConvertTo-VMSpecNotes {
    <#
    .SYNOPSIS
    Notes with one kind of line end: Hyper-V may hand back another than it was given.
    #>
    [CmdletBinding()]
    param([string]$Notes)
    return $Notes.Replace("`r`n", "`n")
}

function ConvertTo-VMSpecStopAction {
    <#
    .SYNOPSIS
    An automatic stop action in our spelling. Hyper-V writes ShutDown and, on some builds, Shutdown.
    #>
    [CmdletBinding()]
    param([object]$Action)
    if ($Action.ToString() -ieq 'ShutDown') { return 'shut_down' }
    return ConvertTo-VMSpecName -Value $Action
}

function Get-VMSpecFirmwareDifference {
    <#
    .SYNOPSIS
    The differences of what only generation 2 has. Get-VMFirmware fails on generation 1.
    #>
    [CmdletBinding()]
    param([object]$VM, [object]$Settings)
    $firmware = Hyper-V\Get-VMFirmware -VM $VM
    $enabled = $firmware.SecureBoot.ToString() -ceq 'On'
    Compare-VMSpecFact -Name 'secure boot' -Is $enabled -Wanted ([bool]$Settings.secure_boot.enabled)
    # The template has no effect while secure boot is off.
    if ($Settings.secure_boot.enabled) {
        $template = [string]$firmware.SecureBootTemplate
        Compare-VMSpecFact -Name 'secure boot template' -Is $template -Wanted $Settings.secure_boot.template
    }
    $tpm = [bool](Hyper-V\Get-VMSecurity -VM $VM).TpmEnabled
    Compare-VMSpecFact -Name 'TPM' -Is $tpm -Wanted ([bool]$Settings.tpm)
}

function Compare-VMSpecFact {
    <#
    .SYNOPSIS
    A sentence when a fact is not as wanted, else nothing.
    #>
    [CmdletBinding()]
    param([string]$Name, [object]$Is, [object]$Wanted)
    if ($Is -cne $Wanted) { '{0}: {1} instead of {2}' -f $Name, $Is, $Wanted }
}

function Compare-VMSpecMemory {
    <#
    .SYNOPSIS
    A sentence when an amount of memory is not as wanted, else nothing.
    #>
    [CmdletBinding()]
    param([string]$Name, [object]$Bytes, [object]$Mb)
    Compare-VMSpecFact -Name $Name -Is (ConvertTo-VMSpecMb -Bytes $Bytes) -Wanted ([long]$Mb)
}
