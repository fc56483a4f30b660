using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace IrisFlow.Activities;

/// <summary>
/// Runs another workflow once for each item: the rows with one value of a column, or a file of a folder. It always runs; what is reused
/// are the steps of the other workflow, so an item that is unchanged costs next to nothing.
/// </summary>
/// <example>{ "workflow": "train-one", "over": { "kind": "column", "column": "shop" }, "into": "load.rows", "collect": "predict.rows" }</example>
[Activity("flow.map", Tags = ["for each", "loop", "partition"])]
[Volatile]
public sealed class MapWorkflow : Activity
{
    /// <summary>Rows to go over, where the items are values of a column.</summary>
    [Port("rows")]
    public In<Table>? Given { get; init; }

    /// <summary>The workflow to run: its name.</summary>
    public required string Workflow { get; init; }

    /// <summary>What the items are.</summary>
    public required Items Over { get; init; }

    /// <summary>The port of the other workflow, as step.port, that an item's rows take the place of.</summary>
    public string? Into { get; init; }

    /// <summary>The parameter of the other workflow that is given the item: the value, or the file's path.</summary>
    public string? Parameter { get; init; }

    /// <summary>The output of the other workflow, as step.port, that is collected from all items into one table.</summary>
    public string? Collect { get; init; }

    /// <summary>The name of the column that says which item a row is from.</summary>
    public string As { get; init; } = "item";

    /// <summary>The metric that puts the results in order, best first: step.name, or a name that only one step has. Without one they are in the order of the items.</summary>
    public string? By { get; init; }

    /// <summary>Whether less of the metric is better. Its name decides where this is not given: less of a loss or an error.</summary>
    public bool? SmallestFirst { get; init; }

    /// <summary>What the failure of an item means: the step fails and begins no more items, or it goes on without this one.</summary>
    public ItemFailure OnItemFailure { get; init; } = ItemFailure.Stop;

    /// <summary>More items than this are refused, before the first is run.</summary>
    [Range(1, 1_000_000)]
    public int MaxItems { get; init; } = 1000;

    /// <summary>What was collected, item after item, with the item as the first column.</summary>
    [Port("rows")]
    public Out<Table> Collected { get; } = new();

    /// <summary>One row for each item: its name, its rows where that is known, its state, and all metrics of its run.</summary>
    public Out<Table> Results { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        // Metrics and collected columns are known when the items have run.
        shapes.Set(Collected, Shape.Unknown);
        shapes.Set(Results, Shape.Unknown);
        if (Workflow is not null && Over is not null)
        {
            Over.Check(shapes, Given);
            MapCheck.Check(this, shapes);
        }
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(StepContext step)
    {
        var engine = step.Children ?? throw new IrisFlowException(new Finding("IF457", "A map runs other workflows, which a step in a process of its own can't.")
        {
            Expected = "Leave \"isolate\" out of its policy, and give it to the steps of the other workflow instead.",
        });
        var items = Over.List(Given is { } rows ? step.Read(rows) : null, step.Environment);
        if (items.Items.Count == 0 || items.Items.Count > MaxItems)
        {
            throw new IrisFlowException(new Finding("IF453", items.Items.Count == 0 ? "There is no item to go over." : $"There are {items.Items.Count} items to go over.")
            {
                Port = "over",
                Expected = items.Items.Count == 0 ? "There is at least one." : $"More than {MaxItems} are taken for a mistake; maxItems allows them.",
            });
        }

        var (workflow, environment) = MapCheck.Other(Workflow, step.Environment);
        var runs = items.Items.Select(item => new ChildRun(workflow, environment, item.Label)
        {
            Parameters = Parameter is null ? new Dictionary<string, JsonNode?>() : new() { [Parameter] = Over.AreOfRows ? item.Value?.DeepClone() : RelativePath(item, environment) },
            Given = () => Into is null ? [] : [new(Into, $"{As} {item.Label?.ToJsonString() ?? "null"}", item.Rows())],
        });
        var results = await engine.RunAsync([.. runs], OnItemFailure == ItemFailure.Stop, done => step.Report((double)done / items.Items.Count), step.Cancellation);
        Failures(step, items, results);
        step.Write(Collected, Collect is null ? Table.Of((As, items.Labels.Take([]))) : FanIn.Collect(As, items, results, Collect));
        step.Write(Results, FanIn.Results(As, items, results, By, SmallestFirst));
    }

    // A path that says nothing of this machine.
    private static JsonValue RelativePath(Item item, StepEnvironment environment) => JsonValue.Create(Path.GetRelativePath(environment.Folder, (string)item.Value!));

    private void Failures(StepContext step, ItemList items, IReadOnlyList<ChildResult?> results)
    {
        var failed = items.Items.Zip(results)
            .Where(r => r.Second is { State: not RunState.Succeeded })
            .Select(r => new Finding("IF455", $"{As} {r.First.Label?.ToJsonString() ?? "null"}: {r.Second!.Problem?.ToString() ?? "it was cancelled."}")
            {
                Next = r.Second.Run is { } run ? $"irisflow show {run}" : null,
            })
            .ToList();
        if (failed.Count > 0 && (OnItemFailure == ItemFailure.Stop || failed.Count == results.Count))
        {
            throw new IrisFlowException(failed, ExitCode.StepFailed);
        }

        failed.ForEach(f => step.Warn(f.Message));
    }
}

/// <summary>What the failure of an item means for a map.</summary>
public enum ItemFailure
{
    /// <summary>The step fails, and begins no more items.</summary>
    Stop,

    /// <summary>The step goes on without the item.</summary>
    Continue,
}
