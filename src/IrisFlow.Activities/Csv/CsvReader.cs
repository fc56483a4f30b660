using System.Text;

namespace IrisFlow.Activities;

/// <summary>Reads a CSV text into a table: finds the fields block by block, and gives each block to a reader for each column.</summary>
internal sealed class CsvReader(CsvText text, CsvOptions options, CancellationToken cancellation)
{
    // Enough for 20,000 columns, small enough for the cache.
    private const int BlockCells = 1 << 15;

    private readonly Cell[] _cells = new Cell[BlockCells];

    /// <summary>The table of the named columns, or of all.</summary>
    public Table Read(IReadOnlyList<string>? columns)
    {
        var delimiter = Delimiter();
        var first = ReadFirstRow(new CsvTokenizer(text, delimiter));
        if (first < 0 && text.IsPartial)
        {
            return new CsvReader(CsvText.Whole(text.File), options, cancellation).Read(columns);
        }

        var names = Names(first);
        var positions = CsvHeader.Positions(text.File, names, columns);
        foreach (var declared in options.Types.Keys)
        {
            CsvHeader.Require(text.File, names, declared);
        }

        var readers = Array.ConvertAll(positions, p => ReaderOf(names[p]));
        var empty = !Pass(delimiter, names.Length, positions, readers, names);
        Repeat(delimiter, positions, readers, names);
        var built = new Column[readers.Length];
        var fields = new Field[readers.Length];
        for (var i = 0; i < built.Length; i++)
        {
            // A column without rows has shown no type.
            built[i] = empty && !options.Types.ContainsKey(names[positions[i]]) ? StringColumn.From([]) : readers[i]!.Build();
            fields[i] = new Field(names[positions[i]], built[i].Type, built[i].Nullable);
        }

        return new Table(new Schema(fields), built, rowCount: readers.Length > 0 ? null : 0);
    }

    private byte Delimiter()
    {
        if (options.Delimiter is not { } given)
        {
            return text.File.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? (byte)'\t' : CsvDelimiter.Sniff(text);
        }

        return char.IsAscii(given) && given is not ('"' or '\n' or '\r')
            ? (byte)given
            : throw new IrisFlowException(new Finding("IF328", $"'{given}' can't stand between fields.") { Expected = "A delimiter is one ASCII character, no quote and no line break." });
    }

    private int ReadFirstRow(CsvTokenizer rows)
    {
        int count;
        do
        {
            count = rows.ReadRow(_cells.AsSpan(0, CsvLimits.Columns));
        }
        while (IsBlank(count));
        return count <= CsvLimits.Columns ? count : throw text.Problem("IF325", rows.RowStart, $"The row has more than {CsvLimits.Columns:N0} fields.");
    }

    private string[] Names(int count)
    {
        if (count < 0)
        {
            throw new IrisFlowException(new Finding("IF320", $"'{text.File}' is empty.") { File = text.File, Line = 1, Position = 1, Expected = "A table has at least a row with the names of its columns." });
        }

        return options.Header ? CsvHeader.Names(text, _cells.AsSpan(0, count)) : CsvHeader.Numbered(count);
    }

    private ColumnReader ReaderOf(string name) => options.Types.TryGetValue(name, out var type)
        ? ColumnReader.For(type, new CsvNulls(options.Nulls, emptyQuotes: type != ColumnType.String))
        : new InferredColumnReader(new CsvNulls(options.Nulls));

    private void Repeat(byte delimiter, int[] positions, ColumnReader?[] readers, string[] names)
    {
        var again = Array.ConvertAll(readers, r => r is InferredColumnReader { IsTextAfterAll: true } ? new TextColumnReader(new CsvNulls(options.Nulls)) : null);
        if (Array.TrueForAll(again, r => r is null))
        {
            return;
        }

        Pass(delimiter, names.Length, positions, again, names);
        for (var i = 0; i < readers.Length; i++)
        {
            readers[i] = again[i] ?? readers[i];
        }
    }

    /// <summary>Reads all rows; false when there are none.</summary>
    private bool Pass(byte delimiter, int columns, int[] positions, ColumnReader?[] readers, string[] names)
    {
        var rows = new CsvTokenizer(text, delimiter);
        var block = new RowBlock(text.Bytes, _cells, columns);
        var any = false;
        if (options.Header)
        {
            ReadFirstRow(rows);
        }

        while (Fill(rows, block))
        {
            if (!any)
            {
                // One part in sixteen more: too little would copy everything once more.
                var share = (text.End - text.Start) / (double)(rows.Position - text.Start);
                block.ExpectedRows = (int)Math.Min(Array.MaxLength / 16, (block.Rows * share * 17 / 16) + 1);
            }

            any = true;
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < readers.Length; i++)
            {
                var row = readers[i]?.Read(block, positions[i], 0) ?? block.Rows;
                if (row < block.Rows)
                {
                    throw Mismatch(block[row, positions[i]], names[positions[i]]);
                }
            }
        }

        return any;
    }

    private bool Fill(CsvTokenizer rows, RowBlock block)
    {
        block.Rows = 0;
        while (block.Rows < block.Capacity)
        {
            var cells = block.From(block.Rows)[..block.Columns];
            var count = rows.ReadRow(cells);
            if (count < 0)
            {
                break;
            }

            if (count == block.Columns)
            {
                block.Rows++;
            }
            else if (!(count == 1 && cells[0].IsEmpty))
            {
                throw Ragged(rows, count, block.Columns);
            }
        }

        return block.Rows > 0;
    }

    // A line with nothing on it is no row, unless rows have one field: then it is a row whose value is missing.
    private bool IsBlank(int count) => count == 1 && _cells[0].IsEmpty;

    private IrisFlowException Ragged(CsvTokenizer rows, int found, int columns) => text.Problem(
        "IF324",
        rows.RowStart,
        $"The row has {(found > columns ? "more than " + columns : found)} fields, the {(options.Header ? "header" : "first row")} has {columns}.",
        $"Every row has {columns}; a field that holds the delimiter stands in quotes.");

    private IrisFlowException Mismatch(Cell cell, string name)
    {
        var shown = Encoding.UTF8.GetString(cell.Value(text.Bytes)) is { Length: > 60 } longer ? longer[..60] + "…" : Encoding.UTF8.GetString(cell.Value(text.Bytes));
        var type = options.Types[name];
        return text.Problem("IF327", cell.Start, $"'{shown}' in column '{name}' is not a {type.Name()}.", CsvTypes.Expected(type), name);
    }
}
