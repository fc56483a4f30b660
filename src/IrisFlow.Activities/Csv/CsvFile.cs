namespace IrisFlow.Activities;

/// <summary>A file opened behind its header, with what is known of it then.</summary>
internal sealed class CsvFile : IDisposable
{
    private readonly CsvBlocks _blocks;
    private CsvBlock? _next;

    private CsvFile(CsvSource source, CsvOptions options, CsvTuning tuning)
    {
        Spelling = new(options);
        _blocks = new(CsvInput.Open(source, options), options, tuning);
        try
        {
            Dialect = CsvSniffer.Sniff(_blocks.Beginning, options);
            Names = ReadNames(source.File, options);
        }
        catch
        {
            _blocks.Dispose();
            throw;
        }
    }

    public CsvDialect Dialect { get; }

    public CsvSpelling Spelling { get; }

    /// <summary>The names of its columns.</summary>
    public string[] Names { get; }

    /// <summary>True when the text is so short that it is one block.</summary>
    public bool IsWhole => _blocks.IsWhole;

    /// <summary>True when the bytes of the file are the text: any place of it can be looked at.</summary>
    public bool IsPlain => _blocks.IsPlain;

    /// <summary>The rows behind the header, before they are taken.</summary>
    public CsvBlock? First => _next;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="IrisFlowException">It can't be read, is empty, or its header is not as it should be.</exception>
    public static CsvFile Open(CsvSource source, CsvOptions options, CsvTuning tuning) => new(source, options, tuning);

    /// <summary>The next rows; null behind the last.</summary>
    public CsvBlock? Next()
    {
        var next = _next ?? _blocks.Next(Dialect);
        _next = null;
        return next;
    }

    /// <summary>Takes the room of a block back.</summary>
    public void Return(CsvBlock block) => _blocks.Return(block);

    public void Dispose() => _blocks.Dispose();

    private string[] ReadNames(string file, CsvOptions options)
    {
        while (_blocks.Next(Dialect) is { } block)
        {
            block.Validate(options.EncodingErrors);
            var rows = new CsvTokenizer(block, Dialect, options);
            var room = Math.Min(options.Columns, block.End - block.Start + 1);
            var first = new RowBlock(block, new Cell[room], room, Dialect);
            if (rows.ReadRow(first.Cells) is not (> 0 and var fields))
            {
                // Nothing but blank lines.
                _blocks.Return(block);
                continue;
            }

            if (fields > options.Columns)
            {
                throw block.Problem("IF325", rows.Position, $"The row has more than {options.Columns:N0} fields.", "Where it is no mistake, allow more (maxColumns).");
            }

            var behind = rows.Position;
            var isHeader = CsvHeader.Is(block, first, fields, rows, Spelling, options);
            var names = isHeader ? CsvNames.Of(block, first, fields) : CsvNames.Numbered(fields);
            block.Skip(isHeader ? behind : StartOf(first.Cells[0]));
            _next = block;
            return names;
        }

        throw new IrisFlowException(new Finding("IF320", $"'{file}' is empty.") { File = file, Line = 1, Position = 1, Expected = "A table has at least a row with the names of its columns." });
    }

    // Blank lines before the first row are none, in however many blocks they lie.
    private static int StartOf(Cell cell) => cell.Start - (cell.IsQuoted ? 1 : 0);
}
