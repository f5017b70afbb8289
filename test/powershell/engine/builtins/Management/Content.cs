using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

[Cmdlet("Get", "Content", DefaultParameterSetName = "Path")]
public sealed class GetContentCommand : ItemCommand {
  [Parameter] public SwitchParameter Raw { get; set; }
  [Parameter] public object Encoding { get; set; }
  [Parameter] [Alias("First", "Head")] public long TotalCount { get; set; } = -1;
  protected override void OnMachine(string path) => WriteText((string)Ask(path)[0]);
  protected override void Elsewhere(string path) {
    var file = GetUnresolvedProviderPathFromPSPath(path);
    if (!File.Exists(file)) {
      var error = new ItemNotFoundException($"Cannot find path '{file}' because it does not exist.");
      WriteError(new ErrorRecord(error, "PathNotFound", ErrorCategory.ObjectNotFound, path));
    } else WriteText(File.ReadAllText(file));
  }

  private void WriteText(string text) {
    if (Raw) {
      WriteObject(text);
      return;
    }
    using var reader = new StringReader(text);
    for (long at = 0; reader.ReadLine() is { } line && (TotalCount < 0 || at < TotalCount); at++) WriteObject(line);
  }
}

public abstract class WriteContent : PSCmdlet {
  private readonly List<string> lines = [];
  private readonly List<byte> bytes = [];
  [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path")] public string[] Path { get; set; }
  [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")] [Alias("PSPath")] public string[] LiteralPath { get; set; }
  [Parameter(Position = 1, Mandatory = true, ValueFromPipeline = true)] [AllowNull, AllowEmptyCollection] public object[] Value { get; set; }
  [Parameter] public SwitchParameter NoNewline { get; set; }
  [Parameter] public SwitchParameter Force { get; set; }
  [Parameter] public object Encoding { get; set; }
  [Parameter] public SwitchParameter AsByteStream { get; set; }
  protected override void ProcessRecord() {
    foreach (var item in Value ?? []) {
      if (AsByteStream) bytes.Add(item is byte one ? one : LanguagePrimitives.ConvertTo<byte>(item));
      else lines.Add(item?.ToString() ?? "");
    }
  }

  protected override void EndProcessing() {
    // Windows ends lines with both, and the simulated machine is one.
    foreach (var path in LiteralPath ?? Path) {
      var end = NoNewline ? "" : Simulator.Has(path) ? "\r\n" : Environment.NewLine;
      var text = string.Concat(lines.Select(line => line + end));
      try {
        if (!ShouldProcess(path)) continue;
        if (AsByteStream) WriteBytes(path, bytes.ToArray());
        else Write(path, text);
      } catch (Simulator.Failure failure) {
        WriteError(failure.Record);
      } catch (IOException error) {
        WriteError(new ErrorRecord(error, "GetContentWriterIOError", ErrorCategory.WriteError, path));
      }
    }
  }

  protected abstract void Write(string path, string text);
  private void WriteBytes(string path, byte[] content) {
    if (!Simulator.Has(path)) File.WriteAllBytes(GetUnresolvedProviderPathFromPSPath(path), content);
    else Simulator.Ask("Set-Content", new() { ["Path"] = path, ["Value"] = Convert.ToBase64String(content), ["AsByteStream"] = true });
  }
}

[Cmdlet("Set", "Content", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
public sealed class SetContentCommand : WriteContent {
  protected override void Write(string path, string text) {
    if (!Simulator.Has(path)) File.WriteAllText(GetUnresolvedProviderPathFromPSPath(path), text);
    else Simulator.Ask("Set-Content", new() { ["Path"] = path, ["Value"] = text });
  }
}

[Cmdlet("Add", "Content", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
public sealed class AddContentCommand : WriteContent {
  protected override void Write(string path, string text) {
    if (!Simulator.Has(path)) File.AppendAllText(GetUnresolvedProviderPathFromPSPath(path), text);
    else Simulator.Ask("Add-Content", new() { ["Path"] = path, ["Value"] = text });
  }
}
