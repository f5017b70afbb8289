using System.Globalization;
using System.Management.Automation.Host;

namespace VMSpec.Console;

/// <summary>The host that scripts see: a console without a window.</summary>
internal sealed class ConsoleHost(bool nonInteractive) : PSHost {
  private readonly ConsoleUi ui = new(nonInteractive);

  /// <summary>What `exit` said; null while the session goes on.</summary>
  internal int? ExitCode { get; private set; }

  public override string Name => "ConsoleHost";
  public override Version Version => new(7, 6, 9);
  public override Guid InstanceId { get; } = Guid.NewGuid();
  public override PSHostUserInterface UI => ui;
  public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;
  public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;
  public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
  public override void EnterNestedPrompt() => throw new NotSupportedException("There is no nested prompt here.");
  public override void ExitNestedPrompt() => throw new NotSupportedException("There is no nested prompt here.");
  public override void NotifyBeginApplication() { }
  public override void NotifyEndApplication() { }
}
