using IrisFlow.Parquet.Thrift;

namespace IrisFlow.Parquet.Metadata;

/// <summary>Between what bounds the values of a column chunk lie, as stored bytes, and its nulls. What is not known is null.</summary>
/// <remarks>A bound that is not exact is a text cut off: less than the least value, or more than the largest.</remarks>
internal sealed record Statistics(long? Nulls, byte[]? Min = null, byte[]? Max = null, bool IsMinExact = true, bool IsMaxExact = true)
{
    /// <summary>Only the fields whose order is defined; the older min and max had none and mislead readers.</summary>
    public static Statistics Read(ref CompactReader reader)
    {
        var read = new Statistics(null, IsMinExact: false, IsMaxExact: false);
        var field = 0;
        while (reader.NextField(ref field, out var type))
        {
            switch (field)
            {
                case 3:
                    read = read with { Nulls = reader.Long(type) };
                    break;
                case 5:
                    read = read with { Max = reader.Bytes(type).ToArray() };
                    break;
                case 6:
                    read = read with { Min = reader.Bytes(type).ToArray() };
                    break;
                case 7:
                    read = read with { IsMaxExact = CompactReader.Bool(type) };
                    break;
                case 8:
                    read = read with { IsMinExact = CompactReader.Bool(type) };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return read;
    }

    /// <inheritdoc cref="Read"/>
    public void Write(CompactWriter writer, int field)
    {
        writer.Struct(field);
        if (Nulls is { } nulls)
        {
            writer.Long(3, nulls);
        }

        if (Max is not null)
        {
            writer.Bytes(5, Max);
        }

        if (Min is not null)
        {
            writer.Bytes(6, Min);
        }

        if (Max is not null)
        {
            writer.Bool(7, IsMaxExact);
        }

        if (Min is not null)
        {
            writer.Bool(8, IsMinExact);
        }

        writer.End();
    }
}
