using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Sweep;

/// <summary>One thing that a sweep varies, and the values it takes.</summary>
/// <param name="Path">A parameter of a step, <c>select.k</c> or <c>train.trainer.l2</c>; or, without a dot, a parameter of the workflow.</param>
/// <param name="Values">The values, at least one, no two alike.</param>
public sealed record SweepAxis(string Path, IReadOnlyList<JsonNode?> Values)
{
    /// <summary>True for a parameter of the workflow.</summary>
    public bool IsParameter => !Path.Contains('.', StringComparison.Ordinal);

    /// <summary>Reads what stands after <c>--sweep</c>: <c>select.k=1..4</c>, <c>train.trainer.l2=0.1,1,10</c>.</summary>
    /// <param name="text">The path, an equals sign, and values or ranges of whole numbers with commas between them.</param>
    /// <param name="value">Reads one value.</param>
    /// <exception cref="IrisFlowException">It is not written so, gives no value, or gives one twice.</exception>
    public static SweepAxis Parse(string text, Func<string, JsonNode?> value)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || equals == text.Length - 1)
        {
            throw Wrong(text, "It gives no values.");
        }

        var path = text[..equals];
        var values = SweepValues.Items(text[(equals + 1)..])
            .SelectMany(item => item.Length == 0 ? throw Wrong(text, "A value is missing between two commas, or at an end.") : SweepValues.Range(item, problem => Wrong(text, problem)) ?? [value(item)])
            .ToList();
        var twice = values.GroupBy(v => v?.ToJsonString() ?? "null").FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? new(path, values)
            : throw new IrisFlowException(new Finding("IF441", $"--sweep {path} gives {twice.Key} twice.") { Expected = "Each value stands once." });
    }

    private static IrisFlowException Wrong(string text, string problem) => new(new Finding("IF440", $"--sweep {text}: {problem}")
    {
        Expected = "It is written --sweep step.parameter=VALUES, with values such as 0.1,1,10, or 1..4, or 0..100..10 for every tenth.",
    });
}
