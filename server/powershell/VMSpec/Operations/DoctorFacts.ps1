function Get-VMSpecDoctorFacts {
    <#
    .SYNOPSIS
    Raw facts for a check of the host. Nothing here needs Hyper-V, and what cannot be read is null.
    #>
    [CmdletBinding()]
    param([object]$Parameters)
    $roots = @(Get-VMSpecMember -InputObject $Parameters -Name 'template_roots') + @(Get-VMSpecMember -InputObject $Parameters -Name 'vm_folders')
    return [pscustomobject]@{
        module           = Get-VMSpecModuleFacts
        system           = Read-VMSpecFact -Fact 'system'
        windows          = Read-VMSpecFact -Fact 'windows'
        service          = Read-VMSpecFact -Fact 'service'
        volumes          = [object[]]@(Read-VMSpecFact -Fact 'volumes' | Where-Object -FilterScript { $null -ne $_ })
        rights           = Get-VMSpecRightsFacts
        ps_version       = $PSVersionTable.PSVersion.ToString()
        ps_edition       = [string]$PSVersionTable.PSEdition
        language_mode    = $ExecutionContext.SessionState.LanguageMode.ToString()
        execution_policy = [object[]]@(Read-VMSpecFact -Fact 'policy' | Where-Object -FilterScript { $null -ne $_ })
        folders          = [object[]]@($roots | Where-Object -FilterScript { $_ } | ForEach-Object -Process { Get-VMSpecFolderFacts -Path $_ })
        time             = [datetime]::UtcNow.ToString('o')
    }
}

function Read-VMSpecFact {
    <#
    .SYNOPSIS
    A fact that may not be there, or null and a warning.
    #>
    [CmdletBinding()]
    param([string]$Fact)
    try {
        switch -CaseSensitive ($Fact) {
            'system' { return Get-VMSpecSystemFacts }
            'windows' { return Get-VMSpecWindowsFacts }
            'service' { return Get-VMSpecServiceFacts }
            'volumes' { return Get-VMSpecVolumeFacts }
            'policy' { return Get-VMSpecPolicyFacts }
        }
    }
    catch {
        Write-Warning -Message ('{0}: {1}' -f $Fact, $_.FullyQualifiedErrorId)
    }
    return $null
}

function Get-VMSpecModuleFacts {
    <#
    .SYNOPSIS
    The newest Hyper-V module that is installed, or null. Two versions can lie side by side.
    #>
    [CmdletBinding()]
    param()
    $modules = @(Get-Module -ListAvailable -Name 'Hyper-V' | Sort-Object -Property 'Version' -Descending)
    if ($modules.Count -eq 0) { return $null }
    return [pscustomobject]@{ version = $modules[0].Version.ToString() }
}

function Get-VMSpecPolicyFacts {
    <#
    .SYNOPSIS
    The execution policy of each scope.
    #>
    [CmdletBinding()]
    param()
    foreach ($item in @(Get-ExecutionPolicy -List)) {
        [pscustomobject]@{ scope = $item.Scope.ToString(); policy = $item.ExecutionPolicy.ToString() }
    }
}

function Get-VMSpecFolderFacts {
    <#
    .SYNOPSIS
    Whether a folder is there, and whether SYSTEM, as which Hyper-V opens disks, has full control of it.
    #>
    [CmdletBinding()]
    param([string]$Path)
    $exists = Test-VMSpecFolder -Path $Path
    $access = $null
    if ($exists) { $access = Get-VMSpecAccessFacts -Path $Path }
    return [pscustomobject]@{ path = $Path; exists = $exists; system_access = $access }
}
