namespace IrisFlow.Engine.Fingerprints;

/// <summary>The walk from the roots of a step through all code that they lead to.</summary>
/// <remarks>
/// A call that the object decides on leads to every override, with one exception: what overrides in an activity or a kind counts only
/// where the step holds that class or code names it. Such classes come in through parameters, so a change in one trainer leaves steps
/// with another alone.
/// </remarks>
internal sealed partial class CodeWalk
{
    private readonly CodeBase _code;
    private readonly string _runtime;
    private readonly HashSet<CodeMethod> _methods = [];
    private readonly HashSet<CodeType> _types = [];
    private readonly HashSet<OwnAssembly> _assemblies = [];
    private readonly HashSet<CodeMethod> _slots = [];
    private readonly Dictionary<CodeType, List<CodeMethod>> _waiting = [];
    private readonly Queue<CodeMethod> _open = new();
    private readonly Entries _entries = new();
    private readonly OutsideCode _outside;
    private readonly HashSet<object> _once = [];
    private readonly HashSet<CodeType> _named = [];
    private OpenUse _openUse;
    private bool _isFrozen = true;

    /// <param name="code">The code.</param>
    /// <param name="runtime">The version of the runtime.</param>
    public CodeWalk(CodeBase code, string runtime) => (_code, _runtime, _outside) = (code, runtime, new OutsideCode(code, _entries));

    /// <summary>The fingerprint of everything that the roots lead to.</summary>
    public CodeFingerprint From(CodeRoots roots)
    {
        var activity = Root(roots.Activity);
        if (activity?.Version is { } version)
        {
            _outside.FreezeAll(version);
        }
        else if (activity is not null)
        {
            Use(activity);
            activity.Chain.SelectMany(t => t.Methods).Where(m => m.Name == "RunAsync" && m.IsVirtual).ToList().ForEach(Reach);
        }

        foreach (var kind in roots.Kinds.Select(Root).OfType<CodeType>())
        {
            UseWhole(kind);
        }

        // What a frozen activity reads and writes is part of what is frozen.
        foreach (var port in activity?.Version is null ? roots.Ports.Select(Root).OfType<CodeType>() : [])
        {
            foreach (var type in _code.Descendants(port))
            {
                Use(type);
                type.Chain.SelectMany(t => t.Methods).Where(IsPortConversion).ToList().ForEach(Reach);
            }
        }

        do
        {
            while (_open.TryDequeue(out var method))
            {
                Follow(method);
            }

            // Generic code that looks at the types it is given looks at those that are named anywhere.
            foreach (var type in _named.ToList())
            {
                UseAs(type, _openUse);
            }
        }
        while (_open.Count > 0);

        if (!_isFrozen)
        {
            _entries.Add("Microsoft.NETCore.App", _runtime);
        }

        return _entries.ToFingerprint();
    }

    private static bool IsPortConversion(CodeMethod method) =>
        method.HasBody && (method.Name is "ToTable" or "FromTable" || method.Name.EndsWith(".ToTable", StringComparison.Ordinal) || method.Name.EndsWith(".FromTable", StringComparison.Ordinal));

    private CodeType? Root(ClassName name)
    {
        var type = _code.Find(name);
        if (type is null)
        {
            _isFrozen = false;
            _outside.Package(name.Assembly);
        }

        return type;
    }

    private void Reach(CodeMethod method)
    {
        if (!_methods.Add(method))
        {
            return;
        }

        if (method.Version is { } version)
        {
            _outside.Freeze(method.Type.Version == version ? method.Type.Name : method.Readable(), version);
            return;
        }

        Use(method.Type);
        _open.Enqueue(method);
    }

    private void Follow(CodeMethod method)
    {
        _isFrozen = false;
        var node = _code.Methods.Of(method);
        _entries.Add(method, node.Hash);
        if (node.Data is { } data)
        {
            _entries.Add(method.Type, $"{method.Readable()[method.Type.Name.Length..]}: read-only data", data);
        }

        foreach (var type in node.Types)
        {
            Use(type);
        }

        foreach (var type in node.Named)
        {
            Name(type);
        }

        foreach (var type in node.Reflected)
        {
            UseAs(type, OpenUse.Reflected);
        }

        foreach (var type in node.Laid)
        {
            UseAs(type, OpenUse.Laid);
        }

        _openUse |= method.Type.Assembly.IsBuiltIn ? OpenUse.None : node.Open;

        foreach (var call in node.Calls)
        {
            Reach(call);
        }

        foreach (var slot in node.VirtualCalls)
        {
            Reach(slot);
            Dispatch(slot);
        }

        foreach (var package in node.Packages)
        {
            _outside.Package(package);
        }

        foreach (var resource in node.Resources)
        {
            _outside.Resource(resource);
        }

        foreach (var field in node.Shared)
        {
            if (_once.Add(field))
            {
                _code.Shared.WritersOf(field).ToList().ForEach(Reach);
            }
        }

        DependOn(method.Marks, method.ToString());
        if (node.Opaque.Length > 0)
        {
            _outside.Warn(method, node);
        }
    }

    /// <summary>A slot that is called: whatever fills it is reached, in injected classes once they are used.</summary>
    private void Dispatch(CodeMethod slot)
    {
        if (!_slots.Add(slot))
        {
            return;
        }

        foreach (var method in _code.Overrides.Of(slot))
        {
            if (!method.Type.IsInjected || _types.Contains(method.Type))
            {
                Reach(method);
            }
            else if (_waiting.TryGetValue(method.Type, out var waiting))
            {
                waiting.Add(method);
            }
            else
            {
                _waiting[method.Type] = [method];
            }
        }
    }

    private void DependOn(IReadOnlyList<CodeMark> marks, string place)
    {
        foreach (var mark in marks)
        {
            if (mark.Kind != MarkKind.DependsOn)
            {
                continue;
            }

            var target = DependencyName.Parse(mark.Text);
            var types = _code.Assemblies.Where(a => target.Assembly is null || a.Name == target.Assembly).Select(a => a.Find(target.Type)).OfType<CodeType>().ToList();
            if (types is [] && target.Assembly is { } outside && _code.Own(outside) is null)
            {
                _outside.Package(outside);
                continue;
            }

            var methods = types.SelectMany(t => t.Methods).Where(m => m.Name == target.Method).ToList();
            if (types is [] || target.Method is not null && methods is [])
            {
                _entries.Warn("IF915", $"{place}: [DependsOn] names {mark.Text}, which is not there.");
            }
            else if (target.Method is null)
            {
                types.ForEach(UseWhole);
            }

            methods.ForEach(Reach);
        }
    }
}
