function New-SelftestVm {
    <#
    .SYNOPSIS
    A VM without disks, 512 MB, static, to try cmdlets on.
    #>
    [CmdletBinding()]
    param([string]$Root, [string]$Name, [int]$Generation)
    Assert-SelftestGoesOn
    $made = Hyper-V\New-VM -Name $Name -Path $Root -Generation ([int16]$Generation) -MemoryStartupBytes 512MB -NoVHD -Confirm:$false
    Hyper-V\Set-VMMemory -VM $made -DynamicMemoryEnabled $false -Confirm:$false
    return $made
}

function Test-SelftestDiskFacts {
    <#
    .SYNOPSIS
    What disk cmdlets refuse, and that a copy can be told from its template.
    #>
    [CmdletBinding()]
    param([string]$Root)
    Assert-SelftestGoesOn
    $path = '{0}\fact.vhd' -f $Root
    $copy = '{0}\copy.vhd' -f $Root
    $disk = Hyper-V\New-VHD -Path $path -SizeBytes 64MB -Dynamic -Confirm:$false
    $failure = $null
    try { $null = Hyper-V\New-VHD -Path $path -SizeBytes 64MB -Dynamic -Confirm:$false } catch { $failure = $_ }
    Add-SelftestRefusal -Check 'A disk is not made over another' -ErrorRecord $failure -Id 'OperationFailed,Microsoft.Vhd.*'
    $coded = $null -ne $failure -and ($failure.Exception.HResult -eq -2147024816 -or $failure.Exception.Message -match '0x80070050')
    Add-SelftestResult -Check 'That error carries the code of a file that exists' -Passed $coded
    $failure = $null
    try { $null = Hyper-V\New-VHD -Path ('{0}\child.vhdx' -f $Root) -ParentPath ('{0}\missing.vhdx' -f $Root) -Differencing -Confirm:$false } catch { $failure = $_ }
    Add-SelftestRefusal -Check 'A disk without its parent is InvalidParameter' -ErrorRecord $failure -Id 'InvalidParameter,*'
    Copy-Item -LiteralPath $path -Destination $copy -Confirm:$false
    $same = [string](Hyper-V\Get-VHD -Path $copy).DiskIdentifier -ieq [string]$disk.DiskIdentifier
    Add-SelftestResult -Check 'A copied disk has the identifier of its template' -Passed $same
    Hyper-V\Set-VHD -Path $copy -ResetDiskIdentifier -Force -Confirm:$false
    $other = [string](Hyper-V\Get-VHD -Path $copy).DiskIdentifier -ine [string]$disk.DiskIdentifier
    Add-SelftestResult -Check 'A copied .vhd can be given an identifier of its own' -Passed $other
}

function Test-SelftestNewVmFacts {
    <#
    .SYNOPSIS
    What a new VM has, and what New-VM refuses.
    #>
    [CmdletBinding()]
    param([object]$Old, [object]$New, [string]$Root)
    foreach ($vm in $Old, $New) {
        $adapters = @(Hyper-V\Get-VMNetworkAdapter -VM $vm).Count
        Add-SelftestResult -Check ('A new VM of generation {0} has one network adapter' -f $vm.Generation) -Passed ($adapters -eq 1) -Detail $adapters
    }
    $drives = @(Hyper-V\Get-VMDvdDrive -VM $Old)
    $placed = $drives.Count -eq 1 -and $drives[0].ControllerType.ToString() -ceq 'IDE' -and $drives[0].ControllerNumber -eq 1 -and $drives[0].ControllerLocation -eq 0
    Add-SelftestResult -Check 'Generation 1 has a DVD drive at IDE 1,0' -Passed $placed
    Add-SelftestResult -Check 'Generation 2 has no DVD drive' -Passed (@(Hyper-V\Get-VMDvdDrive -VM $New).Count -eq 0)
    Add-SelftestResult -Check 'A VM that is off has no memory' -Passed ($New.MemoryAssigned -eq 0) -Detail $New.MemoryAssigned
    $protector = @(Hyper-V\Get-VMKeyProtector -VM $New).Count
    Add-SelftestResult -Check 'No key protector is at most four bytes' -Passed ($protector -le 4) -Detail $protector
    $failure = $null
    try { $null = Hyper-V\New-VM -Name 'odd' -Path $Root -Generation 2 -MemoryStartupBytes 513MB -NoVHD -Confirm:$false } catch { $failure = $_ }
    Add-SelftestRefusal -Check 'An odd number of MB is InvalidParameter' -ErrorRecord $failure -Id 'InvalidParameter,*NewVM*'
    $twin = $null
    try { $twin = New-SelftestVm -Root ('{0}\twin' -f $Root) -Name $New.Name -Generation 2 } catch { $failure = $_ }
    Add-SelftestResult -Check 'Two VMs may have one name' -Passed ($null -ne $twin)
    if ($null -ne $twin) { Remove-SelftestVm -VM $twin }
}

