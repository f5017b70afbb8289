using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace VMSpec.Console;

/// <summary>Text without colour: errors on the error stream, everything else on the output, as redirected pwsh writes.</summary>
internal sealed class ConsoleUi(bool nonInteractive) : PSHostUserInterface {
  public override PSHostRawUserInterface RawUI { get; } = new PlainRawUi();

  public override void Write(string value) => System.Console.Out.Write(Plain(value));
  public override void Write(ConsoleColor foreground, ConsoleColor background, string value) => Write(value);
  public override void WriteLine(string value) => System.Console.Out.WriteLine(Plain(value));
  public override void WriteErrorLine(string value) => System.Console.Error.WriteLine(Plain(value));
  public override void WriteWarningLine(string message) => WriteLine($"WARNING: {message}");
  public override void WriteVerboseLine(string message) => WriteLine($"VERBOSE: {message}");
  public override void WriteDebugLine(string message) => WriteLine($"DEBUG: {message}");
  public override void WriteProgress(long sourceId, ProgressRecord record) { }

  public override string ReadLine() => Answer("Read-Host");
  public override SecureString ReadLineAsSecureString() {
    var secret = new SecureString();
    foreach (var letter in Answer("Read-Host")) secret.AppendChar(letter);
    return secret;
  }

  public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
    descriptions.ToDictionary(field => field.Name, field => PSObject.AsPSObject(Ask(field.Name)));

  public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) {
    Refuse("prompt the user");
    WriteLine($"{caption}\n{message}");
    var answer = Ask(string.Join(" ", choices.Select(choice => choice.Label)));
    for (var at = 0; at < choices.Count; at++) {
      var label = choices[at].Label;
      var mark = label.IndexOf('&');
      var key = mark >= 0 && mark + 1 < label.Length ? label.Substring(mark + 1, 1) : label;
      if (answer.Equals(key, StringComparison.OrdinalIgnoreCase)) return at;
    }
    return defaultChoice;
  }

  public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
    throw Refusal("prompt for a credential");
  public override PSCredential PromptForCredential(
    string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options) =>
    throw Refusal("prompt for a credential");

  private string Ask(string label) {
    Refuse("prompt the user");
    Write($"{label}: ");
    return System.Console.In.ReadLine() ?? "";
  }

  private string Answer(string what) {
    Refuse(what);
    return System.Console.In.ReadLine() ?? "";
  }

  private void Refuse(string what) {
    if (nonInteractive) throw Refusal(what);
  }

  private static PSInvalidOperationException Refusal(string what) => new(
    $"PowerShell is in NonInteractive mode. Cannot {what}: the functionality is not available.");

  private static string Plain(string text) => text is null ? "" : GetOutputString(text, false);
}

/// <summary>A window that is wide enough not to break lines; it has no keys.</summary>
internal sealed class PlainRawUi : PSHostRawUserInterface {
  public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;
  public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;
  public override Size BufferSize { get; set; } = new(4096, 50);
  public override Coordinates CursorPosition { get; set; }
  public override int CursorSize { get; set; } = 1;
  public override bool KeyAvailable => false;
  public override Size MaxPhysicalWindowSize => new(4096, 50);
  public override Size MaxWindowSize => new(4096, 50);
  public override Coordinates WindowPosition { get; set; }
  public override Size WindowSize { get; set; } = new(4096, 50);
  public override string WindowTitle { get; set; } = "";
  public override void FlushInputBuffer() { }
  public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();
  public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();
  public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
    throw new NotSupportedException();
  public override void SetBufferContents(Rectangle rectangle, BufferCell fill) { }
  public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) { }
}
