namespace IrisFlow.Activities;

/// <summary>What bytes a text is made of.</summary>
internal enum TextEncoding
{
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    Latin1,
    Windows1252,
}

/// <summary>The encodings that a file can have, and what its first bytes tell of it.</summary>
internal static class CsvEncodings
{
    private static readonly string[] Known = ["utf-8", "utf-16le", "utf-16be", "latin1", "windows-1252"];

    /// <summary>The encoding of a name; null for none.</summary>
    /// <exception cref="IrisFlowException">The name is unknown (IF328).</exception>
    public static TextEncoding? Of(string? name) => name?.ToLowerInvariant() switch
    {
        null => null,
        "utf-8" or "utf8" or "us-ascii" or "ascii" => TextEncoding.Utf8,
        "utf-16" or "utf-16le" => TextEncoding.Utf16LittleEndian,
        "utf-16be" => TextEncoding.Utf16BigEndian,
        "latin1" or "iso-8859-1" => TextEncoding.Latin1,
        "windows-1252" or "cp1252" => TextEncoding.Windows1252,
        _ => throw new IrisFlowException(new Finding("IF328", $"There is no encoding '{name}' here.") { Port = "encoding", Expected = NearMiss.OneOf(name, Known, "The encodings are") }),
    };

    public static string NameOf(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf8 => "UTF-8",
        TextEncoding.Utf16LittleEndian or TextEncoding.Utf16BigEndian => "UTF-16",
        TextEncoding.Latin1 => "latin1",
        _ => "windows-1252",
    };

    /// <summary>What a byte order mark says; without one, UTF-16 where every other byte is zero, as in Western text.</summary>
    /// <returns>The encoding, and the length of the mark.</returns>
    public static (TextEncoding Encoding, int Mark) Sniff(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, ..])
        {
            return (TextEncoding.Utf16LittleEndian, 2);
        }

        if (bytes is [0xFE, 0xFF, ..])
        {
            return (TextEncoding.Utf16BigEndian, 2);
        }

        Span<int> zeros = stackalloc int[2];
        for (var i = 0; i < bytes.Length; i++)
        {
            zeros[i & 1] += bytes[i] == 0 ? 1 : 0;
        }

        return bytes is [not 0, 0, ..] && zeros[0] == 0 && zeros[1] * 4 > bytes.Length ? (TextEncoding.Utf16LittleEndian, 0)
            : bytes is [0, not 0, ..] && zeros[1] == 0 && zeros[0] * 4 > bytes.Length ? (TextEncoding.Utf16BigEndian, 0)
            : (TextEncoding.Utf8, 0);
    }
}