function Test-SelftestFirmwareFacts {
    <#
    .SYNOPSIS
    What firmware refuses.
    #>
    [CmdletBinding()]
    param([object]$Old, [object]$New)
    $failure = $null
    try { Hyper-V\Set-VMFirmware -VM $Old -EnableSecureBoot Off -Confirm:$false } catch { $failure = $_ }
    Add-SelftestRefusal -Check 'Generation 1 has no firmware to set' -ErrorRecord $failure -Id '*SetVMFirmware*'
    Hyper-V\Set-VMFirmware -VM $New -EnableSecureBoot On -SecureBootTemplate 'MicrosoftWindows' -Confirm:$false
    Hyper-V\Set-VMKeyProtector -VM $New -NewLocalKeyProtector -Confirm:$false
    Hyper-V\Enable-VMTPM -VM $New -Confirm:$false
    $failure = $null
    try { Hyper-V\Set-VMFirmware -VM $New -EnableSecureBoot On -SecureBootTemplate 'MicrosoftUEFICertificateAuthority' -Confirm:$false } catch { $failure = $_ }
    Add-SelftestRefusal -Check 'The secure boot template stays once there is a TPM' -ErrorRecord $failure -Id 'OperationFailed,*SetVMFirmware*'
}

function Test-SelftestPowerFacts {
    <#
    .SYNOPSIS
    What starting, stopping and removing a VM do and refuse.
    #>
    [CmdletBinding()]
    param([object]$VM)
    $failure = $null
    try { Hyper-V\Stop-VM -VM $VM -TurnOff -Force -Confirm:$false -WarningAction SilentlyContinue } catch { $failure = $_ }
    Add-SelftestResult -Check 'Turning off a VM that is off is no error' -Passed ($null -eq $failure)
    Hyper-V\Start-VM -VM $VM -Confirm:$false
    try { Hyper-V\Start-VM -VM $VM -Confirm:$false -WarningAction SilentlyContinue } catch { $failure = $_ }
    Add-SelftestResult -Check 'Starting a VM that runs is no error' -Passed ($null -eq $failure)
    $failure = $null
    try { Hyper-V\Remove-VM -VM $VM -Force -Confirm:$false } catch { $failure = $_ }
    Add-SelftestRefusal -Check 'A VM that runs is not removed' -ErrorRecord $failure -Id '*RemoveVM*'
    Hyper-V\Stop-VM -VM $VM -TurnOff -Force -Confirm:$false -WarningAction SilentlyContinue
}

function Get-SelftestChangeTime {
    <#
    .SYNOPSIS
    When Hyper-V says that a VM was changed last.
    #>
    [CmdletBinding()]
    param([object]$VM)
    foreach ($system in @(Get-CimInstance -Namespace 'root\virtualization\v2' -ClassName 'Msvm_ComputerSystem')) {
        if ($system.Name -ieq $VM.Id.ToString()) { return $system.TimeOfLastConfigurationChange }
    }
    return $null
}

