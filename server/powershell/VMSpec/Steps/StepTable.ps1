function Get-VMSpecStepState {
    <#
    .SYNOPSIS
    Looks at the effect of a step without changing anything. Acted: it is the look after the act.
    #>
    [CmdletBinding()]
    param([string]$Step, [object]$Parameters, [switch]$Acted)
    switch -CaseSensitive ($Step) {
        'template' { return Get-VMSpecTemplateState -Parameters $Parameters }
        'disk' { return Get-VMSpecDiskState -Parameters $Parameters -Acted:$Acted }
        'vm' { return Get-VMSpecVmState -Parameters $Parameters }
        'configure' { return Get-VMSpecConfigureState -Parameters $Parameters }
        'network' { return Get-VMSpecNetworkState -Parameters $Parameters }
        'seed' { return Get-VMSpecSeedState -Parameters $Parameters }
        'storage' { return Get-VMSpecStorageState -Parameters $Parameters }
        'start' { return Get-VMSpecStartState -Parameters $Parameters }
        'verify' { return Get-VMSpecVerifyState -Parameters $Parameters }
        'stop' { return Get-VMSpecStopState -Parameters $Parameters }
        'remove_vm' { return Get-VMSpecRemoveVmState -Parameters $Parameters }
        'remove_files' { return Get-VMSpecRemoveFilesState -Parameters $Parameters -Acted:$Acted }
        'add_template' { return Get-VMSpecAddTemplateState -Parameters $Parameters -Acted:$Acted }
        'remove_template' { return Get-VMSpecRemoveTemplateState -Parameters $Parameters }
    }
    throw (New-VMSpecException -Id 'UnknownOperation' -Message 'There is no such step.' -Target $Step)
}

function Set-VMSpecStepState {
    <#
    .SYNOPSIS
    Brings the effect of a step about, or throws. What the look before it found need not be asked for again.
    #>
    [CmdletBinding()]
    param([string]$Step, [object]$Parameters, [object]$Before)
    switch -CaseSensitive ($Step) {
        'template' { return Set-VMSpecTemplateState -Parameters $Parameters }
        'disk' { return Set-VMSpecDiskState -Parameters $Parameters }
        'vm' { return Set-VMSpecVmState -Parameters $Parameters -Before $Before }
        'configure' { return Set-VMSpecConfigureState -Parameters $Parameters -Before $Before }
        'network' { return Set-VMSpecNetworkState -Parameters $Parameters -Before $Before }
        'seed' { return Set-VMSpecSeedState -Parameters $Parameters }
        'storage' { return Set-VMSpecStorageState -Parameters $Parameters -Before $Before }
        'start' { return Set-VMSpecStartState -Parameters $Parameters -Before $Before }
        'verify' { return Set-VMSpecVerifyState -Parameters $Parameters }
        'stop' { return Set-VMSpecStopState -Parameters $Parameters }
        'remove_vm' { return Set-VMSpecRemoveVmState -Parameters $Parameters }
        'remove_files' { return Set-VMSpecRemoveFilesState -Parameters $Parameters }
        'add_template' { return Set-VMSpecAddTemplateState -Parameters $Parameters }
        'remove_template' { return Set-VMSpecRemoveTemplateState -Parameters $Parameters }
    }
    throw (New-VMSpecException -Id 'UnknownOperation' -Message 'There is no such step.' -Target $Step)
}

function Confirm-VMSpecStep {
    <#
    .SYNOPSIS
    Looks, acts when the effect is not there, looks again: a step can be asked for again after any crash.
    #>
    [CmdletBinding()]
    param([string]$Step, [object]$Parameters)
    $before = Get-VMSpecStepState -Step $Step -Parameters $Parameters
    if ($before.state -ceq 'done') { return [pscustomobject]@{ acted = $false; output = $before.output } }
    # What an act leaves in the pipeline is no answer.
    $null = Set-VMSpecStepState -Step $Step -Parameters $Parameters -Before $before
    $after = Get-VMSpecStepState -Step $Step -Parameters $Parameters -Acted
    if ($after.state -ceq 'done') { return [pscustomobject]@{ acted = $true; output = $after.output } }
    $text = 'The step was carried out, but its effect is not there.'
    throw (New-VMSpecException -Id 'EffectMissing' -Message $text -Target $Step)
}

function Get-VMSpecProbe {
    <#
    .SYNOPSIS
    The answer to a look: an output only when the effect is there.
    #>
    [CmdletBinding()]
    param([string]$Step, [object]$Parameters)
    $look = Get-VMSpecStepState -Step $Step -Parameters $Parameters
    if ($look.state -ceq 'done') { return [pscustomobject]@{ state = 'done'; output = $look.output } }
    return [pscustomobject]@{ state = $look.state }
}
