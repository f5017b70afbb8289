using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.HyperV.PowerShell {
/// <summary>What the Hyper-V module throws; scripts catch it by this name.</summary>
public class VirtualizationException : Exception {
  public VirtualizationException(string message, int hresult) : base(message) {
    if (hresult != 0) HResult = hresult;
  }
}
}

namespace VMSpec.Simulated {
/// <summary>A cmdlet that asks the simulator to do what it was told, and answers as the simulator says.</summary>
public abstract class SimulatedCmdlet : PSCmdlet {
  private static readonly string[] Elsewhere = { "AsJob", "CimSession", "ComputerName", "Credential" };
  private static readonly HashSet<string> NotSent =
    new HashSet<string>(CommonParameters.Concat(OptionalCommonParameters), StringComparer.OrdinalIgnoreCase);
  private SimulatorConnection connection;

  protected override void BeginProcessing() {
    foreach (var name in Elsewhere) {
      if (!MyInvocation.BoundParameters.ContainsKey(name)) continue;
      var message = $"{MyInvocation.MyCommand.Name} -{name} is not simulated.";
      ThrowTerminatingError(new ErrorRecord(
        new NotSupportedException(message), "NotSimulated", ErrorCategory.NotImplemented, name));
    }
  }

  protected override void ProcessRecord() {
    var parameters = new Dictionary<string, object>();
    foreach (var bound in MyInvocation.BoundParameters) {
      if (!NotSent.Contains(bound.Key)) parameters[bound.Key] = bound.Value;
    }
    var changes = !MyInvocation.MyCommand.Name.StartsWith("Get-", StringComparison.Ordinal);
    if (changes && !ShouldProcess(TargetOf(parameters), MyInvocation.MyCommand.Name)) return;
    Emit(Ask(parameters));
  }

  protected override void StopProcessing() {
    connection?.Dispose();
  }

  private Dictionary<string, object> Ask(Dictionary<string, object> parameters) {
    try {
      connection = SimulatorConnection.Take();
      return connection.Ask(new Dictionary<string, object> {
        ["cmdlet"] = MyInvocation.MyCommand.Name,
        ["parameters"] = parameters,
      });
    } catch (Exception error) when (!Stopping) {
      ThrowTerminatingError(new ErrorRecord(error, "NoSimulator", ErrorCategory.ConnectionError, null));
      throw;
    }
  }

  private void Emit(Dictionary<string, object> answer) {
    foreach (string warning in List(answer, "warnings")) WriteWarning(warning);
    foreach (var item in List(answer, "objects")) WriteObject(SimulatedObject.From(item));
    foreach (Dictionary<string, object> error in List(answer, "errors")) WriteError(RecordOf(error));
  }

  private static IEnumerable List(Dictionary<string, object> answer, string name) =>
    answer.TryGetValue(name, out var list) ? (IEnumerable)list : Array.Empty<object>();

  private static ErrorRecord RecordOf(Dictionary<string, object> error) {
    var hresult = error["hresult"] is string code ? unchecked((int)Convert.ToUInt32(code, 16)) : 0;
    var exception = new Microsoft.HyperV.PowerShell.VirtualizationException((string)error["message"], hresult);
    var category = (ErrorCategory)Enum.Parse(typeof(ErrorCategory), (string)error["category"]);
    return new ErrorRecord(exception, (string)error["id"], category, error["target"]);
  }

  private static string TargetOf(Dictionary<string, object> parameters) {
    foreach (var name in new[] { "VM", "VMName", "Name", "Path", "VMNetworkAdapter", "VMHardDiskDrive" }) {
      if (!parameters.TryGetValue(name, out var value)) continue;
      var items = value is IEnumerable list && !(value is string) ? list.Cast<object>() : new[] { value };
      return string.Join(", ", items.Select(item => NameOf(item)));
    }
    return "";
  }

  private static string NameOf(object item) =>
    PSObject.AsPSObject(item).Properties["Name"]?.Value?.ToString() ?? item.ToString();
}
}
