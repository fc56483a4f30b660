using System.ComponentModel.DataAnnotations;

namespace IrisFlow.Activities;

/// <summary>Adds a bucket for each value of columns: equal values share one, on every machine and in every version.</summary>
/// <example>{ "columns": ["city"], "buckets": 16 }</example>
[Activity("data.hash", Tags = ["bucket", "encode"])]
public sealed class HashColumns : Activity
{
    /// <summary>Rows with columns of any type.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>The columns.</summary>
    [ColumnOf(nameof(Rows))]
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>How many buckets there are.</summary>
    [Range(1, int.MaxValue)]
    public required int Buckets { get; init; }

    /// <summary>The same rows with an int32 column of buckets, from 0, for each column: city_bucket. Null has no bucket.</summary>
    [Port("rows")]
    public Out<Table> Hashed { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        if (Columns is not null && Buckets > 0)
        {
            ColumnStep.Describe(shapes, Rows, Hashed, "columns", new HashBuckets(Columns, Buckets));
        }
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step) => ColumnStep.RunAsync(step, Rows, Hashed, new HashBuckets(Columns, Buckets));
}
