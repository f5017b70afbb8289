function New-VMSpecException {
    <#
    .SYNOPSIS
    A refusal of ours as an exception to throw. Its id ends in ',VMSpec', as the ids of cmdlets end in their class.
    #>
    [CmdletBinding()]
    param([string]$Id, [string]$Message, [string]$Target)
    $exception = [System.InvalidOperationException]::new($Message)
    $exception.Data['VMSpecId'] = $Id + ',VMSpec'
    $exception.Data['VMSpecTarget'] = $Target
    return $exception
}

function Get-VMSpecHResult {
    <#
    .SYNOPSIS
    The Windows error code behind an exception as '0x8007000E', or null.
    .DESCRIPTION
    Codes 0x8013xxxx are .NET's own and say nothing. Hyper-V also writes the code in brackets into its text; the code,
    unlike the text, is the same in every language.
    #>
    [CmdletBinding()]
    param([System.Exception]$Exception)
    for ($item = $Exception; $null -ne $item; $item = $item.InnerException) {
        $code = '0x{0:X8}' -f $item.HResult
        if ($item.HResult -lt 0 -and -not $code.StartsWith('0x8013')) { return $code }
    }
    for ($item = $Exception; $null -ne $item; $item = $item.InnerException) {
        if ($item.Message -match '0x([89A-Fa-f][0-9A-Fa-f]{7})(?![0-9A-Fa-f])') { return '0x' + $Matches[1].ToUpperInvariant() }
    }
    return $null
}

function ConvertTo-VMSpecError {
    <#
    .SYNOPSIS
    An error record as the flat object of an answer.
    #>
    [CmdletBinding()]
    param([System.Management.Automation.ErrorRecord]$ErrorRecord)
    $exception = $ErrorRecord.Exception
    $own = $exception.Data.Contains('VMSpecId')
    $target = $ErrorRecord.TargetObject
    if ($own) { $target = $exception.Data['VMSpecTarget'] }
    $id = $ErrorRecord.FullyQualifiedErrorId
    if ($own) { $id = $exception.Data['VMSpecId'] }
    $category = $ErrorRecord.CategoryInfo.Category.ToString()
    if ($own) { $category = 'InvalidOperation' }
    $name = $null
    if ($null -ne $target -and [string]$target -ne '') { $name = [string]$target }
    return [pscustomobject]@{
        id       = [string]$id
        category = $category
        hresult  = Get-VMSpecHResult -Exception $exception
        message  = [string]$exception.Message
        target   = $name
        position = [string]$ErrorRecord.InvocationInfo.PositionMessage
    }
}

function Test-VMSpecErrorId {
    <#
    .SYNOPSIS
    Whether an error is of a kind, by the first part of its id: that is the same in every language, its text is not.
    #>
    [CmdletBinding()]
    param([System.Management.Automation.ErrorRecord]$ErrorRecord, [string]$Id)
    return $ErrorRecord.FullyQualifiedErrorId.StartsWith($Id + ',', [System.StringComparison]::Ordinal)
}
