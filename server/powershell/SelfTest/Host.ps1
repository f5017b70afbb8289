function Test-SelftestHost {
    <#
    .SYNOPSIS
    The facts of the host that nothing works without. Answers whether its Hyper-V module is there.
    #>
    [CmdletBinding()]
    param()
    $facts = (Invoke-SelftestOperation -Name 'doctor_facts' -Parameters @{ template_roots = $null; vm_folders = @() }).result
    $installed = $null -ne $facts.module
    Add-SelftestResult -Check 'Hyper-V module is installed' -Passed $installed
    Add-SelftestResult -Check 'A hypervisor runs' -Passed ($null -ne $facts.system -and $facts.system.hypervisor_present)
    Add-SelftestResult -Check 'Service vmms runs' -Passed ($null -ne $facts.service -and $facts.service.state -ceq 'Running')
    $rights = $null -ne $facts.rights -and ($facts.rights.hyperv_admin -or $facts.rights.elevated_admin)
    Add-SelftestResult -Check 'This account may manage Hyper-V' -Passed $rights
    Add-SelftestResult -Check 'Full language mode' -Passed ($facts.language_mode -ceq 'FullLanguage') -Detail $facts.language_mode
    return $installed
}

function Test-SelftestReadings {
    <#
    .SYNOPSIS
    The host and its inventory can be read, and the inventory's stamp stays while nothing changes.
    #>
    [CmdletBinding()]
    param()
    $answer = Invoke-SelftestOperation -Name 'host_facts' -Parameters @{}
    Add-SelftestAnswer -Check 'The host can be read' -Answer $answer
    if ($answer.ok) {
        $memory = $answer.result
        $balancer = $null -ne $memory.balancer_mb -and $memory.balancer_mb -gt 0 -and $memory.balancer_mb -le $memory.host.memory_mb
        Add-SelftestResult -Check 'The memory balancer counts in MB' -Passed $balancer -Detail ('{0} of {1}' -f $memory.balancer_mb, $memory.host.memory_mb)
    }
    $parameters = @{ template_roots = $null; vm_folders = @(); known_stamp = $null }
    $first = Invoke-SelftestOperation -Name 'inventory' -Parameters $parameters
    Add-SelftestAnswer -Check 'The inventory can be read' -Answer $first
    if (-not $first.ok) { return }
    $parameters.known_stamp = $first.result.stamp
    $second = Invoke-SelftestOperation -Name 'inventory' -Parameters $parameters
    $unchanged = $second.ok -and $null -ne $second.result.PSObject.Properties['unchanged']
    Add-SelftestResult -Check 'A second look finds nothing changed' -Passed $unchanged -Detail ('{0} ms' -f $second.elapsed_ms)
    try {
        $systems = @(Get-CimInstance -Namespace 'root\virtualization\v2' -ClassName 'Msvm_ComputerSystem')
        $dated = $systems.Count -gt 0 -and $null -ne $systems[0].PSObject.Properties['TimeOfLastConfigurationChange']
        Add-SelftestResult -Check 'Changes of VMs carry a time' -Passed $dated
    }
    catch {
        Add-SelftestResult -Check 'Changes of VMs carry a time' -Passed $false -Detail $_.FullyQualifiedErrorId
    }
}

function Test-SelftestErrors {
    <#
    .SYNOPSIS
    Errors carry the ids by which VMSpec tells them apart.
    #>
    [CmdletBinding()]
    param()
    $failure = $null
    try { $null = Hyper-V\Get-VM -Id ([guid]::NewGuid()) } catch { $failure = $_ }
    Add-SelftestRefusal -Check 'An unknown VM is ObjectNotFound' -ErrorRecord $failure -Id 'ObjectNotFound,*GetVM*'
    $failure = $null
    try { $null = Hyper-V\Get-VMSwitch -Name ([guid]::NewGuid().ToString()) } catch { $failure = $_ }
    Add-SelftestRefusal -Check 'An unknown switch is InvalidParameter' -ErrorRecord $failure -Id 'InvalidParameter,*GetVMSwitch*'
    $failure = $null
    try { $null = Hyper-V\Get-VHD -Path 'C:\vmspec-selftest-missing.vhdx' } catch { $failure = $_ }
    Add-SelftestRefusal -Check 'A missing disk is InvalidParameter' -ErrorRecord $failure -Id 'InvalidParameter,Microsoft.Vhd.*'
}
