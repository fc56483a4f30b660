namespace IrisFlow.Engine.Fingerprints;

/// <summary>What a method leads to, gathered while it is read.</summary>
internal sealed class MethodFindings
{
    private readonly HashSet<CodeMethod> _calls = [];
    private readonly HashSet<CodeMethod> _virtualCalls = [];
    private readonly HashSet<CodeType> _types = [];
    private readonly HashSet<CodeType> _named = [];
    private readonly HashSet<CodeType> _reflected = [];
    private readonly HashSet<string> _packages = [];
    private readonly HashSet<string> _resources = [];
    private readonly HashSet<CodeField> _shared = [];
    private readonly HashSet<OpaqueCall> _opaque = [];

    public void Add(Mentions mentions)
    {
        _types.UnionWith(mentions.Types);
        _packages.UnionWith(mentions.Packages);
    }

    public void AddCall(CodeMethod method, bool isVirtual) => (isVirtual ? _virtualCalls : _calls).Add(method);

    public void AddNamed(IReadOnlyList<CodeType> types) => _named.UnionWith(types);

    public void AddReflected(IReadOnlyList<CodeType> types) => _reflected.UnionWith(types);

    public void AddResource(string name) => _resources.Add(name);

    public void Add(CodeField shared) => _shared.Add(shared);

    public void Add(OpaqueCall call) => _opaque.Add(call);

    public MethodNode ToNode(string hash, string? data) => new()
    {
        Hash = hash,
        Data = data,
        Calls = [.. _calls],
        VirtualCalls = [.. _virtualCalls],
        Types = [.. _types],
        Named = [.. _named],
        Reflected = [.. _reflected],
        Packages = [.. _packages],
        Resources = [.. _resources],
        Shared = [.. _shared],
        Opaque = [.. _opaque],
    };
}
