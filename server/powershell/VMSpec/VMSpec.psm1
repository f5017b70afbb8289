# The part of VMSpec that runs on the Hyper-V machine. Windows PowerShell 5.1 and PowerShell 7; ASCII only, because
# Windows PowerShell reads a script without a byte order mark in the code page of the machine.
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$WarningPreference = 'Continue'
# Progress reaches standard error as CLIXML when the streams are redirected.
$ProgressPreference = 'SilentlyContinue'
# Nobody is there to answer a prompt.
$ConfirmPreference = 'None'

$files = @(
    'Private/Console.ps1'
    'Private/Errors.ps1'
    'Private/Json.ps1'
    'Private/Paths.ps1'
    'Private/Owner.ps1'
    'Private/Parameters.ps1'
    'Private/Machine.ps1'
    'Private/MachineFacts.ps1'
    'Private/Room.ps1'
    'Private/Rights.ps1'
    'Private/FindVm.ps1'
    'Private/PowerState.ps1'
    'Private/DiskFacts.ps1'
    'Private/ContentStamp.ps1'
    'Private/TemplateSource.ps1'
    'Private/SystemDisk.ps1'
    'Private/DataDisk.ps1'
    'Private/Adapters.ps1'
    'Private/Drives.ps1'
    'Private/Settings.ps1'
    'Private/VmDetails.ps1'
    'Private/ChangeFacts.ps1'
    'Private/DiskFolders.ps1'
    'Private/MachineLook.ps1'
    'Private/InventoryStamp.ps1'
    'Private/InventoryVms.ps1'
    'Private/InventoryPages.ps1'
    'Private/InventoryJson.ps1'
    'Private/InventoryChanges.ps1'
    'Steps/Template.ps1'
    'Steps/Disk.ps1'
    'Steps/Vm.ps1'
    'Steps/Configure.ps1'
    'Steps/Network.ps1'
    'Steps/Seed.ps1'
    'Steps/Storage.ps1'
    'Steps/Start.ps1'
    'Steps/Verify.ps1'
    'Steps/Stop.ps1'
    'Steps/RemoveVm.ps1'
    'Steps/RemoveFiles.ps1'
    'Steps/AddTemplate.ps1'
    'Steps/RemoveTemplate.ps1'
    'Steps/StepTable.ps1'
    'Operations/Restart.ps1'
    'Operations/HostFacts.ps1'
    'Operations/DoctorFacts.ps1'
    'Operations/Inventory.ps1'
    'Operations/OperationTable.ps1'
    'Operations/Invoke-VMSpecOperation.ps1'
)
foreach ($file in $files) {
    . (Join-Path -Path $PSScriptRoot -ChildPath $file)
}

# What the last inventory found, so that the next one reads only what changed. It lives as long as the shell.
$script:VMSpecCache = @{
    # Of each VM, in their order, its facts and the key that they were read with, which is empty when they have to be read
    # again; of each disk file its facts and size and time.
    Vms = [System.Collections.Specialized.OrderedDictionary]::new(); Disks = @{}
    # Of each template the stamp of its content, with size and time that it was read with.
    Stamps = @{}
    # Size and time of the files that this look has seen; the VMs whose facts it changed.
    Seen = @{}; Moved = @{}
    # The last reading, and what it changed; disks that guests write to; our folders.
    Stamp = $null; Inventory = $null; Changes = $null; Written = @{}; Folders = @()
    # What the keys cannot tell of VMs that changed just now, as lines; VMs that CIM alone knows, with the number of readings
    # in a row; names of the switches.
    Open = @(); Missing = @{}; SwitchNames = @{}
    # Time since all VMs were listed and how long that took, in ms; whether CIM knew every one of them.
    Listed = $null; ListMs = 0; Complete = $false
}
# Which parameters the cmdlets of this machine's Hyper-V module have.
$script:VMSpecParameters = @{}

Initialize-VMSpecConsole
Export-ModuleMember -Function 'Invoke-VMSpecOperation'
