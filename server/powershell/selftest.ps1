<#
.SYNOPSIS
Checks on a real Hyper-V host what VMSpec takes for granted, and prints a table. Changes nothing unless -Create is given.
.DESCRIPTION
With -Create it makes, checks and removes one tiny VM in every supported shape, in a folder of its own below -Folder
(default: where the host keeps its disks). Ends with 0 when every check passed, else with 1.
#>
[CmdletBinding()]
param([switch]$Create, [string]$Folder = '')
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$ConfirmPreference = 'None'
Import-Module -Name (Join-Path -Path $PSScriptRoot -ChildPath 'VMSpec/VMSpec.psd1') -Force
$script:Results = [System.Collections.Generic.List[object]]::new()

function Invoke-SelftestOperation {
    <#
    .SYNOPSIS
    Calls an operation as the host does, and reads its framed line.
    #>
    [CmdletBinding()]
    param([string]$Name, [object]$Parameters)
    $json = ConvertTo-Json -InputObject $Parameters -Depth 8 -Compress
    $data = [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($json))
    $console = [Console]::Out
    $writer = [System.IO.StringWriter]::new()
    try {
        [Console]::SetOut($writer)
        Invoke-VMSpecOperation -Name $Name -Data $data
    }
    finally {
        [Console]::SetOut($console)
    }
    $frame = $writer.ToString().Trim().Substring('VMSPEC:'.Length)
    return ConvertFrom-Json -InputObject ([System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($frame)))
}

function Add-SelftestResult {
    <#
    .SYNOPSIS
    Writes a check down and shows it.
    #>
    [CmdletBinding()]
    param([string]$Check, [bool]$Passed, [string]$Detail = '')
    $mark = 'FAIL'
    if ($Passed) { $mark = 'ok' }
    $script:Results.Add([pscustomobject]@{ Passed = $Passed })
    [Console]::Out.WriteLine(('{0,-5} {1,-52} {2}' -f $mark, $Check, $Detail))
}

function Add-SelftestAnswer {
    <#
    .SYNOPSIS
    Writes down whether an operation succeeded, and hands its answer on.
    #>
    [CmdletBinding()]
    param([string]$Check, [object]$Answer)
    $detail = '{0} ms' -f $Answer.elapsed_ms
    if (-not $Answer.ok) { $detail = '{0} {1} {2}' -f $Answer.error.id, $Answer.error.hresult, $Answer.error.message }
    Add-SelftestResult -Check $Check -Passed $Answer.ok -Detail $detail
}

function Test-SelftestHost {
    <#
    .SYNOPSIS
    The facts of the host that nothing works without.
    #>
    [CmdletBinding()]
    param()
    $facts = (Invoke-SelftestOperation -Name 'doctor_facts' -Parameters @{ template_roots = $null; vm_folders = @() }).result
    Add-SelftestResult -Check 'Hyper-V module is installed' -Passed ($null -ne $facts.module)
    Add-SelftestResult -Check 'A hypervisor runs' -Passed ($null -ne $facts.system -and $facts.system.hypervisor_present)
    Add-SelftestResult -Check 'Service vmms runs' -Passed ($null -ne $facts.service -and $facts.service.state -ceq 'Running')
    $rights = $null -ne $facts.rights -and ($facts.rights.hyperv_admin -or $facts.rights.elevated_admin)
    Add-SelftestResult -Check 'This account may manage Hyper-V' -Passed $rights
    Add-SelftestResult -Check 'Full language mode' -Passed ($facts.language_mode -ceq 'FullLanguage') -Detail $facts.language_mode
    $answer = Invoke-SelftestOperation -Name 'host_facts' -Parameters @{}
    Add-SelftestAnswer -Check 'The host can be read' -Answer $answer
    if (-not $answer.ok) { return }
    $memory = $answer.result
    $balancer = $null -ne $memory.balancer_mb -and $memory.balancer_mb -gt 0 -and $memory.balancer_mb -le $memory.host.memory_mb
    Add-SelftestResult -Check 'The memory balancer counts in MB' -Passed $balancer -Detail ('{0} of {1}' -f $memory.balancer_mb, $memory.host.memory_mb)
}

