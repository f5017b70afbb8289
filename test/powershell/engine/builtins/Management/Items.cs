using System.Collections.ObjectModel;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Paths with a drive letter are the simulated machine's, all others those of PowerShell's own providers.</summary>
public abstract class ItemCommand : PSCmdlet {
  [Parameter(Position = 0, ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
  public string[] Path { get; set; }
  [Parameter(ParameterSetName = "LiteralPath", Mandatory = true, ValueFromPipelineByPropertyName = true)]
  [Alias("PSPath", "LP")] public string[] LiteralPath { get; set; }
  [Parameter] public SwitchParameter Force { get; set; }

  protected bool Literal => LiteralPath is not null;
  protected string[] Paths => LiteralPath ?? Path ?? [SessionState.Path.CurrentLocation.Path];

  protected sealed override void ProcessRecord() {
    // The machine is asked for many paths at once where a cmdlet can.
    var together = Together ? Paths.Where(Simulator.Has).ToArray() : [];
    if (together.Length > 0) TryEach([null], _ => OnMachine(together));
    TryEach(Together ? Paths.Where(path => !Simulator.Has(path)) : Paths, path => {
      if (Simulator.Has(path)) OnMachine(path);
      else Elsewhere(path);
    });
  }

  private void TryEach(IEnumerable<string> paths, Action<string> work) {
    foreach (var path in paths) {
      try {
        work(path);
      } catch (Simulator.Failure failure) {
        WriteError(failure.Record);
      } catch (RuntimeException error) when (error is not PipelineStoppedException) {
        WriteError(new ErrorRecord(error.ErrorRecord, error));
      }
    }
  }

  protected virtual bool Together => false;
  protected virtual void OnMachine(string[] paths) => throw new NotSupportedException();
  protected virtual void OnMachine(string path) => throw new NotSupportedException();
  protected abstract void Elsewhere(string path);

  protected List<object> Ask(object path, params (string, object)[] more) {
    var parameters = new Dictionary<string, object> { ["Path"] = path, ["Literal"] = Literal };
    foreach (var (name, value) in more) parameters[name] = value;
    return Simulator.Ask(MyInvocation.MyCommand.Name, parameters, failure => WriteError(failure));
  }

  protected void WriteAll(IEnumerable<object> items) {
    foreach (var item in items) WriteObject(item is Dictionary<string, object> members ? MachineItem.Of(members) : item);
  }
}

public enum TestPathType { Any = 0, Container = 1, Leaf = 2 }

[Cmdlet("Test", "Path", DefaultParameterSetName = "Path")]
public sealed class TestPathCommand : ItemCommand {
  [Parameter] [Alias("Type")] public TestPathType PathType { get; set; }
  [Parameter] public SwitchParameter IsValid { get; set; }
  protected override void OnMachine(string path) => WriteAll(Ask(path, ("PathType", PathType.ToString())));
  protected override void Elsewhere(string path) {
    var there = Literal ? InvokeProvider.Item.Exists(path, false, true) : InvokeProvider.Item.Exists(path);
    if (there && PathType != TestPathType.Any) {
      there = InvokeProvider.Item.IsContainer(path) == (PathType == TestPathType.Container);
    }
    WriteObject(there);
  }
}

[Cmdlet("Get", "Item", DefaultParameterSetName = "Path")]
public sealed class GetItemCommand : ItemCommand {
  protected override void OnMachine(string path) => WriteAll(Ask(path));
  protected override void Elsewhere(string path) => WriteObject(InvokeProvider.Item.Get([path], Force, Literal), true);
}

[Cmdlet("Get", "ChildItem", DefaultParameterSetName = "Path")]
public sealed class GetChildItemCommand : ItemCommand {
  [Parameter(Position = 1)] public string Filter { get; set; }
  [Parameter] public string[] Include { get; set; }
  [Parameter] public SwitchParameter Recurse { get; set; }
  [Parameter] public uint Depth { get; set; }
  [Parameter] public SwitchParameter File { get; set; }
  [Parameter] public SwitchParameter Directory { get; set; }
  [Parameter] public SwitchParameter Name { get; set; }
  protected override bool Together => true;
  protected override void OnMachine(string[] paths) {
    var recurse = Recurse || MyInvocation.BoundParameters.ContainsKey("Depth");
    // The machine leaves out what the filter leaves out, as a file system does.
    foreach (Dictionary<string, object> members in Ask(paths, ("Recurse", recurse), ("Filter", Filter ?? "*"))) {
      var item = MachineItem.Of(members);
      if (Wanted(item.Name, item.PSIsContainer, null)) WriteObject(Name ? item.Name : item);
    }
  }

  protected override void Elsewhere(string path) {
    foreach (var item in InvokeProvider.ChildItem.Get([path], Recurse, Force, Literal)) {
      if (Wanted((string)item.Properties["PSChildName"].Value, (bool)item.Properties["PSIsContainer"].Value, Filter)) WriteObject(item);
    }
  }

  private bool Wanted(string name, bool folder, string filter) =>
    !(File && folder) && !(Directory && !folder) && Matches(filter, name)
      && (Include is null || Include.Any(pattern => Matches(pattern, name)));

  private static bool Matches(string pattern, string name) =>
    pattern is null || new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(name);
}

[Cmdlet("New", "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class NewItemCommand : ItemCommand {
  [Parameter] public string Name { get; set; }
  [Parameter] [Alias("Type")] public string ItemType { get; set; } = "File";
  [Parameter] public object Value { get; set; }
  protected override void OnMachine(string path) {
    var full = Name is null ? path : WindowsPath.Join(path, Name);
    if (ShouldProcess(full)) WriteAll(Ask(full, ("ItemType", ItemType), ("Force", Force.IsPresent), ("Value", Value?.ToString() ?? "")));
  }

  protected override void Elsewhere(string path) {
    if (!ShouldProcess(path)) return;
    if (Force && ItemType == "Directory" && InvokeProvider.Item.Exists(path)) WriteObject(InvokeProvider.Item.Get(path), true);
    else WriteObject(InvokeProvider.Item.New([path], Name, ItemType, Value, Force), true);
  }
}

[Cmdlet("Remove", "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class RemoveItemCommand : ItemCommand {
  [Parameter] public SwitchParameter Recurse { get; set; }
  protected override void OnMachine(string path) {
    if (ShouldProcess(path)) Ask(path, ("Recurse", Recurse.IsPresent));
  }

  protected override void Elsewhere(string path) {
    if (ShouldProcess(path)) InvokeProvider.Item.Remove([path], Recurse, Force, Literal);
  }
}

[Cmdlet("Rename", "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class RenameItemCommand : ItemCommand {
  [Parameter(Position = 1, Mandatory = true)] public string NewName { get; set; }
  protected override void OnMachine(string path) {
    if (ShouldProcess(path)) Ask(path, ("NewName", NewName));
  }

  protected override void Elsewhere(string path) {
    if (ShouldProcess(path)) InvokeProvider.Item.Rename(path, NewName, Force);
  }
}

[Cmdlet("Copy", "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class CopyItemCommand : ItemCommand {
  [Parameter(Position = 1)] public string Destination { get; set; }
  [Parameter] public SwitchParameter Recurse { get; set; }
  [Parameter] public SwitchParameter PassThru { get; set; }
  protected override void OnMachine(string path) {
    if (!ShouldProcess(path)) return;
    var copied = Ask(path, ("Destination", Destination));
    if (PassThru) WriteAll(copied);
  }

  protected override void Elsewhere(string path) {
    if (ShouldProcess(path)) InvokeProvider.Item.Copy([path], Destination, Recurse, CopyContainers.CopyTargetContainer, Force, Literal);
  }
}
