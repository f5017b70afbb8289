<#
.SYNOPSIS
Installs VMSpec on this Hyper-V machine, or upgrades it. The options are those of `vmspec service install`.
.EXAMPLE
.\install.ps1 --dry-run
.EXAMPLE
.\install.ps1 --bind 0.0.0.0 --firewall-profile private
#>
param([Parameter(ValueFromRemainingArguments = $true)][string[]]$Options = @())
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
# Windows marks what came from the internet, and PowerShell refuses scripts that are marked.
Get-ChildItem -LiteralPath $PSScriptRoot -Recurse -File | ForEach-Object -Process { Unblock-File -LiteralPath $_.FullName }
$file = 'dist/powershell/setup/Package.ps1'
. (Join-Path -Path $PSScriptRoot -ChildPath $file)
Assert-PackageLanguage
$damaged = @(Get-PackageDamage -Folder $PSScriptRoot)
if ($damaged.Count -gt 0) {
    Stop-PackageScript -Reason ('This package is damaged, nothing was installed. Unpack it again. Wrong or missing: {0}' -f ($damaged -join ', '))
}
if ($Options -cnotcontains '--dry-run') { Assert-PackageMachine }
# Where a shell has no console, what the program writes to its error stream arrives as errors, which must not end this.
$ErrorActionPreference = 'Continue'
& (Join-Path -Path $PSScriptRoot -ChildPath 'node.exe') (Join-Path -Path $PSScriptRoot -ChildPath 'dist/vmspec.js') service install $Options
exit $LASTEXITCODE