function Test-SelftestInventory {
    <#
    .SYNOPSIS
    The inventory can be read, and its stamp stays while nothing changes.
    #>
    [CmdletBinding()]
    param()
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
    try {
        $null = Hyper-V\Get-VM -Id ([guid]::NewGuid())
        Add-SelftestResult -Check 'An unknown VM is ObjectNotFound' -Passed $false
    }
    catch {
        $id = $_.FullyQualifiedErrorId
        Add-SelftestResult -Check 'An unknown VM is ObjectNotFound' -Passed ($id -clike 'ObjectNotFound,*GetVM*') -Detail $id
    }
    try {
        $null = Hyper-V\Get-VHD -Path 'C:\vmspec-selftest-missing.vhdx'
        Add-SelftestResult -Check 'A missing disk fails' -Passed $false
    }
    catch {
        Add-SelftestResult -Check 'A missing disk fails' -Passed $true -Detail $_.FullyQualifiedErrorId
    }
}

function Get-SelftestShape {
    <#
    .SYNOPSIS
    Every supported shape of a VM once.
    #>
    [CmdletBinding()]
    param()
    $names = 'name', 'generation', 'mode', 'maximum', 'vlan', 'mac', 'tpm', 'data', 'dvd'
    $rows = @(
        , @('gen2-differencing-static', 2, 'differencing', 512, $null, $null, $false, $null, $false)
        , @('gen2-copy-dynamic', 2, 'copy', 1024, $null, $null, $false, $null, $false)
        , @('gen1-differencing-dynamic', 1, 'differencing', 1024, $null, $null, $false, $null, $false)
        , @('gen1-copy-static-data-dvd', 1, 'copy', 512, $null, $null, $false, 'dynamic', $true)
        , @('gen2-vlan-mac', 2, 'differencing', 512, 42, '00-15-5D-FE-00-01', $false, $null, $false)
        , @('gen2-tpm', 2, 'differencing', 512, $null, $null, $true, $null, $false)
        , @('gen2-data-fixed-dvd', 2, 'differencing', 512, $null, $null, $false, 'fixed', $true)
    )
    foreach ($row in $rows) {
        $shape = [ordered]@{}
        for ($index = 0; $index -lt $names.Count; $index++) { $shape[$names[$index]] = $row[$index] }
        [pscustomobject]$shape
    }
}

function Get-SelftestPlan {
    <#
    .SYNOPSIS
    The parameters of all steps for one shape.
    #>
    [CmdletBinding()]
    param([object]$Shape, [string]$Root, [object]$Template, [object]$SwitchName)
    $vmFolder = '{0}\{1}' -f $Root, $Shape.name
    $adapters = @()
    if ($null -ne $SwitchName) {
        $adapters = @(@{ switch = $SwitchName; vlan_id = $Shape.vlan; mac_address = $Shape.mac; mac_spoofing = $null -ne $Shape.mac })
    }
    $data = @()
    if ($null -ne $Shape.data) { $data = @(@{ path = '{0}\data.vhdx' -f $vmFolder; type = $Shape.data; size_gb = 1 }) }
    $dvd = $null
    if ($Shape.dvd) { $dvd = '{0}\empty.iso' -f $Root }
    return [pscustomobject]@{
        Folder   = $vmFolder
        Adapters = [object[]]$adapters
        Data     = [object[]]$data
        Dvd      = $dvd
        System   = @{ path = '{0}\system.vhdx' -f $vmFolder; mode = $Shape.mode; template_path = $Template.path; size_gb = 2 }
        Settings = @{
            generation = $Shape.generation; cpu_cores = 1; nested_virtualization = $false
            ram_startup_mb = 512; ram_min_mb = 512; ram_max_mb = $Shape.maximum
            secure_boot = @{ enabled = $true; template = 'MicrosoftUEFICertificateAuthority' }; tpm = $Shape.tpm
            automatic_start_action = 'nothing'; automatic_stop_action = 'turn_off'
            checkpoint_type = 'disabled'; notes = "made by the self-test of VMSpec`n[vmspec self-test]"
        }
    }
}

function Invoke-SelftestStep {
    <#
    .SYNOPSIS
    Carries a step out and writes down how it ended; answers its output, or null when it failed.
    #>
    [CmdletBinding()]
    param([string]$Shape, [string]$Step, [object]$Parameters)
    $answer = Invoke-SelftestOperation -Name ('ensure_' + $Step) -Parameters $Parameters
    Add-SelftestAnswer -Check ('{0}: {1}' -f $Shape, $Step) -Answer $answer
    if (-not $answer.ok) { return $null }
    return $answer.result
}

