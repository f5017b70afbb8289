using System.Collections;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Properties named by text, by script block or by a table of Name and Expression.</summary>
internal static class Properties {
  internal static object Of(PSObject item, object key) => key switch {
    null => item,
    ScriptBlock block => block.InvokeWithContext(null, [new PSVariable("_", item)]) switch {
      { Count: 0 } => null,
      { Count: 1 } one => one[0],
      var many => many,
    },
    IDictionary table => Of(item, Member(table, "Expression", "e")),
    PSObject wrapped => Of(item, wrapped.BaseObject),
    _ => item.Properties[key.ToString()]?.Value,
  };

  internal static string Name(object key) => key switch {
    IDictionary table => Member(table, "Name", "n", "Label", "l").ToString(),
    PSObject wrapped => Name(wrapped.BaseObject),
    _ => key.ToString(),
  };

  internal static int Compare(object left, object right) {
    left = left is PSObject l ? l.BaseObject : left;
    right = right is PSObject r ? r.BaseObject : right;
    if (left is null || right is null) return (left is null ? 0 : 1) - (right is null ? 0 : 1);
    return LanguagePrimitives.TryCompare(left, right, true, out var order)
      ? order
      : string.Compare(left.ToString(), right.ToString(), StringComparison.CurrentCultureIgnoreCase);
  }

  private static object Member(IDictionary table, params string[] names) {
    foreach (DictionaryEntry entry in table) {
      if (names.Any(name => name.StartsWith(entry.Key.ToString(), StringComparison.OrdinalIgnoreCase))) return entry.Value;
    }
    return null;
  }
}

public abstract class Collecting : PSCmdlet {
  protected List<PSObject> Items { get; } = [];
  [Parameter(ValueFromPipeline = true)] public PSObject InputObject { get; set; }
  protected override void ProcessRecord() {
    if (MyInvocation.BoundParameters.ContainsKey("InputObject")) Items.Add(InputObject);
  }
}

[Cmdlet("Sort", "Object")]
public sealed class SortObjectCommand : Collecting {
  [Parameter(Position = 0)] public object[] Property { get; set; }
  [Parameter] public SwitchParameter Descending { get; set; }
  [Parameter] public SwitchParameter Unique { get; set; }
  protected override void EndProcessing() {
    var keys = Property ?? [null];
    var order = Comparer<PSObject>.Create((a, b) =>
      keys.Select(key => Properties.Compare(Properties.Of(a, key), Properties.Of(b, key))).FirstOrDefault(sign => sign != 0));
    var sorted = Descending ? Items.OrderByDescending(item => item, order) : Items.OrderBy(item => item, order);
    PSObject last = null;
    foreach (var item in sorted) {
      if (!Unique || last is null || order.Compare(last, item) != 0) WriteObject(item);
      last = item;
    }
  }
}

[Cmdlet("Select", "Object")]
public sealed class SelectObjectCommand : Collecting {
  [Parameter(Position = 0)] public object[] Property { get; set; }
  [Parameter] public string[] ExcludeProperty { get; set; } = [];
  [Parameter] public string ExpandProperty { get; set; }
  [Parameter] public int First { get; set; } = -1;
  [Parameter] public int Last { get; set; } = -1;
  [Parameter] public int Skip { get; set; }
  [Parameter] public SwitchParameter Unique { get; set; }
  protected override void EndProcessing() {
    IEnumerable<PSObject> items = Items.Skip(Skip);
    if (First >= 0) items = items.Take(First);
    if (Last >= 0) items = items.TakeLast(Last);
    var seen = new HashSet<string>();
    foreach (var item in items) {
      if (Unique && !seen.Add(item?.ToString() ?? "")) continue;
      if (ExpandProperty is not null) WriteObject(item.Properties[ExpandProperty]?.Value, true);
      else WriteObject(Property is null ? item : Reduced(item));
    }
  }

  private PSObject Reduced(PSObject item) {
    var result = new PSObject();
    foreach (var key in Property) {
      var name = Properties.Name(key);
      if (!WildcardPattern.ContainsWildcardCharacters(name) || key is not (string or PSObject { BaseObject: string })) {
        Add(result, name, Properties.Of(item, key));
        continue;
      }
      foreach (var property in item.Properties.Where(one => new WildcardPattern(name, WildcardOptions.IgnoreCase).IsMatch(one.Name))) {
        Add(result, property.Name, property.Value);
      }
    }
    return result;
  }

  private void Add(PSObject to, string name, object value) {
    if (to.Properties[name] is null && !ExcludeProperty.Contains(name, StringComparer.OrdinalIgnoreCase)) {
      to.Properties.Add(new PSNoteProperty(name, value));
    }
  }
}

[Cmdlet("Group", "Object")]
public sealed class GroupObjectCommand : Collecting {
  [Parameter(Position = 0)] public object[] Property { get; set; }
  [Parameter] public SwitchParameter AsHashTable { get; set; }
  [Parameter] public SwitchParameter AsString { get; set; }
  [Parameter] public SwitchParameter NoElement { get; set; }
  protected override void EndProcessing() {
    var groups = Items.GroupBy(item => string.Join(", ", (Property ?? [null]).Select(key => Properties.Of(item, key))), StringComparer.OrdinalIgnoreCase);
    if (AsHashTable) WriteObject(new Hashtable(groups.ToDictionary(group => group.Key, group => group.ToArray()), StringComparer.OrdinalIgnoreCase));
    else foreach (var group in groups) {
      var result = new PSObject();
      result.Properties.Add(new PSNoteProperty("Count", group.Count()));
      result.Properties.Add(new PSNoteProperty("Name", group.Key));
      if (!NoElement) result.Properties.Add(new PSNoteProperty("Group", group.ToArray()));
      WriteObject(result);
    }
  }
}

