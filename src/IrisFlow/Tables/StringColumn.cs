using System.Text;

namespace IrisFlow;

/// <summary>A column of text, held as UTF-8: either one value a row, or a dictionary of values with one code a row.</summary>
/// <remarks>Which of the two it is changes nothing but the space it takes: values and digests are the same.</remarks>
public sealed class StringColumn : Column
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly ReadOnlyMemory<int> _offsets;
    private readonly ReadOnlyMemory<int> _codes;

    private StringColumn(
        ReadOnlyMemory<byte> bytes, ReadOnlyMemory<int> offsets, ReadOnlyMemory<int> codes, bool encoded, int length, Validity validity, bool nullable)
        : base(ColumnType.String, length, validity, nullable)
    {
        (_bytes, _offsets, _codes, IsDictionary) = (bytes, offsets, codes, encoded);
    }

    /// <summary>One value a row. Row <c>i</c> is the bytes from <c>offsets[i]</c> up to <c>offsets[i + 1]</c>.</summary>
    public static StringColumn Plain(ReadOnlyMemory<byte> bytes, ReadOnlyMemory<int> offsets, Validity validity = default, bool nullable = false) =>
        new(bytes, offsets, default, encoded: false, offsets.Length - 1, validity, nullable);

    /// <summary>One code a row, naming a value of the dictionary; a null row's code is unspecified but within the dictionary, or 0.</summary>
    public static StringColumn Dictionary(
        ReadOnlyMemory<byte> bytes, ReadOnlyMemory<int> offsets, ReadOnlyMemory<int> codes, Validity validity = default, bool nullable = false) =>
        new(bytes, offsets, codes, encoded: true, codes.Length, validity, nullable);

    /// <summary>From .NET strings; nullable when one of them is null.</summary>
    public static StringColumn From(ReadOnlySpan<string?> values)
    {
        var builder = new StringColumnBuilder(values.Length);
        foreach (var value in values)
        {
            builder.Append(value);
        }

        return builder.Build();
    }

    /// <summary>True when values are kept once in a dictionary.</summary>
    public bool IsDictionary { get; }

    /// <summary>How many values are kept: of the dictionary, or of all rows.</summary>
    public int DistinctSlots => _offsets.Length - 1;

    /// <summary>The codes of the rows; empty where there is no dictionary.</summary>
    public ReadOnlySpan<int> Codes => _codes.Span;

    /// <summary>The bytes of all kept values.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary>Where each kept value begins, and where the last ends.</summary>
    public ReadOnlySpan<int> Offsets => _offsets.Span;

    /// <summary>The same as memory, to keep.</summary>
    internal ReadOnlyMemory<int> OffsetsMemory => _offsets;

    /// <summary>The values of this column as a dictionary, under the codes of another.</summary>
    internal StringColumn WithCodesOf(StringColumn other) => Dictionary(_bytes, _offsets, other._codes, other.Validity, other.Nullable);

    /// <summary>Other rows of the same dictionary.</summary>
    internal StringColumn WithCodes(int[] codes, Validity validity) => new(_bytes, _offsets, codes, IsDictionary, codes.Length, validity, Nullable);

    /// <summary>Rows of the kept values by their place; nullable when a row is null.</summary>
    internal StringColumn AsDictionary(int[] codes, Validity validity) => Dictionary(_bytes, _offsets, codes, validity);

    /// <summary>The same texts, some rows of which are null.</summary>
    internal StringColumn WithValidity(Validity validity) => new(_bytes, _offsets, _codes, IsDictionary, Length, validity, nullable: true);

    /// <summary>The text of a row, or null.</summary>
    public string? this[int row] => IsNull(row) ? null : Encoding.UTF8.GetString(Utf8(row));

    /// <summary>The UTF-8 bytes of a row; empty where the row is null.</summary>
    public ReadOnlySpan<byte> Utf8(int row) => IsNull(row) ? default : Slot(IsDictionary ? _codes.Span[row] : row);

    /// <summary>The UTF-8 bytes of a kept value: of a dictionary code, or of a row.</summary>
    public ReadOnlySpan<byte> Slot(int slot)
    {
        var offsets = _offsets.Span;
        return _bytes.Span[offsets[slot]..offsets[slot + 1]];
    }

    /// <inheritdoc/>
    public override object? ValueAt(int row) => this[row];

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows) => Gather(rows.ToArray(), orNull: false);

    internal override Column Gather(int[] rows, bool orNull)
    {
        var validity = Validity.Gather(rows, orNull);
        return IsDictionary ? GatherCodes(rows, validity, orNull || Nullable) : GatherTexts(rows, validity, orNull || Nullable);
    }

    /// <summary>True when both columns keep their values in the same dictionary.</summary>
    internal bool SharesDictionary(StringColumn other) => IsDictionary && other.IsDictionary && _bytes.Equals(other._bytes) && _offsets.Equals(other._offsets);

    /// <inheritdoc/>
    public override Column Slice(int start, int length) => IsDictionary
        ? new StringColumn(_bytes, _offsets, _codes.Slice(start, length), encoded: true, length, Validity.Slice(start, length), Nullable)
        : new StringColumn(_bytes, _offsets.Slice(start, length + 1), default, encoded: false, length, Validity.Slice(start, length), Nullable);

    /// <inheritdoc/>
    public override Column AsNullable(bool nullable)
    {
        RequireNoNulls(nullable);
        return new StringColumn(_bytes, _offsets, _codes, IsDictionary, Length, Validity, nullable);
    }

    // Rows below 0 are none of the validity.
    private StringColumn GatherCodes(int[] rows, Validity validity, bool nullable)
    {
        var codes = GC.AllocateUninitializedArray<int>(rows.Length);
        Cores.Ranges(rows.Length, (start, length) =>
        {
            var from = Codes;
            for (var i = start; i < start + length; i++)
            {
                codes[i] = rows[i] < 0 ? 0 : from[rows[i]];
            }
        });
        return new StringColumn(_bytes, _offsets, codes, encoded: true, codes.Length, validity, nullable);
    }

    private StringColumn GatherTexts(int[] rows, Validity validity, bool nullable)
    {
        // First where every text ends, so that one buffer of the right size takes them all.
        var source = Offsets;
        var ends = new int[rows.Length + 1];
        var end = 0L;
        for (var i = 0; i < rows.Length; i++)
        {
            end += validity[i] ? source[rows[i] + 1] - source[rows[i]] : 0;
            ends[i + 1] = (int)end;
        }

        var bytes = GC.AllocateUninitializedArray<byte>(TableLimits.TextBytes(end));
        Cores.Ranges(rows.Length, (start, length) =>
        {
            var texts = Bytes;
            var starts = Offsets;
            for (var i = start; i < start + length; i++)
            {
                if (ends[i + 1] > ends[i])
                {
                    texts.Slice(starts[rows[i]], ends[i + 1] - ends[i]).CopyTo(bytes.AsSpan(ends[i]));
                }
            }
        });
        return Plain(bytes, ends, validity, nullable);
    }
}