function Test-SelftestShape {
    <#
    .SYNOPSIS
    Makes a VM of one shape, lets the module check every setting, and removes it again, whatever happened.
    #>
    [CmdletBinding()]
    param([object]$Shape, [string]$Root, [object]$Template, [object]$SwitchName)
    $plan = Get-SelftestPlan -Shape $Shape -Root $Root -Template $Template -SwitchName $SwitchName
    $name = $Shape.name
    $null = Invoke-SelftestStep -Shape $name -Step 'template' -Parameters $Template
    $null = Invoke-SelftestStep -Shape $name -Step 'disk' -Parameters @{ owner = 'self-test'; folder = $plan.Folder; system = $plan.System }
    $made = Invoke-SelftestStep -Shape $name -Step 'vm' -Parameters @{
        vm_name = $name; parent_folder = $Root; folder = $plan.Folder; generation = $Shape.generation; ram_startup_mb = 512
    }
    $id = $null
    if ($null -ne $made) {
        $id = $made.output.vm_id
        $drives = @{ vm_id = $id; generation = $Shape.generation; system_path = $plan.System.path; data_disks = $plan.Data; dvd_path = $plan.Dvd }
        $null = Invoke-SelftestStep -Shape $name -Step 'configure' -Parameters @{ vm_id = $id; settings = $plan.Settings }
        $null = Invoke-SelftestStep -Shape $name -Step 'network' -Parameters @{ vm_id = $id; adapters = $plan.Adapters }
        $null = Invoke-SelftestStep -Shape $name -Step 'storage' -Parameters $drives
        $null = Invoke-SelftestStep -Shape $name -Step 'start' -Parameters @{ vm_id = $id }
        $null = Invoke-SelftestStep -Shape $name -Step 'verify' -Parameters @{
            vm_id = $id; settings = $plan.Settings; adapters = $plan.Adapters; system = $plan.System
            data_disks = $plan.Data; dvd_path = $plan.Dvd; running = $true
        }
        $null = Invoke-SelftestStep -Shape $name -Step 'stop' -Parameters @{ vm_id = $id; mode = 'turn_off' }
    }
    $null = Invoke-SelftestStep -Shape $name -Step 'remove_vm' -Parameters @{ vm_id = $id; folder = $plan.Folder }
    $null = Invoke-SelftestStep -Shape $name -Step 'remove_files' -Parameters @{ owner = 'self-test'; folders = @($plan.Folder); keep = @() }
}

function Test-SelftestShapes {
    <#
    .SYNOPSIS
    Every shape in a folder of its own, which is removed at the end.
    #>
    [CmdletBinding()]
    param([string]$Below)
    if ($Below -ceq '') { $Below = (Hyper-V\Get-VMHost).VirtualHardDiskPath }
    $root = '{0}\vmspec-selftest-{1}' -f $Below.TrimEnd('\'), [guid]::NewGuid().ToString('N')
    $null = New-Item -ItemType Directory -Path $root -Confirm:$false
    $path = '{0}\template.vhdx' -f $root
    $iso = '{0}\empty.iso' -f $root
    try {
        $disk = Hyper-V\New-VHD -Path $path -SizeBytes 1GB -Dynamic -Confirm:$false
        Set-Content -LiteralPath $iso -Value '' -Encoding ASCII -Confirm:$false
        $template = @{ path = $path; disk_id = ([string]$disk.DiskIdentifier).ToLowerInvariant(); size_mb = 1024 }
        $name = $null
        $switches = @(Hyper-V\Get-VMSwitch)
        if ($switches.Count -gt 0) { $name = [string]$switches[0].Name }
        Add-SelftestResult -Check 'There is a virtual switch to connect to' -Passed ($null -ne $name) -Detail $name
        foreach ($shape in @(Get-SelftestShape)) {
            Test-SelftestShape -Shape $shape -Root $root -Template $template -SwitchName $name
        }
    }
    finally {
        foreach ($file in $path, $iso, $root) {
            if (Test-Path -LiteralPath $file) { Remove-Item -LiteralPath $file -Force -Confirm:$false }
        }
    }
}

Test-SelftestHost
Test-SelftestInventory
Test-SelftestErrors
if ($Create) { Test-SelftestShapes -Below $Folder }
$failed = @($script:Results | Where-Object -FilterScript { -not $_.Passed }).Count
[Console]::Out.WriteLine(('{0} passed, {1} failed' -f ($script:Results.Count - $failed), $failed))
if ($failed -gt 0) { exit 1 }
exit 0
