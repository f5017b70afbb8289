using System.Management.Automation.Runspaces;
using VMSpec.Console;

// Before anything of the engine is touched: it reads this once.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
Environment.SetEnvironmentVariable("POWERSHELL_UPDATECHECK", "Off");
try {
  var arguments = Arguments.Parse(args);
  var state = InitialSessionState.CreateDefault2();
  if (OperatingSystem.IsWindows() && Enum.TryParse<Microsoft.PowerShell.ExecutionPolicy>(arguments.ExecutionPolicy, true, out var policy)) {
    state.ExecutionPolicy = policy;
  }
  var host = new ConsoleHost(arguments.NonInteractive);
  using var runspace = RunspaceFactory.CreateRunspace(host, state);
  runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
  runspace.Open();
  Runspace.DefaultRunspace = runspace;
  return new Session(runspace, host).Run(arguments);
} catch (ArgumentException error) {
  Console.Error.WriteLine(error.Message);
  return 64;
}
