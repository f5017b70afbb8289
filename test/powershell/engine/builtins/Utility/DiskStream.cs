using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>A disk file of the simulated machine, opened as a stream: as far as the headers of a .vhdx go.</summary>
internal static class DiskStream {
  private const int First = 64 * 1024;
  private const int Second = 128 * 1024;
  private const int HeaderBytes = 4096;

  /// <summary>Null for anything but a file stream on that machine.</summary>
  internal static Stream Of(Type type, object[] arguments) {
    if (type != typeof(FileStream) || arguments is not [string path, ..] || !Simulator.Has(path)) return null;
    var header = (Dictionary<string, object>)Simulator.Ask("FileStream", new() { ["Path"] = path })[0];
    var data = Guid.Parse((string)header["DataWriteGuid"]);
    var file = new MemoryStream(new byte[Second + HeaderBytes]);
    // The older of the two headers tells something else.
    Write(file, First, 7, Guid.Empty);
    Write(file, Second, 8, data);
    return file;
  }

  private static void Write(Stream file, long offset, ulong number, Guid data) {
    file.Position = offset;
    file.Write(Encoding.ASCII.GetBytes("head"));
    file.Write(new byte[4]);
    file.Write(BitConverter.GetBytes(number));
    file.Write(Guid.Empty.ToByteArray());
    file.Write(data.ToByteArray());
    file.Position = 0;
  }
}
