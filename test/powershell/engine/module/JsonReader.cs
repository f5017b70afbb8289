using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace VMSpec.Simulated {
/// <summary>
/// Reads one value: dictionaries, lists, strings, booleans, long and double. Short texts and names of members are made
/// once, for a list of a thousand VMs repeats most of them a thousand times.
/// </summary>
internal sealed class JsonReader {
  private const int LongestShared = 40;
  private readonly string[] shared = new string[2048];
  private char[] text;
  private int at;
  private int end;
  private int members = 8;

  internal object Read(char[] line, int length) {
    text = line;
    at = 0;
    end = length;
    return Value();
  }

  private object Value() {
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
    // Most objects of a list have as many members as the one before.
    var found = new Dictionary<string, object>(members);
    at++;
    for (Space(); text[at] != '}'; Space()) {
      if (text[at] == ',') at++;
      Space();
      var name = Text();
      Space();
      at++;
      found[name] = Value();
    }
    at++;
    members = found.Count;
    return found;
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
    if (text[at] == '"') return Shared(start, at++ - start);
    var result = new StringBuilder().Append(text, start, at - start);
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
        return (char)int.Parse(new string(text, at - 3, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
      default: return text[at];
    }
  }

  private string Shared(int start, int length) {
    if (length > LongestShared) return new string(text, start, length);
    var hash = 17;
    for (var index = start; index < start + length; index++) hash = unchecked(hash * 31 + text[index]);
    ref var place = ref shared[hash & (shared.Length - 1)];
    if (place == null || !Same(place, start, length)) place = new string(text, start, length);
    return place;
  }

  private bool Same(string known, int start, int length) {
    if (known.Length != length) return false;
    for (var index = 0; index < length; index++) {
      if (known[index] != text[start + index]) return false;
    }
    return true;
  }

  private object Number() {
    var start = at;
    while (at < end && "+-.eE0123456789".IndexOf(text[at]) >= 0) at++;
    var digits = new string(text, start, at - start);
    if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return whole;
    return double.Parse(digits, CultureInfo.InvariantCulture);
  }

  private void Space() {
    while (at < end && text[at] <= ' ') at++;
  }
}
}
