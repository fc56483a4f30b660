using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Comparison;

/// <summary>Several runs side by side, from what is tracked of them: what is not the same in all of them or, where that is asked for, everything.</summary>
/// <param name="Runs">The runs, in the order in which their values stand.</param>
public sealed record RunTable(IReadOnlyList<RunRecord> Runs)
{
    /// <summary>Parameters of the workflow, <c>k</c>, and of steps, <c>train.trainer.l2</c>, down to the innermost value.</summary>
    public IReadOnlyList<RunRow> Parameters { get; private init; } = [];

    /// <summary>The fingerprint of the code behind each step.</summary>
    public IReadOnlyList<RunRow> Code { get; private init; } = [];

    /// <summary>What came from outside: files that were read, and data that was put in the place of ports.</summary>
    public IReadOnlyList<RunRow> Data { get; private init; } = [];

    /// <summary>Figures, as <c>step.name</c>.</summary>
    public IReadOnlyList<RunRow> Metrics { get; private init; } = [];

    /// <summary>Steps: what they use, what they are wired to, how they ended and what they gave.</summary>
    public IReadOnlyList<RunRow> Steps { get; private init; } = [];

    /// <summary>Compares runs.</summary>
    /// <param name="store">Where they are tracked.</param>
    /// <param name="runs">The runs, two or more.</param>
    /// <param name="all">True for what is the same in all of them as well.</param>
    public static RunTable Of(IRunStore store, IReadOnlyList<RunRecord> runs, bool all = false)
    {
        var tracked = runs.Select(r => TrackedRun.Of(store, r)).ToList();
        List<RunRow> Rows(Func<TrackedRun, IEnumerable<(string Name, JsonNode? Value)>> read)
        {
            var columns = tracked.Select(r => read(r).ToDictionary(v => v.Name, v => v.Value)).ToList();
            return [.. columns
                .SelectMany(c => c.Keys)
                .Distinct()
                .Select(name => new RunRow(name, [.. columns.Select(c => c.GetValueOrDefault(name))]))
                .Where(row => all || row.Differs)];
        }

        return new(runs)
        {
            Parameters = Rows(Settings),
            Code = Rows(run => run.Steps.Values.Where(s => s.Code is not null).Select(s => (s.Name, (JsonNode?)s.Code))),
            Data = Rows(Outside),
            Metrics = Rows(run => run.Steps.Values.SelectMany(s => s.Metrics.Select(m => ($"{s.Name}.{m.Key}", Figure(m.Value))))),
            Steps = Rows(run => run.Steps.Values.Select(s => (s.Name, (JsonNode?)Described(run, s)))),
        };
    }

    private static IEnumerable<(string Name, JsonNode? Value)> Settings(TrackedRun run) =>
        Leaves(JsonNode.Parse(run.Run.Parameters), "").Concat(run.Steps.Values.OrderBy(s => s.Position).SelectMany(s => Leaves(JsonNode.Parse(s.Parameters), s.Name)));

    private static IEnumerable<(string Name, JsonNode? Value)> Leaves(JsonNode? node, string path) => node is JsonObject { Count: > 0 } members
        ? members.SelectMany(m => Leaves(m.Value, path.Length == 0 ? m.Key : $"{path}.{m.Key}"))
        : path.Length == 0 || node is JsonObject ? [] : [(path, node)];

    private static IEnumerable<(string Name, JsonNode? Value)> Outside(TrackedRun run) => run.Steps.Values.OrderBy(s => s.Position).SelectMany(step => step.Inputs
        .Where(i => i.Source.StartsWith("file:", StringComparison.Ordinal))
        .Select(i => ($"{step.Name}.{i.Port}", Source(i.Source["file:".Length..], i.Digest)))
        .Concat(step.Outputs.Where(o => o.Origin is not null).Select(o => ($"{step.Name}.{o.Port}", Source(o.Origin!, o.Digest)))));

    private static JsonNode? Source(string from, Digest digest) => new JsonObject { ["source"] = from, ["digest"] = digest.Hex };

    // JSON has no word for NaN; null says that there is no figure.
    private static JsonNode? Figure(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    private static JsonObject Described(TrackedRun run, StepRecord step) => new()
    {
        ["uses"] = step.Uses,
        ["from"] = new JsonObject(run.WiresOf(step.Name).OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => KeyValuePair.Create(w.Key, (JsonNode?)w.Value))),

        // Whether an output was made or was there already is no difference between runs.
        ["state"] = System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName((step.State == StepState.Reused ? StepState.Succeeded : step.State).ToString()),
        ["outputs"] = new JsonObject(step.Outputs.Select(o => KeyValuePair.Create(o.Port, (JsonNode?)o.Digest.Hex))),
    };
}

/// <summary>Something that several runs have or have not, such as a parameter.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Values">Its value in each run; null where a run has none.</param>
public sealed record RunRow(string Name, IReadOnlyList<JsonNode?> Values)
{
    /// <summary>True where it is not the same in all of them.</summary>
    public bool Differs => Values.Any(v => !JsonNode.DeepEquals(v, Values[0]));
}
