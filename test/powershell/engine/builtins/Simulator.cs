using System.Globalization;
using System.Management.Automation;
using VMSpec.Simulated;

namespace Microsoft.PowerShell.Commands;

/// <summary>Facts and files of the simulated Windows machine.</summary>
internal static class Simulator {
  /// <summary>Whether a path lies on the simulated machine: it names a drive, and there is a simulator to ask.</summary>
  internal static bool Has(string path) =>
    SimulatorConnection.Present && path is { Length: > 1 } && char.IsAsciiLetter(path[0]) && path[1] == ':';

  /// <summary>Asks. Errors of the answer go to `report`; without one the first is thrown.</summary>
  internal static List<object> Ask(string cmdlet, Dictionary<string, object> parameters, Action<ErrorRecord> report = null) {
    var answer = SimulatorConnection.Take().Ask(new Dictionary<string, object> {
      ["cmdlet"] = cmdlet,
      ["parameters"] = parameters,
    });
    var errors = (List<object>)answer["errors"];
    var objects = (List<object>)answer["objects"];
    if (errors.Count == 0) return objects;
    if (report is null || objects.Count == 0 && errors.Count == 1) throw new Failure(RecordOf((Dictionary<string, object>)errors[0]));
    foreach (Dictionary<string, object> error in errors) report(RecordOf(error));
    return objects;
  }

  internal static PSObject ObjectOf(object value) {
    var made = new PSObject();
    var members = (Dictionary<string, object>)value;
    foreach (var (name, item) in members) {
      if (name != "$type") made.Properties.Add(new PSNoteProperty(name, IsTime(name) ? Time(item) : item), true);
    }
    // Last: what PowerShell adds to a type by itself must not stand in the way of what the machine says.
    if (members.TryGetValue("$type", out var type)) made.TypeNames.Insert(0, (string)type);
    return made;
  }

  /// <summary>An object that nobody changes: the same answer, which the simulator does not send again, is the same one.</summary>
  internal static PSObject InstanceOf(object value) {
    var members = (Dictionary<string, object>)value;
    if (members.TryGetValue(MachineItem.Made, out var made)) return (PSObject)made;
    var instance = ObjectOf(value);
    members[MachineItem.Made] = instance;
    return instance;
  }

  private static bool IsTime(string name) =>
    name.EndsWith("TimeUtc", StringComparison.Ordinal) || name.StartsWith("TimeOf", StringComparison.Ordinal);

  private static object Time(object value) => value is string text ? TimeIn(text) : value;

  /// <summary>A time as the simulator writes it.</summary>
  internal static DateTime TimeIn(string text) =>
    DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

  private static ErrorRecord RecordOf(Dictionary<string, object> error) {
    var id = (string)error["id"];
    var message = (string)error["message"];
    Exception exception = id == "PathNotFound" ? new ItemNotFoundException(message) : new IOException(message);
    if (error["hresult"] is string code) exception.HResult = unchecked((int)Convert.ToUInt32(code, 16));
    return new ErrorRecord(exception, id, Enum.Parse<ErrorCategory>((string)error["category"]), error["target"]);
  }

  internal sealed class Failure(ErrorRecord record) : Exception(record.Exception.Message) {
    internal ErrorRecord Record { get; } = record;
  }
}
