using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Microsoft.PowerShell.Commands;

/// <summary>JSON as PowerShell writes it: enums as integers, what lies deeper than -Depth as text.</summary>
[Cmdlet("ConvertTo", "Json")]
public sealed class ConvertToJsonCommand : PSCmdlet {
  private static readonly JavaScriptEncoder Relaxed = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
  private readonly List<object> items = [];
  [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)] [AllowNull] public object InputObject { get; set; }
  [Parameter] [ValidateRange(0, 100)] public int Depth { get; set; } = 2;
  [Parameter] public SwitchParameter Compress { get; set; }
  [Parameter] public SwitchParameter EnumsAsStrings { get; set; }
  [Parameter] public SwitchParameter AsArray { get; set; }
  protected override void ProcessRecord() => items.Add(InputObject);

  protected override void EndProcessing() {
    using var stream = new MemoryStream();
    using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = !Compress, Encoder = Relaxed })) {
      Write(writer, items.Count > 1 || AsArray ? items : items.FirstOrDefault(), 0);
    }
    WriteObject(Encoding.UTF8.GetString(stream.ToArray()));
  }

  private void Write(Utf8JsonWriter to, object value, int depth) {
    var wrapped = value as PSObject;
    var plain = wrapped is null || wrapped.BaseObject is PSCustomObject ? value : wrapped.BaseObject;
    switch (plain) {
      case null or DBNull: to.WriteNullValue(); return;
      case string or char: to.WriteStringValue(plain.ToString()); return;
      case bool flag: to.WriteBooleanValue(flag); return;
      case SwitchParameter flag:
        to.WriteStartObject();
        to.WriteBoolean("IsPresent", flag.IsPresent);
        to.WriteEndObject();
        return;
      case Enum item when EnumsAsStrings: to.WriteStringValue(item.ToString()); return;
      case Enum item: to.WriteRawValue(item.ToString("d")); return;
      case DateTime or DateTimeOffset: to.WriteStringValue(((IFormattable)plain).ToString("o", CultureInfo.InvariantCulture)); return;
      case Guid or Uri or Type: to.WriteStringValue(plain.ToString()); return;
      case float or double when !double.IsFinite(Convert.ToDouble(plain)): to.WriteStringValue(plain.ToString()); return;
      case float or double or decimal or byte or sbyte or short or ushort or int or uint or long or ulong or System.Numerics.BigInteger:
        to.WriteRawValue(((IFormattable)plain).ToString(plain is double or float ? "R" : null, CultureInfo.InvariantCulture));
        return;
    }
    if (depth > Depth) {
      to.WriteStringValue(plain.ToString());
      return;
    }
    if (plain is IDictionary map) WriteMembers(to, map.Keys.Cast<object>().Select(key => (key.ToString(), map[key])), depth);
    else if (plain is IEnumerable list && plain is not PSObject) WriteItems(to, list, depth);
    else WriteMembers(to, Members(PSObject.AsPSObject(value)), depth);
  }

  private void WriteItems(Utf8JsonWriter to, IEnumerable list, int depth) {
    to.WriteStartArray();
    foreach (var item in list) Write(to, item, depth + 1);
    to.WriteEndArray();
  }

  private void WriteMembers(Utf8JsonWriter to, IEnumerable<(string Name, object Value)> members, int depth) {
    to.WriteStartObject();
    foreach (var (name, value) in members) {
      to.WritePropertyName(name);
      Write(to, value, depth + 1);
    }
    to.WriteEndObject();
  }

  private static IEnumerable<(string, object)> Members(PSObject item) {
    foreach (var property in item.Properties) {
      object value = null;
      try { value = property.Value; } catch (GetValueException) { /* a property that cannot be read is null */ }
      yield return (property.Name, value);
    }
  }
}

/// <summary>Custom objects, arrays, long, double; text that is a point in time becomes one, as in PowerShell 7.</summary>
[Cmdlet("ConvertFrom", "Json")]
public sealed class ConvertFromJsonCommand : PSCmdlet {
  private readonly List<string> lines = [];
  [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)] [AllowEmptyString] public string InputObject { get; set; }
  [Parameter] public SwitchParameter AsHashtable { get; set; }
  [Parameter] public SwitchParameter NoEnumerate { get; set; }
  [Parameter] public int Depth { get; set; } = 1024;
  protected override void ProcessRecord() => lines.Add(InputObject);

  protected override void EndProcessing() {
    var text = string.Join("\n", lines);
    if (text.Trim().Length == 0) return;
    try {
      using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Depth, AllowTrailingCommas = true });
      WriteObject(From(document.RootElement), !NoEnumerate);
    } catch (JsonException error) {
      ThrowTerminatingError(new ErrorRecord(
        new ArgumentException($"Conversion from JSON failed with error: {error.Message}", error),
        "System.ArgumentException", ErrorCategory.NotSpecified, null));
    }
  }

  private object From(JsonElement value) => value.ValueKind switch {
    JsonValueKind.Null => null,
    JsonValueKind.True => true,
    JsonValueKind.False => false,
    JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
    JsonValueKind.String => Text(value.GetString()),
    JsonValueKind.Array => value.EnumerateArray().Select(From).ToArray(),
    _ => AsHashtable ? Table(value) : Object(value),
  };

  private static object Text(string text) =>
    text.Length >= 19 && text[4] == '-' && text[10] == 'T'
      && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : text;

  private Hashtable Table(JsonElement value) {
    var table = new Hashtable();
    foreach (var member in value.EnumerateObject()) table[member.Name] = From(member.Value);
    return table;
  }

  private PSObject Object(JsonElement value) {
    var made = new PSObject();
    foreach (var member in value.EnumerateObject()) {
      if (made.Properties[member.Name] is { } there) there.Value = From(member.Value);
      else made.Properties.Add(new PSNoteProperty(member.Name, From(member.Value)), true);
    }
    return made;
  }
}
