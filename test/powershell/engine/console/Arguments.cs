namespace VMSpec.Console;

/// <summary>The arguments of `pwsh` that are understood here, by any beginning of their name as there.</summary>
internal sealed record Arguments(bool NoExit, bool NonInteractive, string ExecutionPolicy, string Command, string File, string[] Rest) {
  private static readonly string[] Switches = ["NoLogo", "NoExit", "NoProfile", "NonInteractive", "Sta", "Mta"];
  private static readonly string[] Valued = ["ExecutionPolicy", "InputFormat", "OutputFormat", "WindowStyle", "Version"];

  internal static Arguments Parse(string[] args) {
    var result = new Arguments(false, false, null, null, null, []);
    for (var at = 0; at < args.Length; at++) {
      var name = args[at].TrimStart('-', '/');
      if (args[at].Length == name.Length) return result with { File = args[at], Rest = args[(at + 1)..] };
      if (Is(name, "Command", 1)) return result with { Command = string.Join(" ", args[(at + 1)..]) };
      if (Is(name, "File", 1)) return result with { File = args[at + 1], Rest = args[(at + 2)..] };
      if (Is(name, "EncodedCommand", 1)) {
        var text = System.Text.Encoding.Unicode.GetString(Convert.FromBase64String(args[at + 1]));
        return result with { Command = text };
      }
      if (Is(name, "NoExit", 3)) result = result with { NoExit = true };
      else if (Is(name, "NonInteractive", 4)) result = result with { NonInteractive = true };
      else if (Is(name, "ExecutionPolicy", 2) || name.Equals("ep", StringComparison.OrdinalIgnoreCase)) {
        result = result with { ExecutionPolicy = args[++at] };
      } else if (Valued.Any(known => Is(name, known, 3))) at++;
      else if (!Switches.Any(known => Is(name, known, 3))) throw new ArgumentException($"The argument '{args[at]}' is not recognized.");
    }
    return result;
  }

  private static bool Is(string given, string name, int least) =>
    given.Length >= least && name.StartsWith(given, StringComparison.OrdinalIgnoreCase);
}
