@{
    RootModule           = 'VMSpec.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '6d3f6a52-6d0e-4d8b-9d0a-5b8a3a6f2c11'
    Author               = 'VMSpec'
    Description          = 'The part of VMSpec that runs on the Hyper-V machine.'
    CompatiblePSEditions = @('Desktop', 'Core')
    PowerShellVersion    = '5.1'
    FunctionsToExport    = @('Invoke-VMSpecOperation')
    CmdletsToExport      = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
}
