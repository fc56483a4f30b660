namespace IrisFlow.Engine.Fingerprints;

/// <summary>The walk from the roots of a step through all code that they lead to.</summary>
/// <remarks>
/// A call that the object decides on leads to every override, with one exception: what overrides in an activity or a kind counts only
/// where the step holds that class or code names it. Such classes come in through parameters, so a change in one trainer leaves steps
/// with another alone.
/// </remarks>
internal sealed class CodeWalk(CodeBase code, string runtime)
{
    private readonly HashSet<CodeMethod> _methods = [];
    private readonly HashSet<CodeType> _types = [];
    private readonly HashSet<OwnAssembly> _assemblies = [];
    private readonly HashSet<CodeMethod> _slots = [];
    private readonly Dictionary<CodeType, List<CodeMethod>> _waiting = [];
    private readonly Queue<CodeMethod> _open = new();
    private readonly Entries _entries = new();
    private readonly HashSet<object> _once = [];
    private bool _isFrozen = true;

    /// <summary>The fingerprint of everything that the roots lead to.</summary>
    public CodeFingerprint From(CodeRoots roots)
    {
        var activity = Root(roots.Activity);
        if (activity?.Version is { } version)
        {
            _entries.Add("[CodeVersion]", Quoted(version.Text));
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
            foreach (var type in code.Descendants(port))
            {
                Use(type);
                type.Chain.SelectMany(t => t.Methods).Where(IsPortConversion).ToList().ForEach(Reach);
            }
        }

        while (_open.TryDequeue(out var method))
        {
            Follow(method);
        }

        if (!_isFrozen)
        {
            _entries.Add("Microsoft.NETCore.App", runtime);
        }

        return _entries.ToFingerprint();
    }

    private static bool IsPortConversion(CodeMethod method) =>
        method.HasBody && (method.Name is "ToTable" or "FromTable" || method.Name.EndsWith(".ToTable", StringComparison.Ordinal) || method.Name.EndsWith(".FromTable", StringComparison.Ordinal));

    private CodeType? Root(ClassName name)
    {
        var type = code.Find(name);
        if (type is null)
        {
            _isFrozen = false;
            Package(name.Assembly);
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
            Freeze(method.Type.Version == version ? method.Type.Name : method.Readable(), version);
            return;
        }

        Use(method.Type);
        _open.Enqueue(method);
    }

