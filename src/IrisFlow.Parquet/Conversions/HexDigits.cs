namespace IrisFlow.Parquet.Conversions;

/// <summary>Bytes as text: two lower-case digits each.</summary>
internal static class HexDigits
{
    public const int UuidLength = 36;

    /// <param name="bytes">The bytes.</param>
    /// <param name="text">Room for twice as many.</param>
    public static void Write(ReadOnlySpan<byte> bytes, Span<byte> text) => Convert.TryToHexStringLower(bytes, text, out _);

    /// <summary>16 bytes as RFC 9562 writes them: <c>8-4-4-4-12</c> digits.</summary>
    public static void WriteUuid(ReadOnlySpan<byte> bytes, Span<byte> text) => new Guid(bytes, bigEndian: true).TryFormat(text, out _);
}
