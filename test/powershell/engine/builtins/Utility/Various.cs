using System.Collections;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

[Cmdlet("Get", "Date")]
public sealed class GetDateCommand : PSCmdlet {
  [Parameter(Position = 0, ValueFromPipeline = true)] public DateTime Date { get; set; } = DateTime.Now;
  [Parameter] public string Format { get; set; }
  [Parameter] public SwitchParameter AsUTC { get; set; }
  protected override void ProcessRecord() {
    var date = AsUTC ? Date.ToUniversalTime() : Date;
    WriteObject(Format is null ? date : date.ToString(Format, System.Globalization.CultureInfo.CurrentCulture));
  }
}

[Cmdlet("Start", "Sleep", DefaultParameterSetName = "Seconds")]
public sealed class StartSleepCommand : PSCmdlet {
  private readonly ManualResetEventSlim stopped = new();
  [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Seconds", ValueFromPipeline = true)] public double Seconds { get; set; }
  [Parameter(Mandatory = true, ParameterSetName = "Milliseconds")] public int Milliseconds { get; set; }
  protected override void ProcessRecord() => stopped.Wait(Milliseconds > 0 ? Milliseconds : (int)(Seconds * 1000));
  protected override void StopProcessing() => stopped.Set();
}

[Cmdlet("New", "Guid")]
public sealed class NewGuidCommand : PSCmdlet {
  protected override void EndProcessing() => WriteObject(Guid.NewGuid());
}

[Cmdlet("New", "TimeSpan")]
public sealed class NewTimeSpanCommand : PSCmdlet {
  [Parameter] public int Days { get; set; }
  [Parameter] public int Hours { get; set; }
  [Parameter] public int Minutes { get; set; }
  [Parameter] public int Seconds { get; set; }
  protected override void EndProcessing() => WriteObject(new TimeSpan(Days, Hours, Minutes, Seconds));
}

[Cmdlet("Get", "Random")]
public sealed class GetRandomCommand : PSCmdlet {
  [Parameter(Position = 0)] public int Maximum { get; set; } = int.MaxValue;
  [Parameter] public int Minimum { get; set; }
  protected override void EndProcessing() => WriteObject(Random.Shared.Next(Minimum, Maximum));
}

[Cmdlet("Read", "Host")]
public sealed class ReadHostCommand : PSCmdlet {
  [Parameter(Position = 0)] public string Prompt { get; set; }
  protected override void EndProcessing() {
    var fields = new System.Collections.ObjectModel.Collection<System.Management.Automation.Host.FieldDescription> {
      new(string.IsNullOrEmpty(Prompt) ? "Input" : Prompt),
    };
    foreach (var answer in Host.UI.Prompt("", "", fields).Values) WriteObject(answer);
  }
}

[Cmdlet("Get", "Host")]
public sealed class GetHostCommand : PSCmdlet {
  protected override void EndProcessing() => WriteObject(Host);
}

[Cmdlet("Out", "String")]
public sealed class OutStringCommand : Collecting {
  [Parameter] public SwitchParameter Stream { get; set; }
  [Parameter] public int Width { get; set; }
  protected override void EndProcessing() {
    var lines = Items.Select(item => item?.ToString() ?? "");
    if (Stream) WriteObject(lines, true);
    else WriteObject(string.Concat(lines.Select(line => line + Environment.NewLine)));
  }
}

[Cmdlet("Get", "Variable")]
public sealed class GetVariableCommand : PSCmdlet {
  [Parameter(Position = 0, Mandatory = true)] public string[] Name { get; set; }
  [Parameter] public SwitchParameter ValueOnly { get; set; }
  [Parameter] public string Scope { get; set; }
  protected override void EndProcessing() {
    foreach (var name in Name) {
      var found = SessionState.PSVariable.Get(name);
      if (found is not null) WriteObject(ValueOnly ? found.Value : found);
      else WriteError(new ErrorRecord(new ItemNotFoundException($"Cannot find a variable with the name '{name}'."), "VariableNotFound", ErrorCategory.ObjectNotFound, name));
    }
  }
}

[Cmdlet("Set", "Variable")]
public sealed class SetVariableCommand : PSCmdlet {
  [Parameter(Position = 0, Mandatory = true)] public string[] Name { get; set; }
  [Parameter(Position = 1, ValueFromPipeline = true)] public object Value { get; set; }
  [Parameter] public string Scope { get; set; }
  [Parameter] public ScopedItemOptions Option { get; set; }
  protected override void EndProcessing() {
    foreach (var name in Name) SessionState.PSVariable.Set(Scope is null ? name : $"{Scope}:{name}", Value);
  }
}

[Cmdlet("Invoke", "Expression")]
public sealed class InvokeExpressionCommand : PSCmdlet {
  [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)] public string Command { get; set; }
  protected override void ProcessRecord() => WriteObject(InvokeCommand.InvokeScript(Command), true);
}

[Cmdlet("Get", "FileHash")]
public sealed class GetFileHashCommand : PSCmdlet {
  [Parameter(Position = 0, Mandatory = true)] [Alias("LiteralPath")] public string Path { get; set; }
  [Parameter] [ValidateSet("SHA256")] public string Algorithm { get; set; } = "SHA256";
  protected override void EndProcessing() {
    using var file = File.OpenRead(GetUnresolvedProviderPathFromPSPath(Path));
    var result = new PSObject();
    result.Properties.Add(new PSNoteProperty("Algorithm", Algorithm));
    result.Properties.Add(new PSNoteProperty("Hash", Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(file))));
    result.Properties.Add(new PSNoteProperty("Path", Path));
    WriteObject(result);
  }
}