    private void Follow(CodeMethod method)
    {
        _isFrozen = false;
        var node = code.Methods.Of(method);
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
            UseWhole(type);
        }

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
            Package(package);
        }

        foreach (var resource in node.Resources)
        {
            Resource(resource);
        }

        foreach (var field in node.Shared.Where(f => _once.Add(f)))
        {
            code.Shared.WritersOf(field).ToList().ForEach(Reach);
        }

        DependOn(method.Marks, method.ToString());
        Warn(method, node);
    }

    /// <summary>A slot that is called: whatever fills it is reached, in injected classes once they are used.</summary>
    private void Dispatch(CodeMethod slot)
    {
        if (!_slots.Add(slot))
        {
            return;
        }

        foreach (var method in code.Overrides.Of(slot))
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

    /// <summary>A type that reached code makes or calls: its static constructor, and what others may call on its objects.</summary>
    private void Use(CodeType type)
    {
        if (type.IsGenerated || !_types.Add(type))
        {
            return;
        }

        if (type.Version is { } version)
        {
            Freeze(type.Name, version);
            return;
        }

        if (_assemblies.Add(type.Assembly) && type.Assembly.Find("<Module>")?.StaticConstructor is { } initializer)
        {
            Reach(initializer);
        }

        if (type.StaticConstructor is { } constructor)
        {
            Reach(constructor);
        }

        foreach (var above in type.Interfaces.Append(type.Base))
        {
            above.Types.ToList().ForEach(Use);
            above.Types.Where(t => t != above.Own).ToList().ForEach(Name);
            above.Packages.ToList().ForEach(Package);
        }

        code.Overrides.Foreign(type).ToList().ForEach(Reach);
        if (type.IsInjected)
        {
            UseMembers(type);
        }

        if (_waiting.Remove(type, out var waiting))
        {
            waiting.ForEach(Reach);
        }

        foreach (var (what, hash) in TypeFacts.OfUsed(type))
        {
            _isFrozen = false;
            _entries.Add(type, what, hash);
        }

        if (type.IsStruct)
        {
            TypeFacts.Parts(type).ToList().ForEach(Use);
        }

        DependOn(type.Marks, type.Name);
    }

    /// <summary>A type that code names as such: the framework may make one, and may write out its names.</summary>
    private void Name(CodeType type)
    {
        Use(type);
        if (type.IsGenerated || type.Version is not null || !_once.Add((type, "named")))
        {
            return;
        }

        if (type.Methods.FirstOrDefault(m => m is { Name: ".ctor", Shape.Parameters: 0 }) is { } constructor)
        {
            Reach(constructor);
        }

        foreach (var (what, hash) in TypeFacts.OfNamed(type))
        {
            _entries.Add(type, what, hash);
        }
    }

    /// <summary>What binding by reflection calls: constructors, and what reads and sets properties.</summary>
    private void UseMembers(CodeType type)
    {
        foreach (var method in type.Chain.SelectMany(t => t.Methods))
        {
            if (method.Name == ".ctor" && method.Type == type || method.IsPublic && (method.Name.StartsWith("get_", StringComparison.Ordinal) || method.Name.StartsWith("set_", StringComparison.Ordinal)))
            {
                Reach(method);
            }
        }
    }

    /// <summary>A type with all its methods, and those of all that derive from it where it can't be made itself.</summary>
    private void UseWhole(CodeType type)
    {
        foreach (var each in type.IsAbstract || type.IsInterface ? code.Descendants(type) : [type])
        {
            Name(each);
            if (!each.IsGenerated && each.Version is null && _once.Add((each, "whole")))
            {
                each.Chain.SelectMany(t => t.Methods).Where(m => !m.IsGenerated).ToList().ForEach(Reach);
                TypeFacts.Parts(each).ToList().ForEach(UseWhole);
                if (TypeFacts.OfWhole(each) is { } hash)
                {
                    _entries.Add(each, ": members", hash);
                }
            }
        }
    }

    private void DependOn(IReadOnlyList<CodeMark> marks, string place)
    {
        foreach (var mark in marks.Where(m => m.Kind == MarkKind.DependsOn))
        {
            var target = DependencyName.Parse(mark.Text);
            var types = code.Assemblies.Where(a => target.Assembly is null || a.Name == target.Assembly).Select(a => a.Find(target.Type)).OfType<CodeType>().ToList();
            if (types is [] && target.Assembly is { } outside && code.Own(outside) is null)
            {
                Package(outside);
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

    private void Warn(CodeMethod method, MethodNode node)
    {
        var named = method.Type.Assembly.IsBuiltIn || method.Marks.Concat(Outward(method.Type).SelectMany(t => t.Marks)).Any(m => m.Kind == MarkKind.DependsOn);
        foreach (var call in named ? [] : node.Opaque)
        {
            _entries.Warn(call.Rule, $"{method.Readable()} calls {call.What}, behind which changed code is not seen. [DependsOn(...)] names it.");
        }
    }

    private static IEnumerable<CodeType> Outward(CodeType? type)
    {
        for (; type is not null; type = type.Outer)
        {
            yield return type;
        }
    }

    private void Freeze(string name, CodeMark version)
    {
        if (_once.Add($"frozen {name}"))
        {
            _entries.Add($"{name} [CodeVersion]", Quoted(version.Text));
        }
    }

    private void Package(string name)
    {
        if (code.IsFramework(name) || !_once.Add($"package {name}"))
        {
            return;
        }

        _isFrozen = false;
        var package = code.PackageOf(name);
        _entries.Add($"package {package.Name}", package.Identity);
        foreach (var need in package.Needs)
        {
            Package(need);
        }
    }

    private void Resource(string name)
    {
        foreach (var (resource, assembly, hash) in Resources.Named(code, name).Where(r => _once.Add($"resource {r.Name} {r.Assembly}")))
        {
            _entries.Add($"resource {resource} in {assembly}", hash);
        }
    }

    private static string Quoted(string version) => $"\"{version.Replace(' ', '_').Replace('\n', '_')}\"";
}
