using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Reasons;

/// <summary>What is different between two stored tables: their columns, their number of rows, and, where both files are whole, the columns whose values differ.</summary>
internal sealed class ColumnChanges(IRunStore store, CheckpointStore checkpoints)
{
    private readonly Dictionary<(Digest, Digest), IReadOnlyList<Reason>> _known = [];

    /// <summary>The differences; empty where too little is on record of the two.</summary>
    public IReadOnlyList<Reason> Between(Digest before, Digest after)
    {
        if (!_known.TryGetValue((before, after), out var changes))
        {
            _known[(before, after)] = changes = store.FindObject(before) is { } a && store.FindObject(after) is { } b ? [.. Compare(a, b)] : [];
        }

        return changes;
    }

    private IEnumerable<Reason> Compare(StoredObject before, StoredObject after)
    {
        if (before.Rows != after.Rows)
        {
            yield return new(ReasonKind.RowsChanged, $"{after.Rows} rows instead of {before.Rows}") { Before = $"{before.Rows}", After = $"{after.Rows}" };
        }

        var (old, now) = (SchemaText.Read(before.Schema), SchemaText.Read(after.Schema));
        foreach (var field in now.Where(f => old.IndexOf(f.Name) < 0))
        {
            yield return new(ReasonKind.ColumnAdded, $"column {field.Name} is new") { Name = field.Name, After = TypeOf(field) };
        }

        foreach (var field in old.Where(f => now.IndexOf(f.Name) < 0))
        {
            yield return new(ReasonKind.ColumnRemoved, $"column {field.Name} is gone") { Name = field.Name, Before = TypeOf(field) };
        }

        var both = now.Where(f => old.IndexOf(f.Name) >= 0).Select(f => (Before: old[old.IndexOf(f.Name)], After: f)).ToList();
        foreach (var (was, field) in both.Where(f => TypeOf(f.Before) != TypeOf(f.After)))
        {
            yield return new(ReasonKind.ColumnTypeChanged, $"column {field.Name} is {TypeOf(field)} instead of {TypeOf(was)}") { Name = field.Name, Before = TypeOf(was), After = TypeOf(field) };
        }

        // With rows added or dropped every column differs, which says nothing.
        foreach (var reason in before.Rows == after.Rows ? Contents(before, after, old, now, both.Where(f => f.Before == f.After).Select(f => f.After.Name)) : [])
        {
            yield return reason;
        }
    }

    private IEnumerable<Reason> Contents(StoredObject before, StoredObject after, Schema old, Schema now, IEnumerable<string> columns)
    {
        if (Digests(before) is not { } was || Digests(after) is not { } digests)
        {
            yield break;
        }

        foreach (var name in columns)
        {
            var (a, b) = (Digest.FromHash(was[old.IndexOf(name)]), Digest.FromHash(digests[now.IndexOf(name)]));
            if (a != b)
            {
                yield return new(ReasonKind.ColumnContentChanged, $"column {name} has other values") { Name = name, Before = a.Hex, After = b.Hex };
            }
        }
    }

    private ColumnDigests? Digests(StoredObject stored)
    {
        try
        {
            return checkpoints.DigestsOf(stored);
        }
        catch (IrisFlowException)
        {
            // A file that is gone or damaged can't say what is different; that it is so is another matter.
            return null;
        }
    }

    private static string TypeOf(Field field) => field.Type.Name() + (field.Nullable ? ", nullable" : "");
}
