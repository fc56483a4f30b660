namespace IrisFlow.Parquet.Conversions;

/// <summary>Floating-point numbers of 16 bits, each of which a wider one holds exactly.</summary>
internal static class Floats16
{
    public static void ToFloats(ReadOnlySpan<Half> stored, Span<float> target)
    {
        for (var i = 0; i < stored.Length; i++)
        {
            target[i] = (float)stored[i];
        }
    }
}
