using System.ComponentModel.DataAnnotations;
using IrisFlow;

namespace Iris;

/// <summary>Drops the flowers whose sepals are longer than a limit.</summary>
[Activity("iris.remove-long-sepals")]
public sealed class RemoveLongSepals : Activity
{
    private const string SepalLength = "sepal_length";

    /// <summary>Flowers to look at; they have a column sepal_length, in cm.</summary>
    [Port("rows")]
    public required In<Table> Flowers { get; init; }

    /// <summary>Longest sepal kept, in cm.</summary>
    [Range(0, 100)]
    public double MaxCm { get; init; } = 5.0;

    /// <summary>The flowers kept.</summary>
    [Port("rows")]
    public Out<Table> Kept { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        shapes.Needs(Flowers, SepalLength, types: [ColumnType.Float64, ColumnType.Float32, ColumnType.Int32, ColumnType.Int64]);
        shapes.Set(Kept, shapes.Of(Flowers));
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        var flowers = step.Read(Flowers);
        var lengths = flowers.Doubles(SepalLength);
        step.Write(Kept, flowers.Where(row => lengths.Span[row] <= MaxCm));
        return Task.CompletedTask;
    }
}
