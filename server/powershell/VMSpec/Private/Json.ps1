function ConvertFrom-VMSpecData {
    <#
    .SYNOPSIS
    The parameters of a call from base64 of UTF-8 JSON. They are data and are never parsed as anything else.
    #>
    [CmdletBinding()]
    param([string]$Data)
    try {
        $json = [System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Data))
        return ConvertFrom-Json -InputObject $json
    }
    catch {
        throw (New-VMSpecException -Id 'BadData' -Message 'The parameters are not base64 of JSON.')
    }
}

function Get-VMSpecMember {
    <#
    .SYNOPSIS
    A member of an object, or null where it has none: an optional parameter, or a property that older hosts lack.
    #>
    [CmdletBinding()]
    param([object]$InputObject, [string]$Name)
    if ($null -eq $InputObject) { return $null }
    $property = $InputObject.PSObject.Properties[$Name]
    if ($null -eq $property) { return $null }
    return $property.Value
}

function ConvertTo-VMSpecMb {
    <#
    .SYNOPSIS
    Bytes as whole MB (2^20), rounded up.
    #>
    [CmdletBinding()]
    param([object]$Bytes)
    return [long][math]::Ceiling([decimal]$Bytes / 1MB)
}
