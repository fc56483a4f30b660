namespace IrisFlow;

/// <summary>The values of a column of the table.</summary>
internal sealed class ColumnKernel(string name, ColumnType stored) : Kernel(Widened(stored))
{
    public static ColumnType Widened(ColumnType stored) => stored switch
    {
        ColumnType.Int32 => ColumnType.Int64,
        ColumnType.Float32 => ColumnType.Float64,
        _ => stored,
    };

    public override Column Evaluate(Batch batch)
    {
        var column = batch.Rows[name].Slice(batch.Start, batch.Length);
        return column switch
        {
            Column<int> { Type: ColumnType.Int32 } narrow => Vectors.Map<int, long>(narrow, ColumnType.Int64, v => v),
            Column<float> narrow => Vectors.Map<float, double>(narrow, ColumnType.Float64, v => v),
            _ => column,
        };
    }
}
