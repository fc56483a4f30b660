using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IrisFlow.Activities;

/// <summary>Finds where rows end, so that a file can be cut there: a line break in quotes ends none. Makes no fields.</summary>
/// <param name="dialect">What separates and quotes.</param>
/// <param name="start">Where the first row begins.</param>
/// <param name="mostRows">Stops behind so many rows.</param>
internal struct CsvRowEnds(CsvDialect dialect, int start, int mostRows)
{
    private int _at = start;
    private int _fieldStart = start;
    private int _skipTo;
    private bool _quoted;
    private long _linesInQuotes;

    /// <summary>Rows found, blank lines among them.</summary>
    public int Rows { get; private set; }

    /// <summary>Where the last row found ends, behind its line break.</summary>
    public int End { get; private set; } = start;

    /// <summary>Lines up to there.</summary>
    public long Lines { get; private set; }

    /// <summary>Goes on where it stopped.</summary>
    /// <param name="bytes">The text, and at least <see cref="CsvMarks.Width"/> bytes behind <paramref name="end"/>.</param>
    /// <param name="end">Where the text ends so far.</param>
    /// <param name="isLast">True when no text follows. Else the last byte is left for later: the one behind it may change its meaning.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Find(byte[] bytes, int end, bool isLast)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end + CsvMarks.Width, bytes.Length);
        ref var first = ref MemoryMarshal.GetArrayDataReference(bytes);
        var limit = isLast ? end : end - 1;
        while (_at < limit && Rows < mostRows)
        {
            ref var window = ref Unsafe.Add(ref first, _at);
            var inside = CsvMarks.First(limit - _at);
            var breaks = (CsvMarks.Of(ref window, (byte)'\n') | CsvMarks.Of(ref window, (byte)'\r')) & inside;
            var marks = breaks | (CsvMarks.Of(ref window, dialect.Delimiter) & inside);
            var quotes = CsvMarks.Of(ref window, dialect.Quote) & inside;
            if (_quoted || quotes != 0)
            {
                Step(bytes, end, marks | quotes | (dialect.Backslash ? CsvMarks.Of(ref window, (byte)'\\') & inside : 0));
            }
            else
            {
                for (; breaks != 0 && Rows < mostRows; breaks &= breaks - 1)
                {
                    Break(bytes, _at + BitOperations.TrailingZeroCount(breaks), end);
                }

                _fieldStart = marks == 0 ? _fieldStart : _at + CsvMarks.Width - BitOperations.LeadingZeroCount(marks);
            }

            _at = Math.Min(_at + CsvMarks.Width, limit);
        }
    }

    private void Step(byte[] bytes, int end, ulong marks)
    {
        for (; marks != 0 && Rows < mostRows; marks &= marks - 1)
        {
            var at = _at + BitOperations.TrailingZeroCount(marks);
            var mark = bytes[at];
            if (at < _skipTo)
            {
                continue;
            }

            if (_quoted)
            {
                InQuotes(bytes, at, mark, end);
            }
            else if (mark == dialect.Quote)
            {
                _quoted = at == _fieldStart;
            }
            else if (mark == dialect.Delimiter)
            {
                _fieldStart = at + 1;
            }
            else if (mark != '\\')
            {
                Break(bytes, at, end);
            }
        }
    }

    private void InQuotes(byte[] bytes, int at, byte mark, int end)
    {
        if (mark == '\\' && dialect.Backslash)
        {
            _skipTo = at + 2;
        }
        else if (mark != dialect.Quote)
        {
            _linesInQuotes += mark == '\n' || (mark == '\r' && !(at + 1 < end && bytes[at + 1] == '\n')) ? 1 : 0;
        }
        else if (at + 1 < end && bytes[at + 1] == dialect.Quote)
        {
            _skipTo = at + 2;
        }
        else
        {
            _quoted = false;
        }
    }

    private void Break(byte[] bytes, int at, int end)
    {
        if (bytes[at] == '\r' && at + 1 < end && bytes[at + 1] == '\n')
        {
            return;
        }

        Rows++;
        Lines += 1 + _linesInQuotes;
        _linesInQuotes = 0;
        End = _fieldStart = at + 1;
    }
}
