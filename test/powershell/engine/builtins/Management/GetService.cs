using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Windows services as the simulated machine has them.</summary>
[Cmdlet("Get", "Service", DefaultParameterSetName = "Default")]
public sealed class GetServiceCommand : PSCmdlet {
  [Parameter(Position = 0, ValueFromPipeline = true)] [Alias("ServiceName")] public string[] Name { get; set; } = ["*"];
  protected override void ProcessRecord() {
    foreach (var name in Name) {
      var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
      var found = Simulator.Ask("Get-Service", []).Select(Simulator.ObjectOf)
        .Where(service => pattern.IsMatch((string)service.Properties["Name"].Value)).ToList();
      if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name)) {
        WriteError(new ErrorRecord(new InvalidOperationException($"Cannot find any service with service name '{name}'."),
          "NoServiceFoundForGivenName", ErrorCategory.ObjectNotFound, name));
      }
      WriteObject(found, true);
    }
  }
}
