using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace VMSpec.Simulated {
/// <summary>JSON as the wire to the simulator needs it; PowerShell 5.1 brings none of its own.</summary>
internal static class Json {
  /// <summary>Text of a value; objects of the simulator become a reference to what they stand for.</summary>
  internal static string Write(object value) {
    var text = new StringBuilder();
    Write(text, value);
    return text.ToString();
  }

  private static void Write(StringBuilder to, object value) {
    if (value is PSObject wrapped && !(wrapped.BaseObject is PSCustomObject)) value = wrapped.BaseObject;
    switch (value) {
      case null: to.Append("null"); break;
      case bool flag: to.Append(flag ? "true" : "false"); break;
      case SwitchParameter flag: to.Append(flag.IsPresent ? "true" : "false"); break;
      case IReference item: Write(to, new Dictionary<string, object> { ["$ref"] = item.Reference }); break;
      case Enum or string or char or Guid or Version: Quote(to, value.ToString()); break;
      case DateTime time: Quote(to, time.ToUniversalTime().ToString("o", CultureInfo.InvariantCulture)); break;
      case TimeSpan span: to.Append(span.TotalSeconds.ToString("R", CultureInfo.InvariantCulture)); break;
      case byte[] bytes: Quote(to, Convert.ToBase64String(bytes)); break;
      case IDictionary map: Members(to, map); break;
      case IEnumerable items: Items(to, items); break;
      case IFormattable number: to.Append(number.ToString(null, CultureInfo.InvariantCulture)); break;
      default: Quote(to, value.ToString()); break;
    }
  }

  private static void Members(StringBuilder to, IDictionary map) {
    to.Append('{');
    foreach (DictionaryEntry entry in map) {
      if (to[to.Length - 1] != '{') to.Append(',');
      Quote(to, entry.Key.ToString());
      to.Append(':');
      Write(to, entry.Value);
    }
    to.Append('}');
  }

  private static void Items(StringBuilder to, IEnumerable items) {
    to.Append('[');
    var first = true;
    foreach (var item in items) {
      if (!first) to.Append(',');
      first = false;
      Write(to, item);
    }
    to.Append(']');
  }

  private static void Quote(StringBuilder to, string text) {
    to.Append('"');
    foreach (var letter in text) {
      if (letter == '"' || letter == '\\') to.Append('\\').Append(letter);
      else if (letter < ' ' || letter > '~') to.Append("\\u").Append(((int)letter).ToString("x4"));
      else to.Append(letter);
    }
    to.Append('"');
  }
}

/// <summary>Stands for something on the simulated machine.</summary>
internal interface IReference {
  string Reference { get; }
}
}
