using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IrisFlow.Activities;

/// <summary>Finds where the fields of each row begin and end, 64 bytes at a time; it makes no values.</summary>
internal sealed class CsvTokenizer
{
    private readonly CsvBlock _block;
    private readonly CsvOptions _options;
    private readonly CsvDialect _dialect;
    private readonly byte[] _bytes;
    private readonly int _end;

    public CsvTokenizer(CsvBlock block, CsvDialect dialect, CsvOptions options)
    {
        (_block, _dialect, _options, _bytes, _end, Position) = (block, dialect, options, block.Bytes, block.End, block.Start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_end + CsvMarks.Width, _bytes.Length);
    }

    /// <summary>Where the next row begins.</summary>
    public int Position { get; private set; }

    /// <summary>Reads rows until there is no room for another. Lines with nothing on them are none, save where rows have one field.</summary>
    /// <param name="cells">Room for the fields of at least one row.</param>
    /// <param name="columns">How many fields every row has.</param>
    /// <returns>The number of rows; 0 at the end.</returns>
    /// <exception cref="IrisFlowException">A row has more or fewer fields, a quote is wrong, or something is longer than allowed.</exception>
    public int ReadRows(Span<Cell> cells, int columns) =>
        _block.IsLarge ? ReadMany(cells, columns) : ReadFew(cells, columns, cells.Length / columns, out _);

    /// <summary>Reads the next row that is no blank line, whatever the number of its fields.</summary>
    /// <returns>How many there are, at most as many as there is room for and one more; 0 at the end.</returns>
    public int ReadRow(Span<Cell> cells)
    {
        ReadFew(cells, 0, 1, out var fields);
        return fields;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private int ReadMany(Span<Cell> cells, int columns) => Read(cells, columns, cells.Length / columns, out _);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadFew(Span<Cell> cells, int columns, int mostRows, out int fields) => Read(cells, columns, mostRows, out fields);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Read(Span<Cell> cells, int columns, int mostRows, out int fields)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(_bytes);
        var (rows, count, rowCells, rowStart, start) = (0, 0, 0, Position, Position);
        var window = start;
        var marks = Marks(ref first, window);
        fields = 0;
        while (true)
        {
            while (marks == 0 && window < _end)
            {
                window += CsvMarks.Width;
                marks = Marks(ref first, window);
            }

            var at = marks == 0 ? _end : window + BitOperations.TrailingZeroCount(marks);
            marks &= marks - 1;
            if (at < start)
            {
                continue;
            }

            Cell cell;
            if (at < _end && _bytes[at] == _dialect.Quote)
            {
                if (at != start)
                {
                    // A quote inside a field that did not begin with one means itself, as in 5" or O"Brien.
                    continue;
                }

                cell = Quoted(start, out at);
                window = at;
                marks = Marks(ref first, at);
            }
            else
            {
                cell = new(start, at - start);
            }

            if (at == _end && start == _end && count == rowCells)
            {
                Position = _end;
                return rows;
            }

            if (at - start > _options.FieldBytes)
            {
                CheckField(start, at, cell);
            }

            if (count == cells.Length)
            {
                fields = count - rowCells + 1;
                return columns == 0 ? 0 : throw Ragged(rowStart, fields, columns);
            }

            cells[count++] = cell;
            start = at + 1;
            if (at < _end && _bytes[at] == _dialect.Delimiter)
            {
                continue;
            }

            if (at < _end && _bytes[at] == '\r' && start < _end && _bytes[start] == '\n')
            {
                start++;
            }

            start = Math.Min(start, _end);
            fields = count - rowCells;
            if (fields == 1 && columns != 1 && cell.IsEmpty)
            {
                fields = 0;
                count = rowCells;
            }
            else
            {
                CheckRow(rowStart, at);
                rowCells = count;
                rows++;
                if (fields != columns && columns != 0)
                {
                    throw Ragged(rowStart, fields, columns);
                }
            }

            rowStart = Position = start;
            if (rows == mostRows)
            {
                return rows;
            }
        }
    }

