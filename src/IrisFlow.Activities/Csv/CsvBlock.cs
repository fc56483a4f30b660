using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace IrisFlow.Activities;

/// <summary>Some whole rows of a file as UTF-8.</summary>
internal sealed class CsvBlock(string file, byte[] bytes, int start, int end)
{
    // Above the first piece of a file, which is all of a small one.
    private const int LargeBytes = 2 << 20;
    private static readonly byte[] Replacement = [0xEF, 0xBF, 0xBD];

    public string File => file;

    /// <summary>The text from <see cref="Start"/> to <see cref="End"/>, and at least <see cref="CsvMarks.Width"/> bytes behind it.</summary>
    public byte[] Bytes { get; private set; } = bytes;

    public int Start { get; private set; } = start;

    public int End { get; private set; } = end;

    /// <summary>True where loops over the text are worth compiling at their best at once. The runtime finds such loops by itself, but a program that reads one file is nearly over by then.</summary>
    public bool IsLarge => Bytes.Length > LargeBytes;

    /// <summary>The line of the file that the block begins with, from 1.</summary>
    public long FirstLine { get; private set; } = 1;

    /// <summary>The most rows that it can have; -1 where they were not counted.</summary>
    public int Rows { get; init; } = -1;

    /// <summary>True when its last row was cut off because it is too long.</summary>
    public bool IsCut { get; init; }

    /// <summary>What the text was before it became UTF-8.</summary>
    public string Encoding { get; init; } = "UTF-8";

    /// <summary>How far the file was read for it, from 0 to 1.</summary>
    public double Share { get; init; }

    public CsvBlock At(long line)
    {
        FirstLine = line;
        return this;
    }

    /// <summary>Leaves out what is before a place: the header.</summary>
    public void Skip(int to) => (FirstLine, Start) = (FirstLine + Lines(to), to);

    /// <summary>How many sequences that are no text were replaced.</summary>
    public long Replaced { get; private set; }

    /// <summary>Makes sure that the text is UTF-8.</summary>
    /// <exception cref="IrisFlowException">Something is no text, and that is not to be replaced (IF321).</exception>
    public void Validate(EncodingErrors errors)
    {
        if (!Utf8.IsValid(Bytes.AsSpan(Start..End)))
        {
            Replaced = errors == EncodingErrors.Replace ? Replace() : throw NotText();
        }
    }

    /// <summary>An exception that says where in the file something is wrong.</summary>
    public IrisFlowException Problem(string rule, int offset, string message, string? expected = null, string? column = null)
    {
        var lineStart = Bytes.AsSpan(Start, offset - Start).LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
        return new(new Finding(rule, message)
        {
            File = file,
            Line = (int)Math.Min(FirstLine + Lines(offset), int.MaxValue),
            Position = offset - Start - lineStart + 1,
            Expected = expected,
            Column = column,
        });
    }

    private long Lines(int to)
    {
        var lines = 0L;
        for (var i = Start; i < to; i++)
        {
            if (Bytes[i] == '\n' || (Bytes[i] == '\r' && !(i + 1 < End && Bytes[i + 1] == '\n')))
            {
                lines++;
            }
        }

        return lines;
    }

    private long Replace()
    {
        var text = new MemoryStream(End - Start + 1024);
        var (from, count) = (Start, 0L);
        while (FirstInvalid(from) is >= 0 and var at)
        {
            text.Write(Bytes, from, at - from);
            text.Write(Replacement);
            Rune.DecodeFromUtf8(Bytes.AsSpan(at..End), out _, out var length);
            from = at + length;
            count++;
        }

        text.Write(Bytes, from, End - from);
        (Start, End) = (0, (int)text.Length);
        text.Write(new byte[CsvMarks.Width]);
        Bytes = text.GetBuffer();
        return count;
    }

    private int FirstInvalid(int from)
    {
        // Whole stretches first: characters one by one only where something is wrong.
        const int Stretch = 1 << 12;
        while (from < End)
        {
            var to = Math.Min(from + Stretch, End);
            while (to < End && to > from && (Bytes[to] & 0xC0) == 0x80)
            {
                to--;
            }

            if (to == from || !Utf8.IsValid(Bytes.AsSpan(from..to)))
            {
                while (from < End && Rune.DecodeFromUtf8(Bytes.AsSpan(from..End), out _, out var length) == OperationStatus.Done)
                {
                    from += length;
                }

                return from < End ? from : -1;
            }

            from = to;
        }

        return -1;
    }

    private IrisFlowException NotText()
    {
        var at = FirstInvalid(Start);
        return Encoding == "UTF-8"
            ? Problem("IF321", at, $"Byte 0x{Bytes[at]:X2} is not UTF-8.", "Save the file as UTF-8, or name its encoding (latin1, windows-1252).")
            : Problem("IF321", at, $"The file is {Encoding} and holds bytes that are not.", "Save it as UTF-8.");
    }
}
