using System.Text;
using System.Text.Unicode;

namespace IrisFlow.Activities;

/// <summary>The text of a file as valid UTF-8, without byte order mark.</summary>
internal sealed class CsvText
{
    private CsvText(string file, byte[] bytes, int start, int end, bool partial) =>
        (File, Bytes, Start, End, IsPartial) = (file, bytes, start, end, partial);

    public string File { get; }

    public byte[] Bytes { get; }

    /// <summary>Where the text begins in <see cref="Bytes"/>.</summary>
    public int Start { get; }

    /// <summary>Where it ends.</summary>
    public int End { get; }

    /// <summary>True when the file goes on: a row that is not complete is then no error.</summary>
    public bool IsPartial { get; }

    /// <summary>All of a file.</summary>
    public static CsvText Whole(string file) => Decode(file, SourceFile.ReadAll(file), partial: false);

    /// <summary>Enough of a file to tell its schema.</summary>
    public static CsvText Beginning(string file)
    {
        var bytes = SourceFile.ReadStart(file, CsvLimits.SchemaBytes, out var isWhole);
        if (isWhole)
        {
            return Decode(file, bytes, partial: false);
        }

        // Cut behind a line break, so that no character is cut in two. The tokenizer copes with a break inside a quoted field.
        var end = bytes.AsSpan().LastIndexOfAny((byte)'\n', (byte)'\r');
        return end <= 0 || IsUtf16(bytes) ? Whole(file) : Decode(file, bytes[..(end + 1)], partial: true);
    }

    /// <summary>For tests, and for text that is no file.</summary>
    public static CsvText Of(string file, byte[] bytes) => Decode(file, bytes, partial: false);

    /// <summary>An exception that says where in the file something is wrong.</summary>
    public IrisFlowException Problem(string rule, int offset, string message, string? expected = null, string? column = null)
    {
        var (line, position) = Place(offset);
        return new(new Finding(rule, message) { File = File, Line = line, Position = position, Expected = expected, Column = column });
    }

    private (int Line, int Position) Place(int offset)
    {
        var (line, lineStart) = (1, Start);
        for (var i = Start; i < offset; i++)
        {
            if (Bytes[i] == '\n' || (Bytes[i] == '\r' && !(i + 1 < End && Bytes[i + 1] == '\n')))
            {
                (line, lineStart) = (line + 1, i + 1);
            }
        }

        return (line, offset - lineStart + 1);
    }

    private static bool IsUtf16(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    private static CsvText Decode(string file, byte[] bytes, bool partial)
    {
        if (IsUtf16(bytes))
        {
            return FromUtf16(file, bytes);
        }

        var start = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        var text = new CsvText(file, bytes, start, bytes.Length, partial);
        return Utf8.IsValid(bytes.AsSpan(start)) ? text : throw text.NotUtf8();
    }

    private static CsvText FromUtf16(string file, byte[] bytes)
    {
        try
        {
            var encoding = new UnicodeEncoding(bigEndian: bytes[0] == 0xFE, byteOrderMark: false, throwOnInvalidBytes: true);
            var utf8 = Encoding.UTF8.GetBytes(encoding.GetString(bytes, 2, bytes.Length - 2));
            return new(file, utf8, 0, utf8.Length, partial: false);
        }
        catch (ArgumentException error)
        {
            throw new IrisFlowException(
                new Finding("IF321", "The file begins as UTF-16 and holds bytes that are not.") { File = file, Expected = "Save it as UTF-8." },
                inner: error);
        }
    }

    private IrisFlowException NotUtf8()
    {
        var offset = Start;
        while (Rune.DecodeFromUtf8(Bytes.AsSpan(offset..End), out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            offset += length;
        }

        return Problem("IF321", offset, $"Byte 0x{Bytes[offset]:X2} is not UTF-8.", "Save the file as UTF-8, or as UTF-16 with a byte order mark.");
    }
}
