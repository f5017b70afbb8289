function Write-SelftestLine {
    <#
    .SYNOPSIS
    Writes a line for whoever looks on. When nobody reads any more, the self-test cleans up and ends.
    #>
    [CmdletBinding()]
    param([string]$Line)
    try {
        [Console]::Out.WriteLine($Line)
        [Console]::Out.Flush()
    }
    catch {
        $script:Selftest.Unread = $true
    }
}

function Write-SelftestRecord {
    <#
    .SYNOPSIS
    Writes a record for a program: a framed line, as the module's operations answer.
    #>
    [CmdletBinding()]
    param([object]$Record)
    $json = ConvertTo-Json -InputObject $Record -Depth 6 -Compress
    Write-SelftestLine -Line ('VMSPEC:' + [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($json)))
}

function Add-SelftestResult {
    <#
    .SYNOPSIS
    Counts a check and shows it.
    #>
    [CmdletBinding()]
    param([string]$Check, [bool]$Passed, [string]$Detail = '')
    # Texts of errors may have several lines; a check has one.
    $text = $Detail -replace '\s+', ' '
    $mark = 'FAIL'
    if ($Passed) {
        $mark = 'ok'
        $script:Selftest.Passed++
    }
    else { $script:Selftest.Failed++ }
    if ($script:Selftest.Framed) {
        Write-SelftestRecord -Record @{ check = $Check; passed = $Passed; detail = $text }
        return
    }
    Write-SelftestLine -Line ('{0,-5} {1,-56} {2}' -f $mark, $Check, $text)
}

function Add-SelftestRefusal {
    <#
    .SYNOPSIS
    Checks that a call failed, and with the id by which VMSpec and its practice host know the failure.
    #>
    [CmdletBinding()]
    param([string]$Check, [object]$ErrorRecord, [string]$Id)
    if ($null -eq $ErrorRecord) {
        Add-SelftestResult -Check $Check -Passed $false -Detail 'it was not refused'
        return
    }
    $found = $ErrorRecord.FullyQualifiedErrorId
    Add-SelftestResult -Check $Check -Passed ($found -clike $Id) -Detail $found
}

function Write-SelftestSummary {
    <#
    .SYNOPSIS
    The last line: how many checks passed and failed. Without it the self-test has not come to its end.
    #>
    [CmdletBinding()]
    param([bool]$HyperV, [bool]$Stopped)
    $test = $script:Selftest
    if ($test.Framed) {
        Write-SelftestRecord -Record @{ summary = @{ passed = $test.Passed; failed = $test.Failed; hyperv = $HyperV; stopped = $Stopped } }
        return
    }
    Write-SelftestLine -Line ('{0} passed, {1} failed' -f $test.Passed, $test.Failed)
}

function Test-SelftestStopped {
    <#
    .SYNOPSIS
    Whether the self-test is to make nothing more: somebody asked for it, or nobody reads what it says.
    #>
    [CmdletBinding()]
    param()
    $test = $script:Selftest
    return $test.Unread -or ($test.StopFile -cne '' -and [System.IO.File]::Exists($test.StopFile))
}

function Assert-SelftestGoesOn {
    <#
    .SYNOPSIS
    Ends what is under way, so that it is cleaned up, when the self-test is to make nothing more.
    #>
    [CmdletBinding()]
    param()
    if (Test-SelftestStopped) { throw [System.OperationCanceledException]::new() }
}
