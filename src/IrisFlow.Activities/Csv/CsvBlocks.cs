namespace IrisFlow.Activities;

/// <summary>Cuts the text of a file into blocks of whole rows, and keeps no more of it than one of them.</summary>
internal sealed class CsvBlocks : IDisposable
{
    // Room that every buffer keeps free: what is looked at in one go, and what an encoder needs for a character.
    private const int Spare = CsvMarks.Width + 16;

    private readonly CsvInput _input;
    private readonly CsvOptions _options;
    private readonly CsvTuning _tuning;
    private readonly Stack<byte[]> _free = [];
    private byte[] _buffer;
    private int _start;
    private int _end;
    private int _usual;
    private bool _isLast;
    private long _line = 1;

    public CsvBlocks(CsvInput input, CsvOptions options, CsvTuning tuning)
    {
        (_input, _options, _tuning) = (input, options, tuning);
        _buffer = new byte[(int)Math.Max(Math.Min(input.Length ?? 4096, tuning.StartBytes), 16) + Spare + 1];
        Fill(tuning.StartBytes);
        IsWhole = _isLast;
        _start = _buffer.AsSpan(0, _end) is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
    }

    /// <summary>The first text of the file, before any block was taken.</summary>
    public CsvBlock Beginning => new(_input.File, _buffer, _start, _end) { Encoding = _input.Encoding, IsCut = !_isLast };

    /// <summary>True when all text was there in the first piece: it is one block then.</summary>
    public bool IsWhole { get; }

    /// <summary>True when the bytes of the file are the text.</summary>
    public bool IsPlain => _input.Length is not null;

    /// <summary>The next rows; null behind the last.</summary>
    public CsvBlock? Next(CsvDialect dialect)
    {
        if (_start == _end && _isLast)
        {
            return null;
        }

        if (_usual == 0 && IsWhole)
        {
            // All of a small file: nothing is cut, so nothing is counted.
            return Take(_end, -1, 0);
        }

        Renew();
        if (_start == _end && _isLast)
        {
            return null;
        }

        var rows = new CsvRowEnds(dialect, _start, _tuning.BlockRows);
        while (true)
        {
            rows.Find(_buffer, _end, _isLast);
            if (rows.Rows == _tuning.BlockRows)
            {
                return Take(rows.End, rows.Rows, rows.Lines);
            }

            if (_isLast)
            {
                return Take(_end, rows.Rows + 1, rows.Lines);
            }

            var length = _end - _start;
            if (length >= _tuning.BlockBytes && rows.Rows > 0)
            {
                return Take(rows.End, rows.Rows, rows.Lines);
            }

            if (length > _options.RowBytes + 2L && rows.Rows == 0)
            {
                // Nobody goes on behind this block: it is there to be refused.
                return Take(_end, 1, 0, isCut: true);
            }

            Fill(_start + Wanted(length, rows));
        }
    }

    /// <summary>Takes the room of a block back, for another.</summary>
    public void Return(CsvBlock block)
    {
        lock (_free)
        {
            _free.Push(block.Bytes);
        }
    }

    public void Dispose() => _input.Dispose();

    private int Wanted(int length, CsvRowEnds rows)
    {
        var wanted = rows.Rows == 0 ? length * 2L : (long)(rows.End - _start) * _tuning.BlockRows / rows.Rows * 17 / 16;
        var most = Math.Max(rows.Rows == 0 ? _options.RowBytes + 4096L : 0, _tuning.BlockBytes);
        return (int)Math.Max(Math.Min(wanted, most), length + 4096L);
    }

    private CsvBlock Take(int end, int rows, long lines, bool isCut = false)
    {
        var block = new CsvBlock(_input.File, _buffer, _start, end) { Rows = rows, IsCut = isCut, Encoding = _input.Encoding, Share = _input.Share }.At(_line);
        _line += lines;
        _usual = Math.Max(end - _start, 1);
        _start = isCut ? _end : end;
        _isLast |= isCut;
        return block;
    }

    /// <summary>The block before has the buffer: what is left of it goes to the beginning of another.</summary>
    private void Renew()
    {
        if (_usual == 0)
        {
            return;
        }

        var left = _end - _start;
        var room = (int)Math.Min(Math.Max(left, _usual * 17L / 16), Array.MaxLength - Spare);
        var buffer = Rent(room + Spare);
        _buffer.AsSpan(_start, left).CopyTo(buffer);
        (_buffer, _start, _end) = (buffer, 0, left);
        Fill(room);
    }

    private byte[] Rent(int length)
    {
        lock (_free)
        {
            return _free.TryPop(out var free) && free.Length >= length ? free : GC.AllocateUninitializedArray<byte>(length);
        }
    }

    private void Fill(int to)
    {
        while (_end < to && !_isLast)
        {
            if (_end + Spare >= _buffer.Length)
            {
                Array.Resize(ref _buffer, (int)Math.Min(Math.Max((long)to + Spare, _buffer.Length), Array.MaxLength));
            }

            var read = _input.Read(_buffer.AsSpan(_end, Math.Min(to + 16, _buffer.Length - CsvMarks.Width) - _end));
            _end += read;
            _isLast = read == 0;
        }
    }
}
