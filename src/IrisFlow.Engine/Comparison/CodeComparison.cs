using IrisFlow.Engine.Reasons;

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

        return CodeChange.Between(store.FindCode(first), store.FindCode(second)) is not { } change ? new(first, second) : new(first, second)
        {
            Pieces =
            [
                .. change.Changed.Select(m => (m.After.Name, Presence.Both)),
                .. change.Added.Select(m => (m.Name, Presence.OnlySecond)),
                .. change.Removed.Select(m => (m.Name, Presence.OnlyFirst)),
            ],
        };
    }
}