    // Without vectors, which are not compiled before the program runs, this would be slow for the smallest file.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ulong Marks(ref byte first, int from)
    {
        if (from >= _end)
        {
            return 0;
        }

        ref var window = ref Unsafe.Add(ref first, from);
        var marks = CsvMarks.Of(ref window, _dialect.Delimiter) | CsvMarks.Of(ref window, (byte)'\n')
            | CsvMarks.Of(ref window, (byte)'\r') | CsvMarks.Of(ref window, _dialect.Quote);
        return marks & CsvMarks.First(_end - from);
    }

    /// <summary>The field that begins with a quote, and where it stops: at a delimiter, a line break or the end.</summary>
    private Cell Quoted(int start, out int stop)
    {
        var (at, escaped) = (start + 1, false);
        while (true)
        {
            var rest = _bytes.AsSpan(Math.Min(at, _end).._end);
            var found = _dialect.Backslash ? rest.IndexOfAny(_dialect.Quote, (byte)'\\') : rest.IndexOf(_dialect.Quote);
            if (found < 0)
            {
                throw Unclosed(start);
            }

            at += found;
            var isBackslash = _bytes[at] != _dialect.Quote;
            if (!isBackslash && !(at + 1 < _end && _bytes[at + 1] == _dialect.Quote))
            {
                break;
            }

            escaped = true;
            at += 2;
        }

        stop = at + 1;
        return stop == _end || _bytes[stop] == _dialect.Delimiter || _bytes[stop] is (byte)'\n' or (byte)'\r'
            ? new(start + 1, at - start - 1, escaped)
            : throw _block.Problem("IF323", stop, $"{Shown(stop)} follows the closing quote of a field.", "A quote inside a quoted field is doubled.");
    }

    private IrisFlowException Unclosed(int start)
    {
        if (_end - start > _options.FieldBytes)
        {
            return TooLong(start, _end);
        }

        return _block.IsCut ? TooLongRow(Position) : _block.Problem(
            "IF322", start, $"The quote that opens here is never closed: {Shown(start)}.", "A field that begins with a quote ends with one; a quote inside it is doubled.");
    }

    private void CheckField(int start, int stop, Cell cell)
    {
        if (cell.Length > _options.FieldBytes)
        {
            throw TooLong(start, stop);
        }
    }

    private void CheckRow(int start, int stop)
    {
        if (stop - start > _options.RowBytes || (stop == _end && _block.IsCut))
        {
            throw TooLongRow(start);
        }
    }

    private IrisFlowException TooLong(int start, int stop) => _block.Problem(
        "IF325",
        start,
        $"A field of {(stop == _end && _block.IsCut ? "more than " : "")}{stop - start:N0} bytes is longer than {_options.FieldBytes:N0}: {Shown(start)}.",
        "A quote that is never closed makes such fields; where it is none, allow more (maxFieldBytes).");

    private IrisFlowException TooLongRow(int start) => _block.Problem(
        "IF325", start, $"A row is longer than {_options.RowBytes:N0} bytes: {Shown(start)}.", "Where it is no mistake, allow more (maxRowBytes).");

    private IrisFlowException Ragged(int start, int found, int columns) => _block.Problem(
        "IF324",
        start,
        $"The row has {(found > columns ? "more than " + columns : found)} fields, the {(_options.Header == HeaderRow.False ? "first row" : "header")} has {columns}: {Shown(start)}.",
        $"Every row has {columns}; a field that holds the delimiter stands in quotes.");

    private string Shown(int start)
    {
        var line = _bytes.AsSpan(start..Math.Min(_end, start + 240));
        return CsvText.Shown(line.IndexOfAny((byte)'\n', (byte)'\r') is > 0 and var stop ? line[..stop] : line);
    }
}
