using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace IrisFlow.Engine.Fingerprints;

/// <summary>The assemblies that are looked into, and what is known of those that are not.</summary>
internal sealed class CodeBase : IDisposable
{
    private readonly Dictionary<string, OwnAssembly> _own;
    private readonly Func<string, bool> _isFramework;
    private readonly Func<string, string?> _locate;
    private readonly Func<string, Guid?> _loaded;
    private readonly Dictionary<string, Package> _packages = [];
    private readonly Lazy<Dictionary<CodeType, List<CodeType>>> _derived;

    /// <param name="own">Paths of the assemblies to look into.</param>
    /// <param name="isFramework">Whether an assembly of this name belongs to the runtime.</param>
    /// <param name="locate">The path of any other assembly, or null.</param>
    /// <param name="loaded">The build that is in use of an assembly to look into, or null where it is the one in the file.</param>
    public CodeBase(IEnumerable<string> own, Func<string, bool> isFramework, Func<string, string?> locate, Func<string, Guid?>? loaded = null)
    {
        (_isFramework, _locate, _loaded) = (isFramework, locate, loaded ?? (_ => null));

        // A file that was replaced since its code was loaded says nothing about the code that runs.
        _own = own.Select(path => new OwnAssembly(path)).Where(a => _loaded(a.Name) is not { } build || build == a.Mvid).ToDictionary(a => a.Name);
        foreach (var assembly in _own.Values)
        {
            assembly.Code = this;
        }

        _derived = new(FindDerived);
        Overrides = new(this);
        Methods = new();
        Shared = new(this);
    }

    public IEnumerable<OwnAssembly> Assemblies => _own.Values;

    public Overrides Overrides { get; }

    public MethodNodes Methods { get; }

    public SharedFields Shared { get; }

    public OwnAssembly? Own(string name) => _own.GetValueOrDefault(name);

    public CodeType? Find(ClassName name) => Own(name.Assembly)?.Find(name.FullName);

    public bool IsFramework(string name) => _isFramework(name);

    /// <summary>The types that name this one as their base or among their interfaces.</summary>
    public IReadOnlyList<CodeType> Derived(CodeType type) => _derived.Value.TryGetValue(type, out var derived) ? derived : [];

    /// <summary>The type and all that derive from it or implement it, however indirectly.</summary>
    public IReadOnlyList<CodeType> Descendants(CodeType type)
    {
        var found = new HashSet<CodeType> { type };
        var open = new Queue<CodeType>(found);
        while (open.TryDequeue(out var next))
        {
            foreach (var derived in Derived(next).Where(found.Add))
            {
                open.Enqueue(derived);
            }
        }

        return [.. found];
    }

    /// <summary>An assembly that is not looked into.</summary>
    public Package PackageOf(string name)
    {
        if (!_packages.TryGetValue(name, out var known))
        {
            known = _packages[name] = Own(name) is { } own ? new(name, $"@{own.Mvid:N}", []) : ReadPackage(name);
        }

        return known;
    }

    public void Dispose()
    {
        foreach (var assembly in _own.Values)
        {
            assembly.Dispose();
        }
    }

    private Package ReadPackage(string name)
    {
        if (_loaded(name) is { } build)
        {
            return new(name, $"@{build:N}", []);
        }

        if (_locate(name) is not { } path)
        {
            return new(name, "missing", []);
        }

        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var needs = metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name)).Where(n => !IsFramework(n) && Own(n) is null);
        return new(name, $"{metadata.GetAssemblyDefinition().Version}@{metadata.GetGuid(metadata.GetModuleDefinition().Mvid):N}", [.. needs]);
    }

    private Dictionary<CodeType, List<CodeType>> FindDerived()
    {
        var derived = new Dictionary<CodeType, List<CodeType>>();
        foreach (var type in Assemblies.SelectMany(a => a.Types))
        {
            foreach (var parent in type.Interfaces.Append(type.Base).Select(r => r.Own).OfType<CodeType>())
            {
                if (!derived.TryGetValue(parent, out var children))
                {
                    derived[parent] = children = [];
                }

                children.Add(type);
            }
        }

        return derived;
    }
}

/// <summary>An assembly that is not looked into.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Identity">Its version and the id of its build.</param>
/// <param name="Needs">The assemblies that it needs in turn, without the framework's.</param>
internal sealed record Package(string Name, string Identity, IReadOnlyList<string> Needs);
