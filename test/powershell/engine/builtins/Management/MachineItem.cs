namespace Microsoft.PowerShell.Commands;

/// <summary>A file or folder of the simulated machine, with the properties of FileInfo and DirectoryInfo.</summary>
public sealed class MachineItem {
  internal const string Made = "$made";

  /// <summary>
  /// What the machine answered about a file. The same answer, which the simulator does not send again, is the same item.
  /// </summary>
  internal static MachineItem Of(Dictionary<string, object> members) {
    if (members.TryGetValue(Made, out var made)) return (MachineItem)made;
    var item = new MachineItem(members);
    members[Made] = item;
    return item;
  }

  private MachineItem(Dictionary<string, object> members) {
    FullName = (string)members["FullName"];
    PSIsContainer = (bool)members["PSIsContainer"];
    LastWriteTimeUtc = Simulator.TimeIn((string)members["LastWriteTimeUtc"]);
    Name = WindowsPath.Leaf(FullName);
    Extension = PSIsContainer || Name.LastIndexOf('.') < 0 ? "" : Name[Name.LastIndexOf('.')..];
    Length = PSIsContainer ? null : Convert.ToInt64(members["Length"]);
    IsReadOnly = members.TryGetValue("ReadOnly", out var locked) && locked is true;
    isSparse = members.TryGetValue("Sparse", out var sparse) && sparse is true;
  }

  public string FullName { get; }
  public bool PSIsContainer { get; }
  public long? Length { get; }
  public DateTime LastWriteTimeUtc { get; }
  public DateTime LastWriteTime => LastWriteTimeUtc.ToLocalTime();
  public DateTime CreationTimeUtc => new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
  public string Name { get; }
  public string PSChildName => Name;
  public string PSPath => @"Microsoft.PowerShell.Core\FileSystem::" + FullName;
  public string DirectoryName => PSIsContainer ? null : WindowsPath.Parent(FullName);
  public string Extension { get; }
  public string BaseName => PSIsContainer ? Name : Name[..^Extension.Length];
  public bool Exists => true;
  public bool IsReadOnly { get; }
  private readonly bool isSparse;
  public FileAttributes Attributes => PSIsContainer
    ? FileAttributes.Directory
    : FileAttributes.Archive | (IsReadOnly ? FileAttributes.ReadOnly : 0) | (isSparse ? FileAttributes.SparseFile : 0);
  public override string ToString() => FullName;
}
