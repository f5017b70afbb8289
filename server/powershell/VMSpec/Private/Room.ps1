function Confirm-VMSpecRoom {
    <#
    .SYNOPSIS
    Refuses a step whose memory or disk space is not free at this moment, whatever was free when its job was accepted.
    #>
    [CmdletBinding()]
    param([object]$Room)
    $needed = [long]$Room.memory_mb
    if ($needed -gt 0) { Confirm-VMSpecMemory -Needed $needed }
    $needs = @{}
    foreach ($file in @($Room.files)) {
        # A file that is there already has its room.
        if (Test-VMSpecFile -Path $file.path) { continue }
        $volume = $file.path.Substring(0, 3).ToUpperInvariant()
        $needs[$volume] = [long]$needs[$volume] + [long]$file.mb
    }
    if ($needs.Count -gt 0) { Confirm-VMSpecSpace -Needs $needs }
}

function Confirm-VMSpecMemory {
    <#
    .SYNOPSIS
    Refuses when a VM could not be given that much memory, in MB.
    #>
    [CmdletBinding()]
    param([long]$Needed)
    $free = Get-VMSpecMemoryAvailableMb
    if ($free -ge $Needed) { return }
    $text = 'starting needs {0} MB, free are {1} MB' -f $Needed, $free
    throw (New-VMSpecException -Id 'OutOfMemory' -Message $text)
}

function Confirm-VMSpecSpace {
    <#
    .SYNOPSIS
    Refuses when a volume of the table has less space free than it says, in MB.
    #>
    [CmdletBinding()]
    param([hashtable]$Needs)
    $free = @{}
    foreach ($volume in @(Get-VMSpecVolumeFacts)) { $free[$volume.path] = $volume.free_mb }
    foreach ($volume in @($Needs.Keys)) {
        if ([long]$free[$volume] -ge $Needs[$volume]) { continue }
        $text = '{0} needs {1} MB, free are {2} MB' -f $volume, $Needs[$volume], [long]$free[$volume]
        throw (New-VMSpecException -Id 'DiskFull' -Message $text -Target $volume)
    }
}
