function Invoke-VMSpecOperation {
    <#
    .SYNOPSIS
    Carries out one operation and writes one framed line: its result, or the error that it ended with.
    .DESCRIPTION
    No parameter is mandatory, since a missing one would be asked for. Nothing leaves as an error record: text on
    standard error would cost the whole answer.
    #>
    [CmdletBinding()]
    param([string]$Name = '', [string]$Data = '')
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $warnings = [System.Collections.Generic.List[string]]::new()
    $results = [System.Collections.Generic.List[object]]::new()
    $failure = $null
    try {
        $parameters = ConvertFrom-VMSpecData -Data $Data
        # Warnings are collected one by one, so that those before an error are kept.
        Invoke-VMSpecNamed -Name $Name -Parameters $parameters 3>&1 | ForEach-Object -Process {
            if ($_ -is [System.Management.Automation.WarningRecord]) { $warnings.Add([string]$_.Message) }
            else { $results.Add($_) }
        }
    }
    catch {
        $failure = ConvertTo-VMSpecError -ErrorRecord $_
    }
    $answer = [ordered]@{ ok = $null -eq $failure }
    if ($null -ne $failure) { $answer['error'] = $failure }
    else {
        $result = $null
        if ($results.Count -gt 0) { $result = $results[$results.Count - 1] }
        $answer['result'] = $result
    }
    $answer['warnings'] = [object[]]$warnings.ToArray()
    $answer['elapsed_ms'] = [long]$watch.ElapsedMilliseconds
    Write-VMSpecAnswer -Answer $answer
}
