<#
.SYNOPSIS
Tells in one line of JSON what Windows knows of a scheduled task: its state, when it last ran and how that ended.
#>
[CmdletBinding()]
param([Parameter(Mandatory = $true)][string]$Name)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$answer = [pscustomobject]@{ state = 'Missing'; last_run = $null; last_result = $null }
$task = Get-ScheduledTask -TaskName $Name -TaskPath '\' -ErrorAction SilentlyContinue
if ($null -ne $task) {
    $info = Get-ScheduledTaskInfo -TaskName $Name -TaskPath '\'
    $answer.state = [string]$task.State
    if ($null -ne $info.LastRunTime) { $answer.last_run = $info.LastRunTime.ToUniversalTime().ToString('o') }
    $answer.last_result = [long]$info.LastTaskResult
}
[Console]::Out.WriteLine((ConvertTo-Json -InputObject $answer -Compress))
