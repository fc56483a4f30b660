namespace IrisFlow.Activities;

/// <summary>Converts columns to other types: text to numbers and days, numbers to wider or narrower ones, anything to text.</summary>
/// <example>{ "types": { "year": "int32", "bought": "timestamp" }, "errors": "null" }</example>
[Activity("data.cast", Tags = ["convert", "parse", "type"])]
public sealed class CastColumns : Activity
{
    /// <summary>Rows to convert columns of.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>The types wanted, by column: bool, int32, int64, float32, float64, string, date or timestamp.</summary>
    [ColumnOf(nameof(Rows))]
    public required IReadOnlyDictionary<string, string> Types { get; init; }

    /// <summary>What becomes of a value that can't be converted: it fails the step, which names its row, or it becomes null.</summary>
    public CastErrors Errors { get; init; }

    /// <summary>The same rows with the columns converted where they stand.</summary>
    [Port("rows")]
    public Out<Table> Converted { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        if (Types is null)
        {
            // Left out of the workflow, which is reported where parameters are bound.
            return;
        }

        try
        {
            ColumnStep.Describe(shapes, Rows, Converted, "types", new Casting(ColumnStep.Types(Types), Errors));
        }
        catch (IrisFlowException error)
        {
            foreach (var finding in error.Findings)
            {
                shapes.Report(finding);
            }
        }
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step) => ColumnStep.RunAsync(step, Rows, Converted, new Casting(ColumnStep.Types(Types), Errors));
}
