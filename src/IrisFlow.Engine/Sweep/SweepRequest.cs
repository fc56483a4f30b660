using System.Text.Json.Nodes;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Sweep;

/// <summary>What a user asks for: a run with every combination of some values.</summary>
/// <param name="Request">What all the runs have in common; its command is that of one run, without what is swept.</param>
/// <param name="Axes">What they differ in, the last varying fastest.</param>
public sealed record SweepRequest(RunRequest Request, IReadOnlyList<SweepAxis> Axes)
{
    /// <summary>The largest number of runs that nobody has to confirm.</summary>
    public const int ManyRuns = 10_000;

    /// <summary>The metric that decides which run is best: <c>step.name</c>, or a name that only one step has; null for the first there is.</summary>
    public string? By { get; init; }

    /// <summary>Whether less is better; null to go by the metric's name.</summary>
    public bool? SmallestFirst { get; init; }

    /// <summary>True to allow more than <see cref="ManyRuns"/>.</summary>
    public bool AllowMany { get; init; }

    /// <summary>The sweep as the command line would say it.</summary>
    public string Command { get; init; } = "";

    /// <summary>How many runs it is.</summary>
    public Int128 Count => Axes.Aggregate((Int128)1, (count, axis) => count * axis.Values.Count);

    /// <summary>The values of one run, one for each axis.</summary>
    /// <param name="index">From 0.</param>
    public IReadOnlyList<JsonNode?> ValuesAt(int index)
    {
        var values = new JsonNode?[Axes.Count];
        for (var axis = Axes.Count - 1; axis >= 0; axis--)
        {
            values[axis] = Axes[axis].Values[index % Axes[axis].Values.Count];
            index /= Axes[axis].Values.Count;
        }

        return values;
    }

    /// <summary>The values of one run as a JSON object: <c>{"select.k":2}</c>.</summary>
    /// <param name="index">From 0.</param>
    public string VariantAt(int index) =>
        new JsonObject(Axes.Zip(ValuesAt(index), (axis, value) => KeyValuePair.Create(axis.Path, value?.DeepClone()))).ToJsonString();

    /// <summary>The request of one run.</summary>
    /// <param name="index">From 0.</param>
    /// <param name="parent">The run of the sweep; null while there is none.</param>
    internal RunRequest At(int index, string? parent)
    {
        var values = Axes.Zip(ValuesAt(index)).ToList();
        var parameters = Request.Parameters.ToDictionary();
        foreach (var (axis, value) in values.Where(v => v.First.IsParameter))
        {
            parameters[axis.Path] = value?.DeepClone();
        }

        return Request with
        {
            Vary = [.. values.Where(v => !v.First.IsParameter).Select(v => (v.First.Path, v.Second))],
            Parameters = parameters,
            PartOf = parent is null ? null : (parent, VariantAt(index)),
            Command = Request.Command + string.Concat(values.Select(v =>
                $" {(v.First.IsParameter ? "--param" : "--set")} {CommandText.Quoted($"{v.First.Path}={Text(v.Second)}")}")),
        };
    }

    private static string Text(JsonNode? value) => value is JsonValue text && text.TryGetValue<string>(out var plain) ? plain : value?.ToJsonString() ?? "null";
}
