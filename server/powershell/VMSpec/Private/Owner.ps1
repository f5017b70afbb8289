function Get-VMSpecOwnerPath {
    <#
    .SYNOPSIS
    The file in a folder of ours that names the job which may delete the folder.
    #>
    [CmdletBinding()]
    param([string]$Folder)
    return Join-VMSpecPath -Folder $Folder -Name '.vmspec-owner'
}

function Get-VMSpecOwner {
    <#
    .SYNOPSIS
    The job that owns a folder, or null when the folder does not say.
    #>
    [CmdletBinding()]
    param([string]$Folder)
    $path = Get-VMSpecOwnerPath -Folder $Folder
    if (-not (Test-VMSpecFile -Path $path)) { return $null }
    # An empty file reads as null.
    return ([string](Get-Content -LiteralPath $path -Raw)).Trim()
}

function Set-VMSpecOwner {
    <#
    .SYNOPSIS
    Makes a folder the job's own before anything else is put there; refuses one that is another's.
    #>
    [CmdletBinding()]
    param([string]$Folder, [string]$Owner)
    $now = Get-VMSpecOwner -Folder $Folder
    if ($now -ceq $Owner) { return }
    # An owner file that is empty was cut off while it was written: nobody owns the folder yet.
    if (-not [string]::IsNullOrEmpty($now)) { throw (New-VMSpecNotOwned -Path $Folder) }
    $null = New-Item -ItemType Directory -Path $Folder -Force -Confirm:$false
    $path = Get-VMSpecOwnerPath -Folder $Folder
    Set-Content -LiteralPath $path -Value $Owner -Encoding ASCII -Confirm:$false
}

function New-VMSpecNotOwned {
    <#
    .SYNOPSIS
    The refusal to touch what does not belong to the job.
    #>
    [CmdletBinding()]
    param([string]$Path)
    $text = "'{0}' does not belong to this job, so it was left as it is." -f $Path
    return New-VMSpecException -Id 'NotOwned' -Message $text -Target $Path
}
