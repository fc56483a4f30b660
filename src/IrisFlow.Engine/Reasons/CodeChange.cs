namespace IrisFlow.Engine.Reasons;

/// <summary>What is different between the code behind two fingerprints.</summary>
/// <param name="Added">What is new, by name.</param>
/// <param name="Removed">What is gone, by name.</param>
/// <param name="Changed">What has the same name and another content.</param>
internal sealed record CodeChange(IReadOnlyList<MethodHash> Added, IReadOnlyList<MethodHash> Removed, IReadOnlyList<(MethodHash Before, MethodHash After)> Changed)
{
    // A framework that is another version can change thousands of methods; nobody reads more than a screen.
    private const int MostReasons = 20;

    /// <summary>True when nothing on record is different.</summary>
    public bool IsEmpty => Added.Count + Removed.Count + Changed.Count == 0;

    /// <summary>The differences, each list in the order of its names; null when one of the two is not on record.</summary>
    public static CodeChange? Between(CodeRecord? before, CodeRecord? after)
    {
        if (before is null || after is null)
        {
            return null;
        }

        var old = before.Methods.ToDictionary(m => m.Name);
        var added = new List<MethodHash>();
        var changed = new List<(MethodHash, MethodHash)>();
        foreach (var method in after.Methods)
        {
            if (!old.Remove(method.Name, out var was))
            {
                added.Add(method);
            }
            else if (was.Hash != method.Hash)
            {
                changed.Add((was, method));
            }
        }

        return new(added, [.. before.Methods.Where(m => old.ContainsKey(m.Name))], changed);
    }

    /// <summary>The differences as reasons: what changed first, as it is what one looks for.</summary>
    public IReadOnlyList<Reason> Reasons()
    {
        var all = Changed
            .Select(c => new Reason(KindOf(c.After.Name, ReasonKind.MethodChanged), $"{c.After.Name} changed") { Name = c.After.Name, Before = c.Before.Hash, After = c.After.Hash })
            .Concat(Added.Select(m => new Reason(KindOf(m.Name, ReasonKind.MethodAdded), $"{m.Name} is new") { Name = m.Name, After = m.Hash }))
            .Concat(Removed.Select(m => new Reason(KindOf(m.Name, ReasonKind.MethodRemoved), $"{m.Name} is gone") { Name = m.Name, Before = m.Hash }))
            .ToList();
        return all.Count <= MostReasons
            ? all
            : [.. all.Take(MostReasons), new Reason(ReasonKind.Several, $"and {all.Count - MostReasons} more pieces of code")];
    }

    /// <summary>What is no method says so at the beginning of its name.</summary>
    private static ReasonKind KindOf(string name, ReasonKind method) => name.Split(' ', 2) switch
    {
        ["package", _] => ReasonKind.PackageChanged,
        ["runtime", ..] => ReasonKind.RuntimeChanged,
        ["data" or "resource", _] => ReasonKind.DataChanged,
        _ => method,
    };
}
