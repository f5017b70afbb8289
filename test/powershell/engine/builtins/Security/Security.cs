using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Access of a file or folder of the simulated machine: SYSTEM and Administrators, by SID.</summary>
[Cmdlet("Get", "Acl")]
public sealed class GetAclCommand : PSCmdlet {
  [Parameter(Position = 0)] [Alias("LiteralPath")] public string[] Path { get; set; } = ["."];
  protected override void EndProcessing() {
    foreach (var path in Path) {
      try {
        foreach (var item in Simulator.Ask("Get-Acl", new() { ["Path"] = path })) WriteObject(Simulator.ObjectOf(item));
      } catch (Simulator.Failure failure) {
        WriteError(failure.Record);
      }
    }
  }
}

[Cmdlet("Get", "ExecutionPolicy")]
public sealed class GetExecutionPolicyCommand : PSCmdlet {
  [Parameter] public SwitchParameter List { get; set; }
  [Parameter(Position = 0)] public string Scope { get; set; }
  protected override void EndProcessing() {
    if (!List) {
      WriteObject("RemoteSigned");
      return;
    }
    foreach (var scope in new[] { "MachinePolicy", "UserPolicy", "Process", "CurrentUser", "LocalMachine" }) {
      var item = new PSObject();
      item.Properties.Add(new PSNoteProperty("Scope", scope));
      item.Properties.Add(new PSNoteProperty("ExecutionPolicy", scope == "LocalMachine" ? "RemoteSigned" : "Undefined"));
      WriteObject(item);
    }
  }
}
