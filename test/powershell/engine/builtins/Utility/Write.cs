using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

[Cmdlet("Write", "Output")]
public sealed class WriteOutputCommand : PSCmdlet {
  [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromRemainingArguments = true)]
  [AllowNull, AllowEmptyCollection] public PSObject InputObject { get; set; }
  [Parameter] public SwitchParameter NoEnumerate { get; set; }
  protected override void ProcessRecord() => WriteObject(InputObject, !NoEnumerate);
}

public abstract class WriteMessage : PSCmdlet {
  [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
  [Alias("Msg"), AllowEmptyString] public string Message { get; set; }
}

[Cmdlet("Write", "Warning")]
public sealed class WriteWarningCommand : WriteMessage {
  protected override void ProcessRecord() => WriteWarning(Message);
}

[Cmdlet("Write", "Verbose")]
public sealed class WriteVerboseCommand : WriteMessage {
  protected override void ProcessRecord() => WriteVerbose(Message);
}

[Cmdlet("Write", "Debug")]
public sealed class WriteDebugCommand : WriteMessage {
  protected override void ProcessRecord() => WriteDebug(Message);
}

[Cmdlet("Write", "Information")]
public sealed class WriteInformationCommand : PSCmdlet {
  [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
  [Alias("Msg", "Message")] public object MessageData { get; set; }
  [Parameter(Position = 1)] public string[] Tags { get; set; }
  protected override void ProcessRecord() => WriteInformation(MessageData, Tags);
}

[Cmdlet("Write", "Host")]
public sealed class WriteHostCommand : PSCmdlet {
  [Parameter(Position = 0, ValueFromPipeline = true, ValueFromRemainingArguments = true)]
  [Alias("Msg", "Message")] public object Object { get; set; }
  [Parameter] public SwitchParameter NoNewline { get; set; }
  [Parameter] public object Separator { get; set; } = " ";
  [Parameter] public ConsoleColor ForegroundColor { get; set; }
  [Parameter] public ConsoleColor BackgroundColor { get; set; }
  protected override void ProcessRecord() {
    var text = (string)LanguagePrimitives.ConvertTo(Object, typeof(string), System.Globalization.CultureInfo.InvariantCulture);
    // The tag alone makes the engine write it to the host; writing there too would print it twice.
    WriteInformation(new HostInformationMessage { Message = text ?? "", NoNewLine = NoNewline }, ["PSHOST"]);
  }
}

[Cmdlet("Write", "Progress")]
public sealed class WriteProgressCommand : PSCmdlet {
  [Parameter(Position = 0, Mandatory = true)] public string Activity { get; set; }
  [Parameter(Position = 1)] public string Status { get; set; } = "Processing";
  [Parameter(Position = 2)] public int Id { get; set; }
  [Parameter] public int PercentComplete { get; set; } = -1;
  [Parameter] public SwitchParameter Completed { get; set; }
  protected override void ProcessRecord() => WriteProgress(new ProgressRecord(Id, Activity, Status) {
    PercentComplete = PercentComplete,
    RecordType = Completed ? ProgressRecordType.Completed : ProgressRecordType.Processing,
  });
}

public class WriteErrorException(string message) : Exception(message);

[Cmdlet("Write", "Error", DefaultParameterSetName = "NoException")]
public sealed class WriteErrorCommand : PSCmdlet {
  [Parameter(Position = 0, ParameterSetName = "NoException", Mandatory = true, ValueFromPipeline = true)]
  [Parameter(ParameterSetName = "WithException")]
  [Alias("Msg"), AllowNull, AllowEmptyString] public string Message { get; set; }
  [Parameter(ParameterSetName = "WithException", Mandatory = true)] public Exception Exception { get; set; }
  [Parameter(ParameterSetName = "ErrorRecord", Mandatory = true)] public ErrorRecord ErrorRecord { get; set; }
  [Parameter] public ErrorCategory Category { get; set; }
  [Parameter] public string ErrorId { get; set; }
  [Parameter] public object TargetObject { get; set; }
  [Parameter] public string RecommendedAction { get; set; }
  protected override void ProcessRecord() {
    if (ErrorRecord is not null) WriteError(new ErrorRecord(ErrorRecord, null));
    else {
      var error = Exception ?? new WriteErrorException(Message ?? "");
      var record = new ErrorRecord(error, ErrorId ?? error.GetType().FullName, Category, TargetObject);
      if (Message is not null) record.ErrorDetails = new ErrorDetails(Message);
      WriteError(record);
    }
  }
}
