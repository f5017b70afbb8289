function Test-VMSpecParameter {
    <#
    .SYNOPSIS
    Whether a cmdlet of this machine has a parameter; asked once. Newer Hyper-V modules have more than older ones.
    #>
    [CmdletBinding()]
    param([string]$Command, [string]$Parameter)
    $key = $Command + ' ' + $Parameter
    if (-not $script:VMSpecParameters.ContainsKey($key)) {
        $info = Get-Command -Name $Command
        $script:VMSpecParameters[$key] = $info.Parameters.ContainsKey($Parameter)
    }
    return $script:VMSpecParameters[$key]
}
