using System.Numerics;
using System.Runtime.Intrinsics;

namespace IrisFlow.Activities;

/// <summary>Finds where the fields of each row begin and end, 32 bytes at a time; it makes no values.</summary>
internal sealed class CsvTokenizer
{
    private readonly CsvText _text;
    private readonly byte[] _bytes;
    private readonly int _end;
    private readonly byte _delimiter;
    private int _position;
    private int _window;
    private uint _marks;

    public CsvTokenizer(CsvText text, byte delimiter)
    {
        (_text, _bytes, _end, _delimiter) = (text, text.Bytes, text.End, delimiter);
        (_position, _window) = (text.Start, text.Start);
        _marks = Marks(_window);
    }

    /// <summary>Where the next row begins.</summary>
    public int Position => _position;

    /// <summary>Where the row read last begins.</summary>
    public int RowStart { get; private set; }

    /// <summary>Reads a row.</summary>
    /// <returns>The number of its cells, -1 behind the last row, or one more than there is room for.</returns>
    public int ReadRow(Span<Cell> cells)
    {
        var (count, start, stop) = (0, _position, _position);
        RowStart = start;
        if (start >= _end)
        {
            return -1;
        }

        do
        {
            Cell cell;
            if (start < _end && _bytes[start] == '"')
            {
                if (!TryQuoted(start, out cell, out stop))
                {
                    return -1;
                }
            }
            else
            {
                stop = NextOutsideQuotes();
                cell = new(start, stop - start);
            }

            CheckSize(start, stop);
            if (count == cells.Length)
            {
                return count + 1;
            }

            cells[count++] = cell;
            start = stop + 1;
        }
        while (stop < _end && _bytes[stop] == _delimiter);

        return EndRow(stop) ? count : -1;
    }

    private bool EndRow(int stop)
    {
        if (stop >= _end)
        {
            _position = _end;
            return !_text.IsPartial;
        }

        _position = stop + 1;
        if (_bytes[stop] == '\r' && _position < _end && _bytes[_position] == '\n')
        {
            Next();
            _position++;
        }

        return true;
    }

    /// <summary>Reads a field that begins with a quote, and the mark behind it; false when the text ends within a row that goes on.</summary>
    private bool TryQuoted(int start, out Cell cell, out int stop)
    {
        Next();
        var escaped = false;
        while (true)
        {
            var quote = Next();
            if (quote >= _end)
            {
                (cell, stop) = (default, _end);
                return _text.IsPartial ? false : throw _text.Problem(
                    "IF322", start, "The quote that opens here is never closed.", "A field that begins with a quote ends with one; a quote inside it is doubled.");
            }

            if (_bytes[quote] != '"')
            {
                continue;
            }

            if (quote + 1 < _end && _bytes[quote + 1] == '"')
            {
                Next();
                escaped = true;
                continue;
            }

            stop = quote + 1;
            if (stop < _end && Next() != stop)
            {
                throw _text.Problem("IF323", stop, "Text follows the closing quote of a field.", "A quote inside a quoted field is doubled.");
            }

            CheckSize(start, stop);
            cell = new(start + 1, quote - start - 1, quoted: true, escaped);
            return true;
        }
    }

    private void CheckSize(int start, int stop)
    {
        if (stop - start > CsvLimits.FieldBytes + 2)
        {
            throw _text.Problem("IF325", start, $"A field of {stop - start:N0} bytes is longer than 1 MiB.", "A quote that is never closed makes such fields.");
        }

        if (stop - RowStart > CsvLimits.RowBytes)
        {
            throw _text.Problem("IF325", RowStart, "A row is longer than 16 MiB.");
        }
    }

    // A quote inside a field that did not begin with one means itself, as in 5" or O"Brien.
    private int NextOutsideQuotes()
    {
        int stop;
        do
        {
            stop = Next();
        }
        while (stop < _end && _bytes[stop] == '"');
        return stop;
    }

    /// <summary>Where the next delimiter, quote or line break stands; the end of the text when there is none.</summary>
    private int Next()
    {
        while (_marks == 0)
        {
            _window += Vector256<byte>.Count;
            if (_window >= _end)
            {
                _window = _end;
                return _end;
            }

            _marks = Marks(_window);
        }

        var offset = _window + BitOperations.TrailingZeroCount(_marks);
        _marks &= _marks - 1;
        return offset;
    }

    private uint Marks(int from)
    {
        if (from + Vector256<byte>.Count <= _end)
        {
            var block = Vector256.Create(_bytes.AsSpan(from, Vector256<byte>.Count));
            var found = Vector256.Equals(block, Vector256.Create(_delimiter))
                | Vector256.Equals(block, Vector256.Create((byte)'\n'))
                | Vector256.Equals(block, Vector256.Create((byte)'\r'))
                | Vector256.Equals(block, Vector256.Create((byte)'"'));
            return found.ExtractMostSignificantBits();
        }

        var marks = 0u;
        for (var i = from; i < _end; i++)
        {
            var found = _bytes[i] == _delimiter || _bytes[i] is (byte)'\n' or (byte)'\r' or (byte)'"';
            marks |= (found ? 1u : 0u) << (i - from);
        }

        return marks;
    }
}
