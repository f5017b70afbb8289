<#
.SYNOPSIS
Tells in one line of JSON what Windows knows of a scheduled task: its state, when it last ran, how that ended, and the program that it runs.
#>
[CmdletBinding()]
param([Parameter(Mandatory = $true)][string]$Name)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$answer = [pscustomobject]@{ state = 'Missing'; last_run = $null; last_result = $null; program = $null }
$task = Get-ScheduledTask -TaskName $Name -TaskPath '\' -ErrorAction SilentlyContinue
if ($null -ne $task) {
    $info = Get-ScheduledTaskInfo -TaskName $Name -TaskPath '\'
    $answer.state = [string]$task.State
    if ($null -ne $info.LastRunTime) { $answer.last_run = $info.LastRunTime.ToUniversalTime().ToString('o') }
    $answer.last_result = [long]$info.LastTaskResult
    # Only actions that run a program have this property.
    $program = @($task.Actions)[0].PSObject.Properties['Execute']
    if ($null -ne $program) { $answer.program = [string]$program.Value }
}
# The code page of a console does not have every letter of a path.
$json = ConvertTo-Json -InputObject $answer -Compress
[Console]::Out.WriteLine([regex]::Replace($json, '[^ -~]', { param($found) '\u{0:x4}' -f [int]$found.Value[0] }))
