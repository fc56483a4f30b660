using IrisFlow.Parquet.Encodings;

namespace IrisFlow.Parquet.Writing;

/// <summary>The levels of a page, which say what rows are null.</summary>
internal static class Levels
{
    /// <summary>The bytes before the values of a page; none where the column has no nulls by its schema.</summary>
    public static ReadOnlySpan<byte> Of(Column page, ByteBuffer buffer)
    {
        buffer.Clear();
        if (page.Nullable)
        {
            buffer.WriteInt(0);
            HybridEncoder.EncodeBits(page.Validity.Bits, page.Length, buffer);
            buffer.PatchInt(0, buffer.Length - 4);
        }

        return buffer.Written;
    }

    public static bool Holds(ReadOnlySpan<byte> bits, int row) => bits.IsEmpty || (bits[row >> 3] >> (row & 7) & 1) != 0;
}
