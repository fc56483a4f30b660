namespace IrisFlow.Engine.Comparison;

/// <summary>Which methods, packages and other pieces differ between two fingerprints.</summary>
internal static class CodeComparison
{
    /// <summary>The differences, or null when the fingerprints are the same or one of them was never computed.</summary>
    public static CodeDifferences? Between(IRunStore store, string? first, string? second)
    {
        if (first == second || first is null || second is null)
        {
            return null;
        }

        if (store.FindCode(first) is not { } before || store.FindCode(second) is not { } after)
        {
            return new(first, second);
        }

        var old = before.Methods.ToDictionary(m => m.Name, m => m.Hash);
        var now = after.Methods.ToDictionary(m => m.Name, m => m.Hash);
        var changed = after.Methods.Where(m => old.TryGetValue(m.Name, out var hash) && hash != m.Hash).Select(m => (m.Name, Presence.Both));
        var added = after.Methods.Where(m => !old.ContainsKey(m.Name)).Select(m => (m.Name, Presence.OnlySecond));
        var removed = before.Methods.Where(m => !now.ContainsKey(m.Name)).Select(m => (m.Name, Presence.OnlyFirst));
        return new(first, second) { Pieces = [.. changed, .. added, .. removed] };
    }
}
