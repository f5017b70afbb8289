<#
.SYNOPSIS
Removes VMSpec from this machine; VMs, disks and templates stay. The options are those of `vmspec service uninstall`.
.EXAMPLE
.\uninstall.ps1 --dry-run
.EXAMPLE
.\uninstall.ps1 --purge
#>
param([Parameter(ValueFromRemainingArguments = $true)][string[]]$Options = @())
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$file = 'dist/powershell/setup/Package.ps1'
. (Join-Path -Path $PSScriptRoot -ChildPath $file)
Assert-PackageLanguage
if ($Options -cnotcontains '--dry-run') { Assert-PackageMachine }
$root = [System.IO.Path]::GetDirectoryName($PSScriptRoot)
$record = Join-Path -Path $root -ChildPath 'installed.json'
$wasInstalled = Test-Path -LiteralPath $record
# Where a shell has no console, what the program writes to its error stream arrives as errors, which must not end this.
$ErrorActionPreference = 'Continue'
& (Join-Path -Path $PSScriptRoot -ChildPath 'node.exe') (Join-Path -Path $PSScriptRoot -ChildPath 'dist/vmspec.js') service uninstall $Options
$code = $LASTEXITCODE
$ErrorActionPreference = 'Stop'
# The program cannot remove the folder that it runs from. It has ended now, and the record is gone when all else is.
if ($wasInstalled -and -not (Test-Path -LiteralPath $record)) {
    # Nothing can be removed that is somebody's current folder.
    Set-Location -LiteralPath $env:SystemRoot
    [Environment]::CurrentDirectory = $env:SystemRoot
    Remove-Item -LiteralPath $PSScriptRoot -Recurse -Force -Confirm:$false
    $marker = Join-Path -Path $root -ChildPath 'vmspec-folder.txt'
    if (Test-Path -LiteralPath $marker) { Remove-Item -LiteralPath $marker -Force -Confirm:$false }
    # What somebody else put there stays.
    if ([System.IO.Directory]::GetFileSystemEntries($root).Length -eq 0) { Remove-Item -LiteralPath $root -Force -Confirm:$false }
}
exit $code
