using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;

namespace VMSpec.Console;

/// <summary>Runs what the arguments say, or standard input line by line.</summary>
internal sealed class Session(Runspace runspace, ConsoleHost host) {
  private bool succeeded = true;
  private int? exitCode;

  internal int Run(Arguments arguments) {
    if (arguments.File is { } file) RunFile(file, arguments.Rest);
    else if (arguments.Command is { } command && command != "-") Execute(command);
    if (host.ExitCode is { } early) return early;
    var interactive = arguments.Command is null or "-" && arguments.File is null;
    if (interactive || arguments.NoExit) return ReadInput();
    return exitCode ?? (succeeded ? 0 : 1);
  }

  /// <summary>
  /// As `-Command -` does: a line is run as soon as it is read. A line that is not a whole statement opens a block that
  /// only an empty line closes; whatever comes before that belongs to the block.
  /// </summary>
  private int ReadInput() {
    StringBuilder block = null;
    while (System.Console.In.ReadLine() is { } line) {
      if (block is not null && line.Length > 0) {
        block.Append('\n').Append(line);
        continue;
      }
      var text = block?.ToString() ?? line;
      var whole = block is not null || !IsIncomplete(text);
      block = whole ? null : new StringBuilder(text);
      if (whole && text.Trim().Length > 0) Execute(text);
      if (host.ExitCode is { } code) return code;
    }
    return 0;
  }

  private static bool IsIncomplete(string text) {
    System.Management.Automation.Language.Parser.ParseInput(text, out _, out var errors);
    return errors.Any(error => error.IncompleteInput);
  }

  private void RunFile(string file, string[] rest) {
    var path = Path.GetFullPath(file);
    if (!File.Exists(path)) {
      host.UI.WriteErrorLine($"The argument '{file}' is not recognized as the name of a script file.");
      succeeded = false;
      return;
    }
    // The arguments are data of this one call, never text of a script.
    Execute(new Command(path, isScript: false), rest);
    // A script that is called as a command ends itself with `exit`, not the session; its code stays in this variable.
    if (host.ExitCode is null && runspace.SessionStateProxy.GetVariable("LASTEXITCODE") is int code) exitCode = code;
  }

  private void Execute(string text) {
    // With history: only then are $? and $^ those of the line before.
    using var pipeline = runspace.CreatePipeline(text, addToHistory: true);
    Invoke(pipeline);
  }

  private void Execute(Command command, string[] rest) {
    for (var at = 0; at < rest.Length; at++) {
      var named = rest[at].Length > 1 && rest[at][0] == '-' && char.IsLetter(rest[at][1]);
      var value = named && at + 1 < rest.Length && !rest[at + 1].StartsWith('-') ? rest[++at] : null;
      if (!named) command.Parameters.Add(null, rest[at]);
      else command.Parameters.Add(rest[value is null ? at : at - 1].TrimStart('-').TrimEnd(':'), value ?? (object)true);
    }
    using var pipeline = runspace.CreatePipeline();
    pipeline.Commands.Add(command);
    Invoke(pipeline);
  }

  private void Invoke(Pipeline pipeline) {
    pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
    pipeline.Commands.Add(new Command("Out-Default", isScript: false, useLocalScope: true));
    try {
      pipeline.Invoke();
      succeeded = LastSucceeded();
    } catch (RuntimeException error) when (host.ExitCode is null) {
      succeeded = false;
      Report(error.ErrorRecord ?? new ErrorRecord(error, "", ErrorCategory.NotSpecified, null));
    } catch (RuntimeException) {
      // The script ended the session.
    }
  }

  private bool LastSucceeded() => runspace.SessionStateProxy.GetVariable("?") is not false;

  private void Report(ErrorRecord record) {
    using var pipeline = runspace.CreatePipeline();
    var shown = PSObject.AsPSObject(record);
    // Out-Default writes to the error stream of the host what is marked so.
    shown.Properties.Add(new PSNoteProperty("writeErrorStream", true));
    pipeline.Commands.Add("Out-Default");
    pipeline.Input.Write(shown);
    pipeline.Invoke();
  }
}
