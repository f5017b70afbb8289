using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace VMSpec.Simulated {
/// <summary>Base of all objects that the module's cmdlets answer: how the simulator said it was at that moment.</summary>
public abstract class SimulatedObject : IReference {
  private string reference;
  private Dictionary<string, string> later;
  string IReference.Reference => reference;

  private static readonly Dictionary<string, Type> Types = typeof(SimulatedObject).Assembly.GetTypes()
    .Where(type => type.IsSubclassOf(typeof(SimulatedObject)))
    .ToDictionary(type => type.Name);

  private static readonly ConcurrentDictionary<(Type Type, string Name), object> Enums =
    new ConcurrentDictionary<(Type Type, string Name), object>();

  /// <summary>The object that an answer describes; what has no `$class` is a plain value.</summary>
  internal static object From(object value) {
    if (!(value is Dictionary<string, object> members)) return value;
    if (members.TryGetValue("$bytes", out var bytes)) return ((List<object>)bytes).Select(Convert.ToByte).ToArray();
    if (!members.TryGetValue("$class", out var name)) return value;
    var made = (SimulatedObject)Activator.CreateInstance(Types[(string)name]);
    foreach (var member in members) {
      if (member.Key == "$ref") made.reference = (string)member.Value;
      if (member.Key[0] == '$') continue;
      if (member.Value is Dictionary<string, object> item && item.TryGetValue("$later", out var cmdlet)) {
        made.later = made.later ?? new Dictionary<string, string>();
        made.later[member.Key] = (string)cmdlet;
        continue;
      }
      if (!made.Assign(member.Key, member.Value)) {
        throw new InvalidOperationException($"{name} has no property {member.Key}: the simulator is wrong.");
      }
    }
    return made;
  }

  /// <summary>Objects that the simulator did not send with this one, for they are many and few ask for them.</summary>
  protected T[] Later<T>(string name) {
    if (later == null || !later.TryGetValue(name, out var cmdlet)) return null;
    var answer = SimulatorConnection.Take().Ask(new Dictionary<string, object> {
      ["cmdlet"] = cmdlet,
      ["parameters"] = new Dictionary<string, object> { ["VM"] = this },
    });
    return ((List<object>)answer["objects"]).Select(From).Cast<T>().ToArray();
  }

  /// <summary>Sets the property of that name, and answers whether there is one.</summary>
  internal virtual bool Assign(string name, object value) => false;

  /// <summary>A value of an answer as a property of that type holds it.</summary>
  protected static object To(object value, Type type) {
    if (value == null) return null;
    if (type == value.GetType()) return value;
    if (type.IsArray) return ToArray((IEnumerable)value, type.GetElementType());
    if (type.IsEnum) return Enums.GetOrAdd((type, (string)value), key => Enum.Parse(key.Type, key.Name));
    if (type == typeof(Guid)) return Guid.Parse((string)value);
    if (type == typeof(Version)) return Version.Parse((string)value);
    if (type == typeof(TimeSpan)) return TimeSpan.FromSeconds(Convert.ToDouble(value, CultureInfo.InvariantCulture));
    if (type == typeof(DateTime)) return DateTime.Parse((string)value, CultureInfo.InvariantCulture);
    if (value is Dictionary<string, object>) return From(value);
    return Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
  }

  private static Array ToArray(IEnumerable values, Type element) {
    var items = values.Cast<object>().Select(item => To(item, element)).ToArray();
    var array = Array.CreateInstance(element, items.Length);
    items.CopyTo(array, 0);
    return array;
  }
}
}
