namespace IrisFlow.Engine.Fingerprints;

/// <summary>What the walk meets at its borders: frozen code, packages, resources, calls that can't be seen through.</summary>
internal sealed class OutsideCode(CodeBase code, Entries entries)
{
    private readonly HashSet<string> _once = [];

    /// <summary>An activity that a version stands for, without its name.</summary>
    public void FreezeAll(CodeMark version) => entries.Add("[CodeVersion]", Quoted(version.Text));

    /// <summary>Warns of the calls of a method that can't be seen through, unless it or its class says what is behind them.</summary>
    public void Warn(CodeMethod method, MethodNode node)
    {
        var named = method.Type.Assembly.IsBuiltIn || method.Marks.Concat(Outward(method.Type).SelectMany(t => t.Marks)).Any(m => m.Kind == MarkKind.DependsOn);
        foreach (var call in named ? [] : node.Opaque)
        {
            entries.Warn(call.Rule, $"{method.Readable()} calls {call.What}, behind which changed code is not seen. [DependsOn(...)] names it.");
        }
    }

    /// <summary>Code that a version stands for.</summary>
    public void Freeze(string name, CodeMark version)
    {
        if (_once.Add($"frozen {name}"))
        {
            entries.Add($"{name} [CodeVersion]", Quoted(version.Text));
        }
    }

    /// <summary>An assembly that is not looked into, and those that it needs.</summary>
    public void Package(string name)
    {
        if (code.IsFramework(name) || !_once.Add($"package {name}"))
        {
            return;
        }

        var package = code.PackageOf(name);
        entries.Add($"package {package.Name}", package.Identity);
        foreach (var need in package.Needs)
        {
            Package(need);
        }
    }

    /// <summary>An embedded resource; any for an empty name.</summary>
    public void Resource(string name)
    {
        foreach (var (resource, assembly, hash) in Resources.Named(code, name).Where(r => _once.Add($"resource {r.Name} {r.Assembly}")))
        {
            entries.Add($"resource {resource} in {assembly}", hash);
        }
    }

    private static IEnumerable<CodeType> Outward(CodeType? type)
    {
        for (; type is not null; type = type.Outer)
        {
            yield return type;
        }
    }

    // A hash is one word.
    private static string Quoted(string version) => $"\"{Uri.EscapeDataString(version)}\"";
}
