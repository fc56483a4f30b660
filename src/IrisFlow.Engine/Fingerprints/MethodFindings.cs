namespace IrisFlow.Engine.Fingerprints;

/// <summary>What a method leads to, gathered while it is read.</summary>
internal sealed class MethodFindings
{
    private readonly HashSet<CodeMethod> _calls = [];
    private readonly HashSet<CodeMethod> _virtualCalls = [];
    private readonly HashSet<CodeType> _types = [];
    private readonly HashSet<CodeType> _named = [];
    private readonly HashSet<CodeType> _reflected = [];
    private readonly HashSet<CodeType> _laid = [];
    private readonly HashSet<string> _packages = [];
    private readonly HashSet<string> _resources = [];
    private readonly HashSet<CodeField> _shared = [];
    private readonly HashSet<OpaqueCall> _opaque = [];
    private OpenUse _open;

    /// <summary>Forgets all: another method begins.</summary>
    public void Clear()
    {
        _calls.Clear();
        _virtualCalls.Clear();
        _types.Clear();
        _named.Clear();
        _reflected.Clear();
        _laid.Clear();
        _open = OpenUse.None;
        _packages.Clear();
        _resources.Clear();
        _shared.Clear();
        _opaque.Clear();
    }

    public void Add(Mentions mentions)
    {
        Add(_types, mentions.Types);
        Add(_packages, mentions.Packages);
    }

    public void AddCall(CodeMethod method, bool isVirtual) => (isVirtual ? _virtualCalls : _calls).Add(method);

    public void AddNamed(IReadOnlyList<CodeType> types) => Add(_named, types);

    /// <summary>Type arguments of a call that reads their members; where there are none, they are the caller's.</summary>
    public void AddReflected(IReadOnlyList<CodeType> types)
    {
        Add(_reflected, types);
        _open |= types.Count == 0 ? OpenUse.Reflected : OpenUse.None;
    }

    /// <summary>Type arguments of a call that sees their memory; where there are none, they are the caller's.</summary>
    public void AddLaid(IReadOnlyList<CodeType> types)
    {
        Add(_laid, types);
        _open |= types.Count == 0 ? OpenUse.Laid : OpenUse.None;
    }

    /// <summary>The code works with pointers: how anything it touches lies in memory may matter.</summary>
    public void LayAll() => _laid.UnionWith(_types);

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
        Laid = [.. _laid],
        Open = _open,
        Packages = [.. _packages],
        Resources = [.. _resources],
        Shared = [.. _shared],
        Opaque = [.. _opaque],
    };

    // Most lists are empty or short, and there are many: an enumerator for each would be the larger part of the work.
    private static void Add<T>(HashSet<T> to, IReadOnlyList<T> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            to.Add(items[i]);
        }
    }
}
