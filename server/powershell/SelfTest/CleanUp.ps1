function Get-SelftestParent {
    <#
    .SYNOPSIS
    The folder below which the self-test makes a folder of its own.
    #>
    [CmdletBinding()]
    param([string]$Given)
    if ($Given -ceq '') { $Given = (Hyper-V\Get-VMHost).VirtualHardDiskPath }
    return $Given.TrimEnd('\')
}

function Find-SelftestRoot {
    <#
    .SYNOPSIS
    The folders of self-tests below a folder: of an earlier one that was cut off by a power failure, say.
    #>
    [CmdletBinding()]
    param([string]$Parent)
    if (-not (Test-Path -LiteralPath $Parent)) { return }
    foreach ($item in @(Get-ChildItem -LiteralPath $Parent -Directory)) {
        if ($item.FullName -imatch '\\vmspec-selftest-[0-9a-f]{32}$') { $item.FullName }
    }
}

function Find-SelftestVm {
    <#
    .SYNOPSIS
    The VMs whose configuration lies below a folder of a self-test.
    #>
    [CmdletBinding()]
    param([string]$Root)
    foreach ($vm in @(Hyper-V\Get-VM)) {
        if (([string]$vm.Path).StartsWith($Root + '\', [System.StringComparison]::OrdinalIgnoreCase)) { $vm }
    }
}

function Remove-SelftestVm {
    <#
    .SYNOPSIS
    Turns a VM of a self-test off and removes it. What fails is told at the end, when something is found left.
    #>
    [CmdletBinding()]
    param([object]$VM)
    try {
        if ($VM.State.ToString() -cne 'Off') { Hyper-V\Stop-VM -VM $VM -TurnOff -Force -Confirm:$false -WarningAction SilentlyContinue }
    }
    catch { Write-Verbose -Message $_.FullyQualifiedErrorId }
    try { Hyper-V\Remove-VM -VM $VM -Force -Confirm:$false }
    catch { Write-Verbose -Message $_.FullyQualifiedErrorId }
}

function Remove-SelftestRoot {
    <#
    .SYNOPSIS
    Removes a folder of a self-test with every VM and file in it. The name of the folder is random, so all of it is ours.
    .DESCRIPTION
    Hyper-V lets go of files a moment after it has removed a VM, so it is tried again for a while.
    #>
    [CmdletBinding()]
    param([string]$Root)
    $detail = $Root
    for ($try = 1; $try -le 10; $try++) {
        $gone = $false
        try {
            foreach ($vm in @(Find-SelftestVm -Root $Root)) { Remove-SelftestVm -VM $vm }
            # While a VM is left its folder stays too: it is what the next self-test finds it by.
            $gone = @(Find-SelftestVm -Root $Root).Count -eq 0
            if ($gone -and (Test-Path -LiteralPath $Root)) { Remove-Item -LiteralPath $Root -Recurse -Force -Confirm:$false }
        }
        catch {
            $gone = $false
            $detail = '{0}: {1}' -f $Root, $_.FullyQualifiedErrorId
        }
        if ($gone) { break }
        Start-Sleep -Milliseconds 500
    }
    Add-SelftestResult -Check 'Nothing is left behind' -Passed $gone -Detail $detail
}
