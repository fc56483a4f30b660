namespace IrisFlow;

/// <summary>The functions of text. Lengths and places count code points.</summary>
internal static class TextFunctions
{
    public static IEnumerable<KeyValuePair<string, Function>> All =>
    [
        new("length", new("t", 1, 1, a => new TextMapKernel<long>(a.Text(0), ColumnType.Int64, CodePoints))),
        new("lower", new("t", 1, 1, a => Change(a, s => s.ToLowerInvariant()))),
        new("upper", new("t", 1, 1, a => Change(a, s => s.ToUpperInvariant()))),
        new("trim", new("t", 1, 1, a => Change(a, s => s.Trim()))),
        new("starts_with", new("t", 2, 2, a => Test(a, (s, t) => s.StartsWith(t)))),
        new("ends_with", new("t", 2, 2, a => Test(a, (s, t) => s.EndsWith(t)))),
        new("contains", new("t", 2, 2, a => Test(a, (s, t) => s.IndexOf(t) >= 0))),
        new("concat", new("t", 2, Function.Many, a => new ConcatKernel([.. a.All.Cast<TextKernel>()]))),
        new("replace", new("t", 3, 3, Replace)),
        new("substring", new("tii", 2, 3, Substring)),
    ];

    private static TextChangeKernel Change(Arguments call, Func<string, string> function) => new(call.Text(0), function);

    private static TextTestKernel Test(Arguments call, TextTest test) => new(call.Text(0), call.Text(1), test);

    private static TextChangeKernel? Replace(Arguments call) => call.Constant(1) is { } old && call.Constant(2) is { } fresh
        ? Change(call, s => old.Length == 0 ? s : s.Replace(old, fresh, StringComparison.Ordinal))
        : null;

    private static TextChangeKernel? Substring(Arguments call)
    {
        var from = call.Whole(1, 1, int.MaxValue);
        var length = call.Count == 3 ? call.Whole(2, 0, int.MaxValue) : int.MaxValue;
        return from is { } first && length is { } count ? Change(call, s => Part(s, first - 1, count)) : null;
    }

    private static string Part(string text, long skip, long count)
    {
        var start = Skip(text, 0, skip);
        return text[start..Skip(text, start, count)];
    }

    // Where the text goes on after some code points.
    private static int Skip(string text, int at, long codePoints)
    {
        for (; codePoints > 0 && at < text.Length; codePoints--)
        {
            at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        }

        return at;
    }

    public static long CodePoints(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var b in text)
        {
            count += (b & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }
}

/// <summary>Texts one behind the other; null where one of them is.</summary>
internal sealed class ConcatKernel(TextKernel[] parts) : TextKernel(parts.Any(p => p.Nullable))
{
    private byte[] _joined = new byte[256];

    public override StringColumn Evaluate(Batch batch)
    {
        var columns = Array.ConvertAll(parts, p => p.Evaluate(batch));
        var texts = new StringColumnBuilder(batch.Length);
        for (var row = 0; row < batch.Length; row++)
        {
            var (length, known) = (0, true);
            foreach (var column in columns)
            {
                known &= !column.IsNull(row);
                var part = column.Utf8(row);
                var needed = TableLimits.TextBytes((long)length + part.Length);
                if (needed > _joined.Length)
                {
                    Array.Resize(ref _joined, Math.Max(needed, _joined.Length * 2));
                }

                part.CopyTo(_joined.AsSpan(length));
                length += part.Length;
            }

            if (known)
            {
                texts.AppendUtf8(_joined.AsSpan(0, length));
            }
            else
            {
                texts.AppendNull();
            }
        }

        return texts.Build(Nullable);
    }
}
