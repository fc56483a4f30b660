namespace IrisFlow.Activities;

/// <summary>Decides whether the first row of a file names its columns.</summary>
internal static class CsvHeader
{
    private const int Rows = 100;
    private const int MostBytes = 1 << 16;

    /// <summary>
    /// It does not where it looks like the rows below it: some of these columns hold numbers, days, instants or bools, and each field of
    /// the first row is missing or is of the type of the values below it, in quotes only where they are. Names that are declared make it a header.
    /// </summary>
    /// <param name="block">The block that begins with the first row.</param>
    /// <param name="first">The first row.</param>
    /// <param name="fields">How many fields it has.</param>
    /// <param name="rows">Reads on behind it.</param>
    /// <param name="spelling">How values are written.</param>
    /// <param name="options">What is declared.</param>
    public static bool Is(CsvBlock block, RowBlock first, int fields, CsvTokenizer rows, CsvSpelling spelling, CsvOptions options)
    {
        if (options.Header != HeaderRow.Auto)
        {
            return options.Header == HeaderRow.True;
        }

        // Text that no value is in the first row: no need to look further.
        var types = new CsvSeen[fields];
        var someValue = false;
        for (var i = 0; i < fields; i++)
        {
            var cell = first.Cells[i];
            types[i] = spelling.IsNull(block.Bytes, cell) ? new(null, true) : new(spelling.TypeOf(cell.Raw(block.Bytes)), false);
            someValue |= types[i].Type is not (null or ColumnType.String);
        }

        return !someValue || DiffersFromRest(block, first, types, rows, spelling) || AreDeclared(first, fields, options);
    }

    private static bool AreDeclared(RowBlock first, int fields, CsvOptions options)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < fields; i++)
        {
            names.Add(System.Text.Encoding.UTF8.GetString(first.Value(first.Cells[i])));
        }

        return options.Types.Count > 0 && options.Types.Keys.All(names.Contains);
    }

    private static bool DiffersFromRest(CsvBlock block, RowBlock first, CsvSeen[] types, CsvTokenizer rows, CsvSpelling spelling)
    {
        var rest = new CsvSeen[types.Length];
        var quoted = new bool[types.Length];
        var cells = new Cell[types.Length + 1];
        for (var row = 0; row < Rows && rows.Position - block.Start < MostBytes && rows.ReadRow(cells) is > 0 and var count; row++)
        {
            if (count > types.Length)
            {
                break;
            }

            for (var i = 0; i < count; i++)
            {
                if (!spelling.IsNull(block.Bytes, cells[i]))
                {
                    rest[i] = rest[i].With(new(spelling.TypeOf(cells[i].Raw(block.Bytes)), false));
                    quoted[i] |= cells[i].IsQuoted;
                }
            }
        }

        var someValue = false;
        for (var i = 0; i < types.Length; i++)
        {
            someValue |= rest[i].Type is not (null or ColumnType.String);
            if (types[i].Type is { } type && rest[i].Type is { } below
                && (CsvTypes.Common(type, below) != below || (first.Cells[i].IsQuoted && !quoted[i] && below != ColumnType.String)))
            {
                return true;
            }
        }

        return !someValue;
    }
}
