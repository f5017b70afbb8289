function Get-VMSpecMachineLook {
    <#
    .SYNOPSIS
    What is cheap to see: the host, volumes, switches, files below our folders, and what of each VM changed when.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $machine = Get-VMSpecHostFacts
    # ForEach-Object drops what null would become in an array.
    $own = @($Parameters.vm_folders | Where-Object -FilterScript { $_ })
    $roots = @($Parameters.template_roots | Where-Object -FilterScript { $_ })
    if ($null -eq $Parameters.template_roots) { $roots = @($machine.default_disk_path) }
    $ownItems = @(Get-VMSpecDiskFile -Folders $own)
    $templateItems = @(Select-VMSpecTemplate -Items @(Get-VMSpecDiskFile -Folders $roots -Lenient) -OwnFolders $own)
    Add-VMSpecSeen -Items $ownItems
    Add-VMSpecSeen -Items $templateItems
    $volumes = @(Get-VMSpecVolumeFacts)
    $switches = @(Get-VMSpecSwitchFacts)
    $begun = [datetime]::UtcNow
    $changes = Get-VMSpecChangeFacts
    return [pscustomobject]@{
        Machine       = $machine
        Volumes       = $volumes
        Switches      = $switches
        OwnFolders    = $own
        Roots         = $roots
        OwnItems      = $ownItems
        TemplateItems = $templateItems
        # Those of them that can be used; it costs more to know.
        Templates     = [object[]]@()
        Changes       = $changes
        # When the changes were asked for and told, in UTC.
        Begun         = $begun
        Ended         = [datetime]::UtcNow
    }
}
