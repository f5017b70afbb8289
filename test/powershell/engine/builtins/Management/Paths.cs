using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Paths as Windows writes them, whatever this program runs on.</summary>
internal static class WindowsPath {
  internal static bool Is(string path) => path.Length > 1 && path[1] == ':' || path.StartsWith(@"\\");
  internal static string Join(string parent, string child) => parent.TrimEnd('\\', '/') + "\\" + child.TrimStart('\\', '/');
  internal static string Parent(string path) {
    var plain = path.TrimEnd('\\', '/');
    var at = plain.LastIndexOfAny(['\\', '/']);
    return at < 0 ? "" : at == 2 && plain[1] == ':' ? plain[..3] : plain[..at];
  }
  internal static string Leaf(string path) => path.TrimEnd('\\', '/').Split('\\', '/')[^1];
}

[Cmdlet("Join", "Path")]
public sealed class JoinPathCommand : PSCmdlet {
  [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)] public string[] Path { get; set; }
  [Parameter(Position = 1, Mandatory = true)] [AllowEmptyString] public string ChildPath { get; set; }
  [Parameter(Position = 2, ValueFromRemainingArguments = true)] public string[] AdditionalChildPath { get; set; } = [];
  protected override void ProcessRecord() {
    foreach (var path in Path) {
      var joined = path;
      foreach (var child in AdditionalChildPath.Prepend(ChildPath)) {
        joined = WindowsPath.Is(path) ? WindowsPath.Join(joined, child) : SessionState.Path.Combine(joined, child);
      }
      WriteObject(joined);
    }
  }
}

[Cmdlet("Split", "Path", DefaultParameterSetName = "Parent")]
public sealed class SplitPathCommand : PSCmdlet {
  [Parameter(Position = 0, ValueFromPipeline = true)] public string[] Path { get; set; }
  [Parameter] [Alias("PSPath")] public string[] LiteralPath { get; set; }
  [Parameter(ParameterSetName = "Parent")] public SwitchParameter Parent { get; set; }
  [Parameter(ParameterSetName = "Leaf", Mandatory = true)] public SwitchParameter Leaf { get; set; }
  [Parameter(ParameterSetName = "LeafBase", Mandatory = true)] public SwitchParameter LeafBase { get; set; }
  [Parameter(ParameterSetName = "Extension", Mandatory = true)] public SwitchParameter Extension { get; set; }
  [Parameter(ParameterSetName = "Qualifier", Mandatory = true)] public SwitchParameter Qualifier { get; set; }
  [Parameter(ParameterSetName = "IsAbsolute", Mandatory = true)] public SwitchParameter IsAbsolute { get; set; }
  protected override void ProcessRecord() {
    foreach (var path in LiteralPath ?? Path ?? []) WriteObject(Part(path));
  }

  private object Part(string path) {
    var leaf = WindowsPath.Leaf(path);
    if (Leaf) return leaf;
    if (LeafBase) return System.IO.Path.GetFileNameWithoutExtension(leaf);
    if (Extension) return System.IO.Path.GetExtension(leaf);
    if (Qualifier) return path[..(path.IndexOf(':') + 1)];
    if (IsAbsolute) return WindowsPath.Is(path) || path.StartsWith('/');
    return WindowsPath.Parent(path);
  }
}

[Cmdlet("Resolve", "Path")]
public sealed class ResolvePathCommand : PSCmdlet {
  [Parameter(Position = 0, Mandatory = true)] public string[] Path { get; set; }
  protected override void ProcessRecord() {
    foreach (var path in Path) WriteObject(SessionState.Path.GetResolvedPSPathFromPSPath(path), true);
  }
}

[Cmdlet("Get", "Location")]
public sealed class GetLocationCommand : PSCmdlet {
  protected override void EndProcessing() => WriteObject(SessionState.Path.CurrentLocation);
}

[Cmdlet("Set", "Location")]
public sealed class SetLocationCommand : PSCmdlet {
  [Parameter(Position = 0)] [Alias("LiteralPath")] public string Path { get; set; }
  protected override void EndProcessing() => SessionState.Path.SetLocation(Path);
}

[Cmdlet("Get", "PSDrive")]
public sealed class GetPSDriveCommand : PSCmdlet {
  [Parameter(Position = 0)] public string[] Name { get; set; }
  [Parameter] public string[] PSProvider { get; set; }
  protected override void EndProcessing() {
    foreach (var drive in SessionState.Drive.GetAll()) {
      if (Name is null || Name.Contains(drive.Name, StringComparer.OrdinalIgnoreCase)) WriteObject(drive);
    }
  }
}

[Cmdlet("Set", "ItemProperty")]
public sealed class SetItemPropertyCommand : PSCmdlet {
  [Parameter(Position = 0, Mandatory = true)] [Alias("LiteralPath")] public string Path { get; set; }
  [Parameter(Position = 1, Mandatory = true)] public string Name { get; set; }
  [Parameter(Position = 2, Mandatory = true)] [AllowNull] public object Value { get; set; }
  protected override void EndProcessing() {
    try {
      if (Simulator.Has(Path)) Simulator.Ask("Set-ItemProperty", new() { ["Path"] = Path, ["Name"] = Name, ["Value"] = Value });
      else InvokeProvider.Property.Set(Path, new PSObject { Properties = { new PSNoteProperty(Name, Value) } });
    } catch (Simulator.Failure failure) {
      WriteError(failure.Record);
    }
  }
}
