using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace IrisFlow.Activities;

/// <summary>Fields in the making, quoted where RFC 4180 asks for it, where the reader would take them for something else, and where it is wished.</summary>
internal sealed class CsvFields
{
    private const int ValueBytes = 64;
    private const double FourDecimals = 10_000;
    private const double FifteenDigits = 1e15;

    private readonly byte _delimiter;
    private readonly byte _point;
    private readonly Quoting _quoting;
    private readonly bool _spreadsheetSafe;
    private readonly byte[] _null;
    private readonly SearchValues<byte> _special;
    private byte[] _buffer = new byte[1 << 12];

    /// <exception cref="IrisFlowException">An option makes no sense (IF328).</exception>
    public CsvFields(CsvOptions options)
    {
        _point = options.Decimal is '.' or ',' ? (byte)options.Decimal : throw Wrong("decimal", $"'{options.Decimal}' can't stand before decimals.", "A number has a point or a comma there.");
        var delimiter = options.Delimiter ?? (_point == ',' ? ';' : ',');
        _delimiter = char.IsAscii(delimiter) && delimiter is not ('"' or '\n' or '\r') && delimiter != options.Decimal
            ? (byte)delimiter
            : throw Wrong("delimiter", $"'{delimiter}' can't stand between fields.", "A delimiter is one ASCII character, no quote, no line break, and not the decimal sign.");
        (_quoting, _spreadsheetSafe, _null) = (options.Quoting, options.SpreadsheetSafe, Encoding.UTF8.GetBytes(options.NullText));
        _special = SearchValues.Create(_delimiter, (byte)'"', (byte)'\n', (byte)'\r');
        if (_null.AsSpan().ContainsAny(_special) || (_null.Length > 0 && CsvTypes.Of(_null) != ColumnType.String))
        {
            throw Wrong("nullText", $"'{options.NullText}' can't stand for a missing value.", "It is a word that no value is written as, without delimiters, quotes and line breaks, such as NA.");
        }
    }

    /// <summary>Bytes not flushed yet.</summary>
    public int Length { get; private set; }

    /// <summary>Begins the field of a column.</summary>
    public void Begin(int column)
    {
        if (column > 0)
        {
            Raw(_delimiter);
        }
    }

    public void EndRow() => Raw((byte)'\n');

    public void Null() => Raw(_null);

    /// <summary>A column's name: quoted, too, where it looks like a value, and so could be taken for one of a file without header.</summary>
    public void Name(string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        Text(text, always: _quoting != Quoting.Needed || CsvTypes.Of(text) != ColumnType.String || text is [0xEF, 0xBB, 0xBF, ..]);
    }

    /// <summary>A text. One that is empty stands in quotes, which tells it from a missing value, as does one that is the word for it.</summary>
    public void Text(ReadOnlySpan<byte> text) => Text(text, _quoting != Quoting.Needed);

