using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Volumes of the simulated machine.</summary>
[Cmdlet("Get", "Volume")]
public sealed class GetVolumeCommand : PSCmdlet {
  [Parameter(Position = 0)] public char[] DriveLetter { get; set; }
  protected override void EndProcessing() {
    foreach (var volume in Simulator.Ask("Get-Volume", []).Select(Simulator.ObjectOf)) {
      var letter = ((string)volume.Properties["DriveLetter"].Value)[0];
      if (DriveLetter is null || DriveLetter.Any(wanted => char.ToUpperInvariant(wanted) == letter)) WriteObject(volume);
    }
  }
}