function Test-SelftestChangeFacts {
    <#
    .SYNOPSIS
    A change of a VM shows in the time by which VMSpec knows which VMs to read anew, within five seconds.
    #>
    [CmdletBinding()]
    param([object]$VM)
    $before = Get-SelftestChangeTime -VM $VM
    # The time counts seconds on some builds.
    Start-Sleep -Seconds 1
    Hyper-V\Set-VM -VM $VM -Notes 'changed' -Confirm:$false
    $moved = $false
    for ($try = 1; $try -le 10 -and -not $moved; $try++) {
        $moved = $null -ne $before -and (Get-SelftestChangeTime -VM $VM) -ne $before
        if (-not $moved) { Start-Sleep -Milliseconds 500 }
    }
    Add-SelftestResult -Check 'A change of a VM moves its time' -Passed $moved -Detail ('look {0}' -f ($try - 1))
}

function Test-SelftestLimitFacts {
    <#
    .SYNOPSIS
    A VM that is larger than the host is refused when it starts, with the ids that VMSpec explains.
    #>
    [CmdletBinding()]
    param([object]$VM)
    $machine = Hyper-V\Get-VMHost
    $more = [long]$machine.LogicalProcessorCount + 1
    # Hyper-V of 2016 takes 240 virtual processors at most, so a larger host cannot be asked for one more.
    if ($more -le 240) {
        $failure = $null
        Hyper-V\Set-VMProcessor -VM $VM -Count $more -Confirm:$false
        try { Hyper-V\Start-VM -VM $VM -Confirm:$false } catch { $failure = $_ }
        Add-SelftestRefusal -Check 'More processors than the host has are OperationFailed' -ErrorRecord $failure -Id 'OperationFailed,*StartVM*'
        Hyper-V\Set-VMProcessor -VM $VM -Count 1 -Confirm:$false
    }
    $failure = $null
    Hyper-V\Set-VMMemory -VM $VM -StartupBytes (2MB * [long][Math]::Ceiling($machine.MemoryCapacity / 2MB)) -Confirm:$false
    try { Hyper-V\Start-VM -VM $VM -Confirm:$false } catch { $failure = $_ }
    $known = $null -ne $failure -and ($failure.FullyQualifiedErrorId -clike 'OutOfMemory,*StartVM*' -or $failure.Exception.Message -match '0x800705AA')
    Add-SelftestResult -Check 'Too little memory to start is told apart' -Passed $known -Detail ('{0}' -f $failure)
}

function Test-SelftestFacts {
    <#
    .SYNOPSIS
    Facts of Hyper-V that need a VM or a disk to be seen.
    #>
    [CmdletBinding()]
    param([string]$Root)
    Test-SelftestDiskFacts -Root $Root
    $old = New-SelftestVm -Root $Root -Name 'fact-gen1' -Generation 1
    $new = New-SelftestVm -Root $Root -Name 'fact-gen2' -Generation 2
    Test-SelftestNewVmFacts -Old $old -New $new -Root $Root
    Test-SelftestChangeFacts -VM $new
    Test-SelftestFirmwareFacts -Old $old -New $new
    Assert-SelftestGoesOn
    Test-SelftestPowerFacts -VM $old
    Assert-SelftestGoesOn
    Test-SelftestLimitFacts -VM $old
    $path = '{0}\kept.vhdx' -f $Root
    $null = Hyper-V\New-VHD -Path $path -SizeBytes 64MB -Dynamic -Confirm:$false
    Hyper-V\Add-VMHardDiskDrive -VM $new -ControllerType SCSI -Path $path -Confirm:$false
    Remove-SelftestVm -VM $new
    Remove-SelftestVm -VM $old
    Add-SelftestResult -Check 'Removing a VM keeps its disks' -Passed (Test-Path -LiteralPath $path)
}
