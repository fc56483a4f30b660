using IrisFlow.Engine.Comparison;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Hosting.Documents;

/// <summary>States and decisions as everything outside this program writes them.</summary>
public static class Names
{
    /// <summary>The state of a step: <c>succeeded</c>, <c>not-selected</c>.</summary>
    public static string Of(StepState state) => state == StepState.NotSelected ? "not-selected" : state.ToString().ToLowerInvariant();

    /// <summary>The state of a run: <c>running</c>.</summary>
    public static string Of(RunState state) => state.ToString().ToLowerInvariant();

    /// <summary>The decision on a step: <c>reuse</c>, <c>not-selected</c>.</summary>
    public static string Of(Decision decision) => decision == Decision.NotSelected ? "not-selected" : decision.ToString().ToLowerInvariant();

    /// <summary>Which of two runs has something: <c>removed</c> from the first, <c>added</c> in the second, <c>changed</c>.</summary>
    public static string Of(Presence presence) => presence switch { Presence.OnlyFirst => "removed", Presence.OnlySecond => "added", _ => "changed" };
}
