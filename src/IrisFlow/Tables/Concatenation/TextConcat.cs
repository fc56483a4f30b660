namespace IrisFlow;

/// <summary>Text columns below one another. Dictionaries become one dictionary, so that few distinct values stay few.</summary>
internal static class TextConcat
{
    public static StringColumn Of(IReadOnlyList<StringColumn> columns, int rows)
    {
        var validity = Validity.Concat(columns, rows);
        var nullable = columns.Any(c => c.Nullable);

        // A batch without a dictionary among others with one joins theirs, unless most rows are of its kind.
        var coded = columns.Sum(c => c.IsDictionary ? (long)c.Length : 0);
        return coded > 0 && coded >= rows - coded ? Coded(columns, rows, validity, nullable) : Plain(columns, rows, validity, nullable);
    }

    private static StringColumn Coded(IReadOnlyList<StringColumn> columns, int rows, Validity validity, bool nullable)
    {
        var texts = new TextTable();
        var codes = new int[rows];
        StringColumn? before = null;
        int[] newCodes = [];
        var at = 0;
        foreach (var column in columns.Where(c => c.Length > 0))
        {
            var target = codes.AsSpan(at, column.Length);
            if (column.IsDictionary)
            {
                // Slices of one column share their dictionary, which is merged once then.
                newCodes = before is not null && column.SharesDictionary(before) ? newCodes : Merge(column, texts);
                before = column;
                Translate(column.Codes, newCodes, target);
            }
            else
            {
                for (var row = 0; row < target.Length; row++)
                {
                    target[row] = column.IsNull(row) ? 0 : texts.Intern(column.Slot(row));
                }
            }

            at += column.Length;
        }

        return StringColumn.Dictionary(texts.Bytes, texts.Offsets, codes, validity, nullable);
    }

    // Code 0 is there even for an empty dictionary: rows without a value have it.
    private static int[] Merge(StringColumn column, TextTable texts)
    {
        var codes = new int[Math.Max(1, column.DistinctSlots)];
        for (var slot = 0; slot < column.DistinctSlots; slot++)
        {
            codes[slot] = texts.Intern(column.Slot(slot));
        }

        return codes;
    }

    private static void Translate(ReadOnlySpan<int> codes, int[] newCodes, Span<int> target)
    {
        for (var row = 0; row < codes.Length; row++)
        {
            target[row] = newCodes[codes[row]];
        }
    }

    private static StringColumn Plain(IReadOnlyList<StringColumn> columns, int rows, Validity validity, bool nullable)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(TableLimits.TextBytes(columns.Sum(BytesOf)));
        var offsets = new int[rows + 1];
        var (row, end) = (0, 0);
        foreach (var column in columns)
        {
            var ends = offsets.AsSpan(row + 1, column.Length);
            if (column.IsDictionary)
            {
                for (var i = 0; i < ends.Length; i++)
                {
                    var text = column.Utf8(i);
                    text.CopyTo(bytes.AsSpan(end));
                    ends[i] = end += text.Length;
                }
            }
            else
            {
                var from = column.Offsets;
                column.Bytes[from[0]..from[^1]].CopyTo(bytes.AsSpan(end));
                var shift = end - from[0];
                for (var i = 0; i < ends.Length; i++)
                {
                    ends[i] = from[i + 1] + shift;
                }

                end = from[^1] + shift;
            }

            row += column.Length;
        }

        return StringColumn.Plain(bytes, offsets, validity, nullable);
    }

    private static long BytesOf(StringColumn column)
    {
        if (!column.IsDictionary)
        {
            return column.Offsets[^1] - column.Offsets[0];
        }

        var bytes = 0L;
        for (var row = 0; row < column.Length; row++)
        {
            bytes += column.Utf8(row).Length;
        }

        return bytes;
    }
}
