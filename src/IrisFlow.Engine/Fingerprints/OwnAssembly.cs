using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace IrisFlow.Engine.Fingerprints;

/// <summary>An assembly whose code is looked into: the application's, or one of IrisFlow's own.</summary>
internal sealed class OwnAssembly : IDisposable
{
    // Set for every project under src/, so that application code is told from IrisFlow's own.
    private const string BuiltInMark = "IrisFlow.BuiltIn";

    private readonly PEReader _file;
    private readonly CodeType?[] _types;
    private readonly CodeMethod?[] _methods;
    private readonly Lazy<Dictionary<EntityHandle, List<CodeMark>>> _marks;

    /// <exception cref="BadImageFormatException">The file is no assembly.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public OwnAssembly(string path)
    {
        Path = path;
        _file = new PEReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1));
        Metadata = _file.GetMetadataReader();
        Name = Metadata.GetString(Metadata.GetAssemblyDefinition().Name);
        Mvid = Metadata.GetGuid(Metadata.GetModuleDefinition().Mvid);
        _types = new CodeType?[Metadata.TypeDefinitions.Count + 1];
        _methods = new CodeMethod?[Metadata.MethodDefinitions.Count + 1];
        _marks = new(() => CodeMark.All(this));
        IsBuiltIn = HasBuiltInMark();
        Names = new TypeNames(this);
        ShortNames = new ShortNames(this);
    }

    public string Path { get; }

    public string Name { get; }

    public Guid Mvid { get; }

    public MetadataReader Metadata { get; }

    /// <summary>True for IrisFlow's own code, about which nobody is warned.</summary>
    public bool IsBuiltIn { get; }

    /// <summary>The code base it belongs to, which knows the other assemblies.</summary>
    public CodeBase Code { get; set; } = null!;

    public TypeNames Names { get; }

    public ShortNames ShortNames { get; }

    public IEnumerable<CodeType> Types => Metadata.TypeDefinitions.Select(Type);

    public CodeType Type(TypeDefinitionHandle handle) => _types[MetadataTokens.GetRowNumber(handle)] ??= new CodeType(this, handle);

    public CodeMethod Method(MethodDefinitionHandle handle) => _methods[MetadataTokens.GetRowNumber(handle)] ??= new CodeMethod(
        Type(Metadata.GetMethodDefinition(handle).GetDeclaringType()), handle);

    /// <summary>What <c>[CodeVersion]</c> and the like say of a type or a method.</summary>
    public IReadOnlyList<CodeMark> Marks(EntityHandle handle) => _marks.Value.TryGetValue(handle, out var marks) ? marks : [];

    public MethodBodyBlock Body(int address) => _file.GetMethodBody(address);

    /// <summary>The bytes of a field that the compiler laid down in the file.</summary>
    public byte[] Data(int address, int length)
    {
        var block = _file.GetSectionData(address);
        return block.GetReader(0, Math.Min(length, block.Length)).ReadBytes(Math.Min(length, block.Length));
    }

    /// <summary>The bytes of an embedded resource; none where it stands in another file.</summary>
    public byte[] Resource(ManifestResource resource)
    {
        if (!resource.Implementation.IsNil || _file.PEHeaders.CorHeader is not { } header)
        {
            return [];
        }

        var reader = _file.GetSectionData(header.ResourcesDirectory.RelativeVirtualAddress + (int)resource.Offset).GetReader();
        return reader.ReadBytes(reader.ReadInt32());
    }

    /// <summary>The class of this namespace and name; an inner class is <c>Outer+Inner</c>.</summary>
    public CodeType? Find(string fullName)
    {
        var parts = fullName.Split('+');
        var dot = parts[0].LastIndexOf('.');
        var (space, name) = dot < 0 ? ("", parts[0]) : (parts[0][..dot], parts[0][(dot + 1)..]);
        foreach (var handle in Metadata.TypeDefinitions)
        {
            var type = Metadata.GetTypeDefinition(handle);
            if (type.GetDeclaringType().IsNil && Metadata.StringComparer.Equals(type.Name, name) && Metadata.StringComparer.Equals(type.Namespace, space))
            {
                return parts.Skip(1).Aggregate((CodeType?)Type(handle), (outer, inner) => outer?.Nested(inner));
            }
        }

        return null;
    }

    public void Dispose() => _file.Dispose();

    private bool HasBuiltInMark()
    {
        foreach (var handle in Metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var value = Metadata.GetBlobReader(Metadata.GetCustomAttribute(handle).Value);
            if (value.Length > 4 && value.ReadUInt16() == 1 && value.ReadByte() == BuiltInMark.Length && value.RemainingBytes > BuiltInMark.Length
                && value.ReadUTF8(BuiltInMark.Length) == BuiltInMark)
            {
                return true;
            }
        }

        return false;
    }
}
