using System.Management.Automation;

namespace Microsoft.Management.Infrastructure.CimCmdlets;

using Simulator = Microsoft.PowerShell.Commands.Simulator;

/// <summary>The few classes that tools ask a Hyper-V machine for. Filters of the form Name='value' only.</summary>
[Cmdlet("Get", "CimInstance")]
public sealed class GetCimInstanceCommand : PSCmdlet {
  [Parameter(Position = 0, Mandatory = true)] public string ClassName { get; set; }
  [Parameter] public string Namespace { get; set; } = "root/cimv2";
  [Parameter] public string Filter { get; set; }
  [Parameter] [Alias("SelectProperties")] public string[] Property { get; set; }
  [Parameter] [Alias("OT")] public uint OperationTimeoutSec { get; set; }
  protected override void EndProcessing() {
    try {
      var parameters = new Dictionary<string, object> { ["ClassName"] = ClassName, ["Namespace"] = Namespace, ["Filter"] = Filter };
      foreach (var item in Simulator.Ask("Get-CimInstance", parameters)) WriteObject(Simulator.InstanceOf(item));
    } catch (Simulator.Failure failure) {
      WriteError(failure.Record);
    }
  }
}
