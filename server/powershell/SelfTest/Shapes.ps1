function Get-SelftestShape {
    <#
    .SYNOPSIS
    Every supported shape of a VM once: how it differs from the plainest one.
    #>
    [CmdletBinding()]
    param()
    $differences = @(
        @{ name = 'gen2-differencing-static' }
        @{ name = 'gen2-copy-dynamic'; mode = 'copy'; ram_max_mb = 1024; start = 'start'; stop = 'save'; checkpoints = 'production' }
        @{ name = 'gen1-differencing-dynamic'; generation = 1; ram_max_mb = 1024; start = 'start_if_running'; stop = 'shut_down'; checkpoints = 'standard' }
        @{ name = 'gen1-copy-static-data-dvd'; generation = 1; mode = 'copy'; data = 'dynamic'; dvd = $true; checkpoints = 'production_only' }
        @{ name = 'gen2-data-fixed-dvd'; data = 'fixed'; dvd = $true }
        @{ name = 'gen2-vlan-mac-spoofing'; vlan_id = 42; mac_address = '00-15-5D-FE-00-01'; mac_spoofing = $true }
        @{ name = 'gen2-tpm'; tpm = $true; template = 'MicrosoftWindows' }
        @{ name = 'gen2-shielded-template'; template = 'OpenSourceShieldedVM' }
        @{ name = 'gen2-no-secure-boot'; secure_boot = $false }
        @{ name = 'gen2-nested'; nested_virtualization = $true; cpu_cores = 2 }
    )
    foreach ($difference in $differences) {
        $shape = @{
            generation = 2; mode = 'differencing'; ram_max_mb = 512; cpu_cores = 1; data = $null; dvd = $false
            vlan_id = $null; mac_address = $null; mac_spoofing = $false; nested_virtualization = $false
            tpm = $false; secure_boot = $true; template = 'MicrosoftUEFICertificateAuthority'
            start = 'nothing'; stop = 'turn_off'; checkpoints = 'disabled'
        }
        foreach ($name in $difference.Keys) { $shape[$name] = $difference[$name] }
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
        $adapters = @(@{ switch = $SwitchName; vlan_id = $Shape.vlan_id; mac_address = $Shape.mac_address; mac_spoofing = $Shape.mac_spoofing })
    }
    $data = @()
    if ($null -ne $Shape.data) { $data = @(@{ path = '{0}\data.vhdx' -f $vmFolder; type = $Shape.data; size_gb = 1 }) }
    $copyMb = 64
    if ($Shape.mode -ceq 'copy') { $copyMb = $Template.size_mb }
    $files = @()
    foreach ($disk in $data) { $files += @{ path = $disk.path; mb = 1024 * $disk.size_gb } }
    $dvd = $null
    if ($Shape.dvd) { $dvd = '{0}\empty.iso' -f $Root }
    return [pscustomobject]@{
        Folder   = $vmFolder
        Adapters = [object[]]$adapters
        Data     = [object[]]$data
        Dvd      = $dvd
        # What each step needs at once, as the host asks for it, but with all of a dynamic disk.
        Room     = @{
            disk    = @{ memory_mb = 0; files = [object[]]@(@{ path = '{0}\system.vhdx' -f $vmFolder; mb = $copyMb }) }
            storage = @{ memory_mb = 0; files = [object[]]$files }
            start   = @{ memory_mb = 512; files = [object[]]@() }
        }
        System   = @{ path = '{0}\system.vhdx' -f $vmFolder; mode = $Shape.mode; template_path = $Template.path; size_gb = 2 }
        Settings = @{
            generation = $Shape.generation; cpu_cores = $Shape.cpu_cores; nested_virtualization = $Shape.nested_virtualization
            ram_startup_mb = 512; ram_min_mb = 512; ram_max_mb = $Shape.ram_max_mb
            secure_boot = @{ enabled = $Shape.secure_boot; template = $Shape.template }; tpm = $Shape.tpm
            automatic_start_action = $Shape.start; automatic_stop_action = $Shape.stop
            # Two lines, and a letter beyond ASCII.
            checkpoint_type = $Shape.checkpoints; notes = "self-test of VMSpec, na{0}ve`n[vmspec self-test]" -f [char]0xEF
        }
    }
}