    private void Text(ReadOnlySpan<byte> text, bool always)
    {
        var guarded = _spreadsheetSafe && text.Length > 0 && text[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r';

        // What begins with a single quote could be taken for a field in such quotes.
        var quoted = always || text.IsEmpty || text[0] == '\'' || text.ContainsAny(_special) || text.SequenceEqual(_null);
        if (!quoted && !guarded)
        {
            Raw(text);
            return;
        }

        Raw(quoted ? "\""u8 : default);
        Raw(guarded ? "'"u8 : default);
        while (quoted && text.IndexOf((byte)'"') is >= 0 and var quote)
        {
            Raw(text[..(quote + 1)]);
            Raw((byte)'"');
            text = text[(quote + 1)..];
        }

        Raw(text);
        Raw(quoted ? "\""u8 : default);
    }

    /// <summary>A floating-point number in the fewest digits that give the same number back; whole ones end in <c>.0</c>, so that they stay floating-point.</summary>
    public void Floating(double value)
    {
        BeginValue();
        var start = Length;

        // With at most 15 digits there is one decimal number for a double, and no shorter one.
        var scaled = Math.Round(value * FourDecimals);
        if (Math.Abs(scaled) < FifteenDigits && scaled / FourDecimals == value && (scaled != 0 || !double.IsNegative(value)))
        {
            Decimals((long)scaled);
        }
        else
        {
            Format(value, "R");
            EndFloating(start);
        }

        EndValue();
    }

    /// <summary>The same for 32 bits.</summary>
    public void Floating(float value)
    {
        BeginValue();
        var start = Length;
        Format(value, "R");
        EndFloating(start);
        EndValue();
    }

    public void Whole(long value)
    {
        BeginValue();
        Format(value, default);
        EndValue();
    }

    public void Flag(bool value)
    {
        BeginValue();
        Raw(value ? "true"u8 : "false"u8);
        EndValue();
    }

    /// <summary>A day as <c>yyyy-MM-dd</c>.</summary>
    public void Day(DateOnly day)
    {
        BeginValue();
        Date(day);
        EndValue();
    }

    /// <summary>An instant in UTC, without decimals, with three or with six: the widths that other programs write.</summary>
    public void Instant(DateTime instant)
    {
        BeginValue();
        Date(DateOnly.FromDateTime(instant));
        Digits('T', instant.Hour, 2);
        Digits(':', instant.Minute, 2);
        Digits(':', instant.Second, 2);
        var fine = (int)(instant.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);
        if (fine != 0)
        {
            Digits('.', fine % 1000 == 0 ? fine / 1000 : fine, fine % 1000 == 0 ? 3 : 6);
        }

        _buffer[Length++] = (byte)'Z';
        EndValue();
    }

    public void FlushTo(Stream stream)
    {
        stream.Write(_buffer, 0, Length);
        Length = 0;
    }

    private static IrisFlowException Wrong(string port, string message, string expected) => new(new Finding("IF328", message) { Port = port, Expected = expected });

    private void BeginValue()
    {
        Reserve(ValueBytes);
        if (_quoting == Quoting.All)
        {
            _buffer[Length++] = (byte)'"';
        }
    }

    private void EndValue()
    {
        if (_quoting == Quoting.All)
        {
            Raw((byte)'"');
        }
    }

    private void Decimals(long tenThousandths)
    {
        var (whole, rest) = Math.DivRem(Math.Abs(tenThousandths), (long)FourDecimals);
        if (tenThousandths < 0)
        {
            _buffer[Length++] = (byte)'-';
        }

        Format(whole, default);
        var digits = 4;
        for (; digits > 1 && rest % 10 == 0; digits--)
        {
            rest /= 10;
        }

        Digits((char)_point, (int)rest, digits);
    }

    private void EndFloating(int start)
    {
        var text = _buffer.AsSpan(start..Length);
        if (!text.ContainsAny(".EN"u8) && text[^1] != 'y')
        {
            ".0"u8.CopyTo(_buffer.AsSpan(Length));
            Length += 2;
        }

        if (_point != '.')
        {
            _buffer.AsSpan(start..Length).Replace((byte)'.', _point);
        }
    }

    private void Date(DateOnly day)
    {
        Digits('\0', day.Year, 4);
        Digits('-', day.Month, 2);
        Digits('-', day.Day, 2);
    }

    private void Digits(char before, int number, int digits)
    {
        if (before != '\0')
        {
            _buffer[Length++] = (byte)before;
        }

        for (var i = Length + digits - 1; i >= Length; i--)
        {
            _buffer[i] = (byte)('0' + (number % 10));
            number /= 10;
        }

        Length += digits;
    }

    private void Format<T>(T value, ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(_buffer.AsSpan(Length), out var written, format, CultureInfo.InvariantCulture);
        Length += written;
    }

    private void Raw(byte value)
    {
        Reserve(1);
        _buffer[Length++] = value;
    }

    private void Raw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(Length));
        Length += bytes.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int bytes)
    {
        if (Length + bytes > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(Length + bytes, _buffer.Length * 2));
        }
    }
}
