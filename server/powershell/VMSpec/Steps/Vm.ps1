function Get-VMSpecVmState {
    <#
    .SYNOPSIS
    One VM is in the folder, which belongs to the job alone.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $vms = @(Find-VMSpecVmAt -Folder $Parameters.folder)
    if ($vms.Count -eq 0) { return New-VMSpecState -State 'absent' }
    if ($vms.Count -gt 1 -or [int]$vms[0].Generation -ne [int]$Parameters.generation) {
        return New-VMSpecState -State 'partial'
    }
    $output = [pscustomobject]@{ vm_id = $vms[0].Id.ToString().ToLowerInvariant() }
    return New-VMSpecState -State 'done' -Output $output
}

function Set-VMSpecVmState {
    <#
    .SYNOPSIS
    Makes the VM. Hyper-V appends the name to the path, and takes a name that another VM has already.
    #>
    [CmdletBinding()]
    param([object]$Parameters, [object]$Before)
    if ($Before.state -ceq 'partial') {
        $text = "'{0}' already holds another VM than the one that was asked for." -f $Parameters.folder
        throw (New-VMSpecException -Id 'FolderTaken' -Message $text -Target $Parameters.folder)
    }
    $memory = [long]$Parameters.ram_startup_mb * 1MB
    $generation = [int16]$Parameters.generation
    $null = Hyper-V\New-VM -Name $Parameters.vm_name -Path $Parameters.parent_folder -Generation $generation -MemoryStartupBytes $memory -NoVHD -Confirm:$false
}
