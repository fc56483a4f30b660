using IrisFlow.Parquet.Thrift;

namespace IrisFlow.Parquet.Metadata;

/// <summary>Smallest and largest value of a column chunk, as stored bytes, and its nulls. Both or none are known.</summary>
internal sealed record Statistics(long Nulls, byte[]? Min = null, byte[]? Max = null)
{
    /// <summary>Only the fields whose order is defined; the older min and max had none and mislead readers.</summary>
    public void Write(CompactWriter writer, int field)
    {
        writer.Struct(field);
        writer.Long(3, Nulls);
        if (Min is not null && Max is not null)
        {
            writer.Bytes(5, Max);
            writer.Bytes(6, Min);
            writer.Bool(7, true);
            writer.Bool(8, true);
        }

        writer.End();
    }
}
