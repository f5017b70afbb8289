using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace VMSpec.Simulated {
/// <summary>JSON as the wire to the simulator needs it; PowerShell 5.1 brings no reader of its own.</summary>
internal static class Json {
  /// <summary>Text of a value; objects of the simulator become a reference to what they stand for.</summary>
  internal static string Write(object value) {
    var text = new StringBuilder();
    Write(text, value);
    return text.ToString();
  }

  /// <summary>Dictionaries, lists, strings, booleans, long and double.</summary>
  internal static object Read(string text) {
    var reader = new JsonReader(text);
    return reader.Value();
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

  private sealed class JsonReader {
    private readonly string text;
    private int at;

    internal JsonReader(string text) { this.text = text; }

    internal object Value() {
      Space();
      switch (text[at]) {
        case '{': return Members();
        case '[': return Items();
        case '"': return Text();
        case 't': at += 4; return true;
        case 'f': at += 5; return false;
        case 'n': at += 4; return null;
        default: return Number();
      }
    }

    private Dictionary<string, object> Members() {
      var members = new Dictionary<string, object>(24);
      at++;
      for (Space(); text[at] != '}'; Space()) {
        if (text[at] == ',') at++;
        Space();
        var name = Text();
        Space();
        at++;
        members[name] = Value();
      }
      at++;
      return members;
    }

    private List<object> Items() {
      var items = new List<object>();
      at++;
      for (Space(); text[at] != ']'; Space()) {
        if (text[at] == ',') at++;
        items.Add(Value());
      }
      at++;
      return items;
    }

    private string Text() {
      var start = ++at;
      while (text[at] != '"' && text[at] != '\\') at++;
      if (text[at] == '"') return text.Substring(start, at++ - start);
      var result = new StringBuilder(text, start, at - start, 64);
      for (; text[at] != '"'; at++) result.Append(text[at] == '\\' ? Escaped() : text[at]);
      at++;
      return result.ToString();
    }

    private char Escaped() {
      switch (text[++at]) {
        case 'n': return '\n';
        case 't': return '\t';
        case 'r': return '\r';
        case 'b': return '\b';
        case 'f': return '\f';
        case 'u':
          at += 4;
          return (char)int.Parse(text.Substring(at - 3, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        default: return text[at];
      }
    }

    private object Number() {
      var start = at;
      while (at < text.Length && "+-.eE0123456789".IndexOf(text[at]) >= 0) at++;
      var digits = text.Substring(start, at - start);
      if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return whole;
      return double.Parse(digits, CultureInfo.InvariantCulture);
    }

    private void Space() {
      while (at < text.Length && text[at] <= ' ') at++;
    }
  }
}

/// <summary>Stands for something on the simulated machine.</summary>
internal interface IReference {
  string Reference { get; }
}
}
