function Invoke-SelftestOperation {
    <#
    .SYNOPSIS
    Calls an operation as the host does, and reads its framed line.
    #>
    [CmdletBinding()]
    param([string]$Name, [object]$Parameters)
    $json = ConvertTo-Json -InputObject $Parameters -Depth 8 -Compress
    $data = [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($json))
    $console = [Console]::Out
    $writer = [System.IO.StringWriter]::new()
    try {
        [Console]::SetOut($writer)
        Invoke-VMSpecOperation -Name $Name -Data $data
    }
    finally {
        [Console]::SetOut($console)
    }
    $frame = $writer.ToString().Trim().Substring('VMSPEC:'.Length)
    return ConvertFrom-Json -InputObject ([System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($frame)))
}

function Add-SelftestAnswer {
    <#
    .SYNOPSIS
    Writes down whether an operation succeeded.
    #>
    [CmdletBinding()]
    param([string]$Check, [object]$Answer)
    $detail = '{0} ms' -f $Answer.elapsed_ms
    if (-not $Answer.ok) { $detail = '{0} {1} {2}' -f $Answer.error.id, $Answer.error.hresult, $Answer.error.message }
    Add-SelftestResult -Check $Check -Passed $Answer.ok -Detail $detail
}

function Invoke-SelftestStep {
    <#
    .SYNOPSIS
    Carries a step out and writes down how it ended; answers its output, or null when it failed.
    #>
    [CmdletBinding()]
    param([string]$Shape, [string]$Step, [object]$Parameters)
    Assert-SelftestGoesOn
    $answer = Invoke-SelftestOperation -Name ('ensure_' + $Step) -Parameters $Parameters
    Add-SelftestAnswer -Check ('{0}: {1}' -f $Shape, $Step) -Answer $answer
    if (-not $answer.ok) { return $null }
    return $answer.result
}
