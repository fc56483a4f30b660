using IrisFlow.Parquet.Reading;

namespace IrisFlow.Parquet.Encodings;

/// <summary>The runs of a page that say which of its rows hold a value.</summary>
internal static class DefinitionLevels
{
    /// <summary>Adds a page's rows, and says how many of them hold a value.</summary>
    public static int Read(ReadOnlySpan<byte> levels, int rows, ValidityBuilder validity)
    {
        var runs = new HybridDecoder(levels, 1);
        var (left, valid) = (rows, 0);
        while (left > 0)
        {
            var count = runs.NextRun(left, out var value, out var packed);
            if (packed.IsEmpty)
            {
                validity.AppendRun(value != 0, count);
                valid += value != 0 ? count : 0;
            }
            else
            {
                valid += validity.AppendBits(packed, count);
            }

            left -= count;
        }

        return valid;
    }
}
