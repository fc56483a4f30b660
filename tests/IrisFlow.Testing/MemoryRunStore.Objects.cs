namespace IrisFlow.Testing;

/// <content>All objects, and where they are used.</content>
public sealed partial class MemoryRunStore
{
    /// <inheritdoc/>
    public IReadOnlyList<StoredObject> Objects() => Read(c => c.Objects.Values.OrderBy(o => o.Digest.Hex, StringComparer.Ordinal).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<ObjectUse> Uses(IReadOnlySet<Digest> digests) => Read(c => c.Steps
        .OrderByDescending(r => r.Key, StringComparer.Ordinal)
        .SelectMany(r => r.Value.Values.OrderBy(s => s.Name, StringComparer.Ordinal).SelectMany(s => s.Outputs.Select(o => new ObjectUse(r.Key, s.Name, o))))
        .Where(u => digests.Contains(u.Output.Digest))
        .ToList());
}