function Test-SelftestShape {
    <#
    .SYNOPSIS
    Makes a VM of one shape, lets the module check every setting, and removes it again.
    #>
    [CmdletBinding()]
    param([object]$Shape, [string]$Root, [object]$Template, [object]$SwitchName)
    $plan = Get-SelftestPlan -Shape $Shape -Root $Root -Template $Template -SwitchName $SwitchName
    $name = $Shape.name
    $null = Invoke-SelftestStep -Shape $name -Step 'template' -Parameters $Template
    $null = Invoke-SelftestStep -Shape $name -Step 'disk' -Parameters @{
        owner = 'self-test'; folder = $plan.Folder; system = $plan.System; room = $plan.Room.disk
    }
    $made = Invoke-SelftestStep -Shape $name -Step 'vm' -Parameters @{
        vm_name = $name; parent_folder = $Root; folder = $plan.Folder; generation = $Shape.generation; ram_startup_mb = 512
    }
    $id = $null
    if ($null -ne $made) {
        $id = $made.output.vm_id
        Test-SelftestVm -Id $id -Shape $Shape -Plan $plan
    }
    $null = Invoke-SelftestStep -Shape $name -Step 'remove_vm' -Parameters @{ vm_id = $id; folder = $plan.Folder }
    $null = Invoke-SelftestStep -Shape $name -Step 'remove_files' -Parameters @{ owner = 'self-test'; folders = @($plan.Folder); keep = @() }
}

function Test-SelftestVm {
    <#
    .SYNOPSIS
    Gives a VM its settings, starts it, compares every setting, and turns it off.
    #>
    [CmdletBinding()]
    param([string]$Id, [object]$Shape, [object]$Plan)
    $name = $Shape.name
    $drives = @{
        vm_id = $Id; generation = $Shape.generation; system_path = $Plan.System.path; data_disks = $Plan.Data; dvd_path = $Plan.Dvd
        room = $Plan.Room.storage
    }
    $null = Invoke-SelftestStep -Shape $name -Step 'configure' -Parameters @{ vm_id = $Id; settings = $Plan.Settings }
    $null = Invoke-SelftestStep -Shape $name -Step 'network' -Parameters @{ vm_id = $Id; adapters = $Plan.Adapters }
    $null = Invoke-SelftestStep -Shape $name -Step 'storage' -Parameters $drives
    $null = Invoke-SelftestStep -Shape $name -Step 'start' -Parameters @{ vm_id = $Id; room = $Plan.Room.start }
    $null = Invoke-SelftestStep -Shape $name -Step 'verify' -Parameters @{
        vm_id = $Id; settings = $Plan.Settings; adapters = $Plan.Adapters; system = $Plan.System
        data_disks = $Plan.Data; dvd_path = $Plan.Dvd; running = $true
    }
    $null = Invoke-SelftestStep -Shape $name -Step 'stop' -Parameters @{ vm_id = $Id; mode = 'turn_off' }
}

function Test-SelftestShapes {
    <#
    .SYNOPSIS
    Makes a template and then one VM of every shape, one after the other.
    #>
    [CmdletBinding()]
    param([string]$Root)
    $path = '{0}\template.vhdx' -f $Root
    $disk = Hyper-V\New-VHD -Path $path -SizeBytes 1GB -Dynamic -Confirm:$false
    Set-Content -LiteralPath ('{0}\empty.iso' -f $Root) -Value '' -Encoding ASCII -Confirm:$false
    $template = @{ path = $path; disk_id = ([string]$disk.DiskIdentifier).ToLowerInvariant(); size_mb = 1024 }
    $name = $null
    $switches = @(Hyper-V\Get-VMSwitch)
    if ($switches.Count -gt 0) { $name = [string]$switches[0].Name }
    Add-SelftestResult -Check 'There is a virtual switch to connect to' -Passed ($null -ne $name) -Detail $name
    foreach ($shape in @(Get-SelftestShape)) {
        Test-SelftestShape -Shape $shape -Root $Root -Template $template -SwitchName $name
    }
}
