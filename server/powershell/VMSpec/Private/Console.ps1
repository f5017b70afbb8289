function Initialize-VMSpecConsole {
    <#
    .SYNOPSIS
    UTF-8 without a byte order mark and lines that end in LF on both streams.
    .DESCRIPTION
    Setting the encoding makes new writers, so the line ends are set after it. A process without a console cannot set
    its code page; nothing depends on it, since every answer is ASCII. The writer of the console writes 256 characters at
    a time, which makes a thousand pieces of an answer, for us to write and for the reader to put together.
    #>
    [CmdletBinding()]
    param()
    try {
        [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
    }
    catch {
        Write-Verbose -Message 'No console: its code page stays as it is.'
    }
    [Console]::Out.NewLine = "`n"
    $out = [System.IO.StreamWriter]::new([Console]::OpenStandardOutput(), [System.Text.UTF8Encoding]::new($false), 65536)
    $out.AutoFlush = $true
    [Console]::SetOut($out)
    [Console]::Out.NewLine = "`n"
    [Console]::Error.NewLine = "`n"
}

function Write-VMSpecAnswer {
    <#
    .SYNOPSIS
    Writes an answer as the one framed line that the caller looks for; everything else on the streams is noise.
    .DESCRIPTION
    A result that is a StringBuilder is JSON already.
    #>
    [CmdletBinding()]
    param([object]$Answer)
    $written = $null
    if ($Answer.Contains('result') -and $Answer['result'] -is [System.Text.StringBuilder]) {
        $written = $Answer['result'].ToString()
        $Answer.Remove('result')
    }
    $json = ConvertTo-Json -InputObject $Answer -Depth 12 -Compress
    if ($null -ne $written) { $json = '{"result":' + $written + ',' + $json.Substring(1) }
    $bytes = [System.Text.Encoding]::UTF8.GetBytes($json)
    [Console]::Out.WriteLine('VMSPEC:' + [Convert]::ToBase64String($bytes))
    [Console]::Out.Flush()
}
