using System.ComponentModel.DataAnnotations;

namespace IrisFlow.Activities;

/// <summary>Draws rows at random, each as likely. They stay in the order they stand in.</summary>
/// <example>{ "share": 0.1, "seed": 7 }</example>
[Activity("data.sample", Tags = ["subset"])]
public sealed class SampleRows : Activity
{
    /// <summary>Rows to draw from.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>How many rows to draw; or give a share.</summary>
    [Range(0, int.MaxValue)]
    public int? Count { get; init; }

    /// <summary>The share of rows to draw, rounded to whole rows; above 1 only with replacement.</summary>
    [Range(0, 1000)]
    public double? Share { get; init; }

    /// <summary>Whether a row can be drawn more than once; it then stands there as often, as a bootstrap asks.</summary>
    public bool Replacement { get; init; }

    /// <summary>Another seed draws other rows; the same seed draws the same, on every machine.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The rows drawn.</summary>
    [Port("rows")]
    public Out<Table> Drawn { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        shapes.Set(Drawn, shapes.Of(Rows));
        if (Count is null == Share is null)
        {
            shapes.Report(new Finding("IF482", Count is null ? "Neither a count nor a share of rows is given." : "A count and a share of rows are given.")
            {
                Port = "count",
                Expected = "One of count and share says how many rows to draw.",
            });
        }

        if (Share > 1 && !Replacement)
        {
            shapes.Report(new Finding("IF482", "More rows than there are can't be drawn.") { Port = "share", Expected = "A share above 1 needs replacement." });
        }
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        var rows = step.Read(Rows);
        step.Write(Drawn, Count is { } count ? rows.Sample(count, Seed, Replacement) : rows.SampleShare(Share!.Value, Seed, Replacement));
        return Task.CompletedTask;
    }
}
