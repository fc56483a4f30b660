using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>An activity placed in a workflow under a name.</summary>
/// <param name="Name">The author's name for it, unique in the workflow.</param>
/// <param name="Uses">The activity: <c>data.filter</c>, or <c>data.split@2</c>.</param>
public sealed record Step(string Name, string Uses)
{
    /// <summary>For each wired input the output it reads, as <c>step.port</c>.</summary>
    public IReadOnlyDictionary<string, string> From { get; init; } = new Dictionary<string, string>();

    /// <summary>The parameter values, which may hold placeholders such as <c>${k}</c>.</summary>
    public JsonObject With { get; init; } = [];

    /// <summary>How a run carries it out: attempts, limits, what is kept. It never decides whether the step runs.</summary>
    public StepPolicy Policy { get; init; } = StepPolicy.Default;

    /// <summary>A remark for readers.</summary>
    public string? Note { get; init; }

    /// <summary>Where the step stands in its file; null for a step that was written in C#.</summary>
    public TextPosition? Position { get; init; }
}

/// <summary>A place in a text file; line and column count from 1, the column in bytes.</summary>
public readonly record struct TextPosition(int Line, int Column);

/// <summary>A value that a run may change: <c>--param k=3</c>.</summary>
/// <param name="Name">Its name, as placeholders write it.</param>
/// <param name="Type">One of <c>integer</c>, <c>number</c>, <c>string</c> and <c>boolean</c>.</param>
/// <param name="Default">The value where a run gives none; null when it must give one.</param>
/// <param name="Note">A remark for readers.</param>
public sealed record WorkflowParameter(string Name, string Type, JsonNode? Default, string? Note = null)
{
    /// <summary>The types a parameter may have.</summary>
    public static IReadOnlyList<string> Types { get; } = ["integer", "number", "string", "boolean"];
}
