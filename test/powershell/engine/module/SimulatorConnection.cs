using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Text;

namespace VMSpec.Simulated {
/// <summary>
/// One line of JSON to the simulator, one line back. Connections are kept for the next call, so that calls of several
/// runspaces do not wait for each other; none is held while objects go down a pipeline.
/// </summary>
internal sealed class SimulatorConnection : IDisposable {
  /// <summary>`host:port:token` of the simulator.</summary>
  internal const string Variable = "VMSPEC_SIMULATOR";

  private static readonly ConcurrentBag<SimulatorConnection> Idle = new ConcurrentBag<SimulatorConnection>();
  /// <summary>Long answers by their question, for the simulator to say that one is as it was.</summary>
  private readonly Dictionary<string, Dictionary<string, object>> kept = new Dictionary<string, Dictionary<string, object>>();
  private readonly JsonReader json = new JsonReader();
  private readonly TcpClient client;
  private readonly NetworkStream stream;
  private readonly StreamWriter writer;
  /// <summary>The last answer as it came and as text. Both stay for the next one, which is often as long.</summary>
  private byte[] bytes = new byte[65536];
  private char[] line = new char[65536];

  private SimulatorConnection(string address) {
    var parts = (address ?? "").Split(':');
    if (parts.Length != 3) {
      throw new InvalidOperationException(
        "The simulated Hyper-V has no machine: start one with 'npm run simulate' and set " + Variable + " as it says.");
    }
    client = new TcpClient(parts[0], int.Parse(parts[1])) { NoDelay = true };
    stream = client.GetStream();
    writer = new StreamWriter(stream, new UTF8Encoding(false), 65536) { NewLine = "\n" };
    writer.WriteLine(parts[2]);
  }

  internal static bool Present => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));

  internal static SimulatorConnection Take() =>
    Idle.TryTake(out var idle) ? idle : new SimulatorConnection(Environment.GetEnvironmentVariable(Variable));

  /// <summary>Asks and waits for the answer. Disposing the connection from another thread ends the wait.</summary>
  internal Dictionary<string, object> Ask(IDictionary<string, object> question) {
    try {
      var text = Json.Write(question);
      writer.WriteLine(text);
      writer.Flush();
      var length = ReadLine();
      var answer = (Dictionary<string, object>)json.Read(line, length);
      if (answer.ContainsKey("again")) answer = kept[text];
      else if (answer.ContainsKey("keep")) kept[text] = answer;
      Idle.Add(this);
      return answer;
    } catch {
      Dispose();
      throw;
    }
  }

  /// <summary>
  /// Reads an answer into `line` and tells how long it is. Only one is ever under way, so that nothing comes behind its end;
  /// a reader would wait for more where it ends with a buffer.
  /// </summary>
  private int ReadLine() {
    for (var length = 0;;) {
      if (length == bytes.Length) Array.Resize(ref bytes, 2 * length);
      var read = stream.Read(bytes, length, bytes.Length - length);
      if (read == 0) throw new IOException("The simulator has gone.");
      length += read;
      if (bytes[length - 1] != '\n') continue;
      if (line.Length < length) line = new char[bytes.Length];
      return Encoding.UTF8.GetChars(bytes, 0, length - 1, line, 0);
    }
  }

  public void Dispose() {
    client.Dispose();
  }
}
}
