using System.Text;

namespace IrisFlow.Fuzzing.Csv;

/// <summary>Changes to a CSV file that know what counts in one.</summary>
internal static class CsvMutations
{
    private static readonly string[] Pieces =
    [
        "\"", "\"\"", "\"\"\"", "'", ",", ";", "\t", "|", ",,,,,,,,", "\n", "\r", "\r\n", "\n\n\n", "\n\"", "\"\n", "\",\"", "\0", "\0\0\0\0", "\uFEFF", "\u001A", " ", "\\", "\\\"", "#", "=",
        "NaN", "inf", "-Infinity", "-0", "+1", "1e309", "1e-400", "1e99999999999", "0x1F", "1_000", "1,5", "1.000.000,5", ".", "-", "1.", ".5", "00012", "9223372036854775808", "-9223372036854775809",
        "2147483648", "340282350000000000000000000000000000001", "0.1000000000000000055511151231257827021181583404541015625", "true", "TRUE", "False", "yes", "NA", "null", "NULL", "0000-00-00", "2026-02-30",
        "2026-12-31T23:59:60Z", "2026-01-01T00:00:00+99:99", "9999-12-31T23:59:59.9999999Z", "10000-01-01", "-2026-01-01", "01.02.2026", "12:30", "花", "🌸", "\uFFFD", "é", "İ", "e\u0301", "\u2028", "\u0085", "\u00A0",
    ];

    // No text in UTF-8: a lone continuation, an overlong slash, a surrogate, a byte that never occurs, a beginning without an end.
    private static readonly byte[][] NoText = [[0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xFF], [0xF0, 0x9F], [0xF4, 0x90, 0x80, 0x80], [0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF], [0x1F, 0x8B]];

    public static byte[] Change(SeededRandom random, byte[] bytes) => random.Next(12) switch
    {
        < 5 => Put(random, bytes, Encoding.UTF8.GetBytes(random.Pick(Pieces))),
        5 => Put(random, bytes, random.Pick(NoText)),
        6 => Put(random, bytes, [.. Enumerable.Repeat(Encoding.UTF8.GetBytes(random.Pick(Pieces)), 1 + random.Next(1 << random.Next(14))).SelectMany(b => b)]),
        7 => Field(random, bytes),
        8 => [.. Encoding.UTF8.GetBytes(random.Pick(Pieces)), .. bytes],
        9 => Lines(random, bytes),
        10 => random.Next(2) == 0 ? [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes))] : [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Encoding.UTF8.GetString(bytes))],
        _ => [.. bytes, .. Encoding.UTF8.GetBytes(random.Pick(Pieces))],
    };

    private static byte[] Put(SeededRandom random, byte[] bytes, byte[] piece)
    {
        var at = random.Next(bytes.Length + 1);
        var over = Math.Min(bytes.Length - at, random.Next(2) == 0 ? 0 : piece.Length);
        return [.. bytes[..at], .. piece, .. bytes[(at + over)..]];
    }

    // A whole field becomes something else, which often leaves the file well formed with a value nobody thought of.
    private static byte[] Field(SeededRandom random, byte[] bytes)
    {
        var start = bytes.Length == 0 ? 0 : random.Next(bytes.Length);
        while (start > 0 && bytes[start - 1] is not ((byte)',' or (byte)'\n' or (byte)';' or (byte)'\t'))
        {
            start--;
        }

        var end = start;
        while (end < bytes.Length && bytes[end] is not ((byte)',' or (byte)'\n' or (byte)';' or (byte)'\t' or (byte)'\r'))
        {
            end++;
        }

        return [.. bytes[..start], .. Encoding.UTF8.GetBytes(random.Pick(Pieces)), .. bytes[end..]];
    }

    private static byte[] Lines(SeededRandom random, byte[] bytes)
    {
        var lines = Encoding.Latin1.GetString(bytes).Split('\n').ToList();
        var line = random.Pick(lines);
        if (random.Next(3) == 0)
        {
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(lines));
        }
        else
        {
            lines.InsertRange(random.Next(lines.Count + 1), Enumerable.Repeat(line, Math.Min(1 + random.Next(1 << random.Next(12)), 1 + (200_000 / (line.Length + 1)))));
        }

        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }
}