[Cmdlet("Measure", "Object")]
public sealed class MeasureObjectCommand : Collecting {
  [Parameter(Position = 0)] public object[] Property { get; set; }
  [Parameter] public SwitchParameter Sum { get; set; }
  [Parameter] public SwitchParameter Average { get; set; }
  [Parameter] public SwitchParameter Minimum { get; set; }
  [Parameter] public SwitchParameter Maximum { get; set; }
  protected override void EndProcessing() {
    var key = Property?[0];
    var values = Items.Select(item => Properties.Of(item, key)).Where(value => value is not null).ToList();
    double Number(object value) => LanguagePrimitives.ConvertTo<double>(value);
    var result = new PSObject();
    void Add(string name, bool asked, Func<object> value) =>
      result.Properties.Add(new PSNoteProperty(name, asked && values.Count > 0 ? value() : null));
    result.Properties.Add(new PSNoteProperty("Count", values.Count));
    Add("Average", Average, () => values.Average(Number));
    Add("Sum", Sum, () => values.Sum(Number));
    Add("Maximum", Maximum, () => values.Max(Number));
    Add("Minimum", Minimum, () => values.Min(Number));
    result.Properties.Add(new PSNoteProperty("Property", key));
    WriteObject(result);
  }
}

[Cmdlet("New", "Object", DefaultParameterSetName = "Net")]
public sealed class NewObjectCommand : PSCmdlet {
  [Parameter(Position = 0, Mandatory = true)] public string TypeName { get; set; }
  [Parameter(Position = 1)] public object[] ArgumentList { get; set; } = [];
  [Parameter] public IDictionary Property { get; set; }
  protected override void ProcessRecord() {
    PSObject made;
    if (TypeName.ToLowerInvariant() is "psobject" or "pscustomobject" or "system.management.automation.psobject") made = new PSObject();
    else {
      var type = LanguagePrimitives.ConvertTo<Type>(TypeName);
      var arguments = ArgumentList.Select(item => item is PSObject wrapped ? wrapped.BaseObject : item).ToArray();
      made = PSObject.AsPSObject(DiskStream.Of(type, arguments) ?? Activator.CreateInstance(type, arguments));
    }
    foreach (DictionaryEntry entry in Property ?? new Hashtable()) {
      if (made.Properties[entry.Key.ToString()] is { } there) there.Value = entry.Value;
      else made.Properties.Add(new PSNoteProperty(entry.Key.ToString(), entry.Value));
    }
    WriteObject(made);
  }
}

[Cmdlet("Add", "Member", DefaultParameterSetName = "One")]
public sealed class AddMemberCommand : PSCmdlet {
  [Parameter(Mandatory = true, ValueFromPipeline = true)] public PSObject InputObject { get; set; }
  [Parameter(ParameterSetName = "One", Position = 0)] [Alias("Type")] public PSMemberTypes MemberType { get; set; } = PSMemberTypes.NoteProperty;
  [Parameter(ParameterSetName = "One", Position = 1)] public string Name { get; set; }
  [Parameter(ParameterSetName = "One", Position = 2)] public object Value { get; set; }
  [Parameter(ParameterSetName = "Many", Mandatory = true)] public IDictionary NotePropertyMembers { get; set; }
  [Parameter(ParameterSetName = "Note", Mandatory = true, Position = 0)] public string NotePropertyName { get; set; }
  [Parameter(ParameterSetName = "Note", Position = 1)] public object NotePropertyValue { get; set; }
  [Parameter] public SwitchParameter Force { get; set; }
  [Parameter] public SwitchParameter PassThru { get; set; }
  protected override void ProcessRecord() {
    if (NotePropertyMembers is not null) foreach (DictionaryEntry entry in NotePropertyMembers) Add(new PSNoteProperty(entry.Key.ToString(), entry.Value));
    else if (NotePropertyName is not null) Add(new PSNoteProperty(NotePropertyName, NotePropertyValue));
    else if (MemberType == PSMemberTypes.ScriptProperty) Add(new PSScriptProperty(Name, (ScriptBlock)Value));
    else if (MemberType == PSMemberTypes.ScriptMethod) Add(new PSScriptMethod(Name, (ScriptBlock)Value));
    else Add(new PSNoteProperty(Name, Value));
    if (PassThru) WriteObject(InputObject);
  }

  private void Add(PSMemberInfo member) {
    if (Force && InputObject.Members[member.Name] is not null) InputObject.Members.Remove(member.Name);
    InputObject.Members.Add(member);
  }
}

[Cmdlet("Get", "Member")]
public sealed class GetMemberCommand : PSCmdlet {
  private readonly HashSet<string> seen = [];
  [Parameter(ValueFromPipeline = true)] public PSObject InputObject { get; set; }
  [Parameter(Position = 0)] public string[] Name { get; set; } = ["*"];
  [Parameter] [Alias("Type")] public PSMemberTypes MemberType { get; set; } = PSMemberTypes.All;
  protected override void ProcessRecord() {
    if (InputObject is null || !seen.Add(InputObject.TypeNames[0])) return;
    foreach (var member in InputObject.Members.Where(item => (item.MemberType & MemberType) != 0)) {
      if (!Name.Any(name => new WildcardPattern(name, WildcardOptions.IgnoreCase).IsMatch(member.Name))) continue;
      var shown = new PSObject();
      shown.Properties.Add(new PSNoteProperty("TypeName", InputObject.TypeNames[0]));
      shown.Properties.Add(new PSNoteProperty("Name", member.Name));
      shown.Properties.Add(new PSNoteProperty("MemberType", member.MemberType));
      shown.Properties.Add(new PSNoteProperty("Definition", member.ToString()));
      WriteObject(shown);
    }
  }
}
