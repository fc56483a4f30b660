namespace IrisFlow.Activities;

/// <summary>Guesses the types of columns from a few rows of a file. What is guessed is checked by all values; a good guess saves reading the file again.</summary>
internal static class CsvSamples
{
    private const int Rows = 128;
    private const int PlaceBytes = 1 << 14;

    /// <summary>What the first rows of a block show, column by column.</summary>
    public static void Look(CsvBlock block, CsvFile file, CsvOptions options, CsvPlan plan, CsvSeen[] seen)
    {
        var fields = file.Names.Length;
        var piece = new RowBlock(block, new Cell[fields + 1], fields, file.Dialect);
        var rows = new CsvTokenizer(block, file.Dialect, options);
        for (var row = 0; row < Rows && rows.ReadRow(piece.Cells) is > 0 and var count && count <= fields; row++)
        {
            for (var i = 0; i < seen.Length && count == fields; i++)
            {
                var cell = piece.Cells[plan.Columns[i].Position];
                seen[i] = seen[i].With(file.Spelling.IsNull(block.Bytes, cell) ? new(null, true) : new(file.Spelling.TypeOf(cell.Raw(block.Bytes)), false));
            }
        }
    }

    /// <summary>What rows show from places all over a file that can be looked into anywhere.</summary>
    public static void LookAround(CsvSource source, CsvFile file, CsvOptions options, int places, CsvPlan plan, CsvSeen[] seen)
    {
        using var stream = source.Open();
        if (!stream.CanSeek || !file.IsPlain)
        {
            return;
        }

        var bytes = new byte[PlaceBytes + CsvMarks.Width];
        for (var place = 1; place <= places; place++)
        {
            stream.Position = stream.Length / (places + 1) * place;
            var read = stream.ReadAtLeast(bytes.AsSpan(0, PlaceBytes), PlaceBytes, throwOnEndOfStream: false);
            var (start, end) = (bytes.AsSpan(0, read).IndexOf((byte)'\n') + 1, bytes.AsSpan(0, read).LastIndexOf((byte)'\n') + 1);
            try
            {
                Look(new CsvBlock(source.File, bytes, start, Math.Max(start, end)), file, options, plan, seen);
            }
            catch (IrisFlowException)
            {
                // A place inside quotes looks like anything.
            }
        }
    }
}
