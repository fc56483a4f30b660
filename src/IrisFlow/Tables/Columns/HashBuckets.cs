namespace IrisFlow;

/// <summary>The buckets of values, from 0, as int32: equal values share a bucket, on every machine and in every version. <c>src/docs/expressions.md</c> says how it is computed.</summary>
/// <param name="columns">Columns of any type.</param>
/// <param name="buckets">How many buckets there are, 1 or more.</param>
/// <param name="suffix">What follows the column's name in the new column's; empty to replace the column.</param>
public sealed class HashBuckets(IReadOnlyList<string> columns, int buckets, string suffix = "_bucket") : ColumnChange
{
    private protected override IEnumerable<string> Named => columns;

    private protected override IEnumerable<ComputedColumn> Bind(Shape rows, Action<Finding> report)
    {
        if (buckets < 1)
        {
            report(new Finding("IF342", $"There can't be {buckets} buckets.") { Expected = "It is 1 or more." });
            return [];
        }

        return Found(rows).Select(field => new ComputedColumn(
            field.Name + suffix, new MapKernel<long, int>((Kernel<long>)Hashing.Bind(Binder.Column(field), buckets), ColumnType.Int32, v => (int)v), field.Name));
    }
}
