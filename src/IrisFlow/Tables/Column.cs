namespace IrisFlow;

/// <summary>The values of one column. Columns are immutable and may be shared between tables.</summary>
public abstract class Column
{
    private byte[]? _contentHash;

    private protected Column(ColumnType type, int length, Validity validity, bool nullable) =>
        (Type, Length, Validity, Nullable) = (type, length, validity, nullable || !validity.AllValid);

    /// <summary>What the column holds.</summary>
    public ColumnType Type { get; }

    /// <summary>Number of rows.</summary>
    public int Length { get; }

    /// <summary>Which rows hold a value.</summary>
    public Validity Validity { get; }

    /// <summary>True when the column may hold nulls, even where it holds none.</summary>
    public bool Nullable { get; }

    /// <summary>Rows without a value.</summary>
    public int NullCount => Validity.NullCount;

    /// <summary>The column's part in the digest of its table, computed once. Two threads may compute it at the same time, to the same result.</summary>
    internal ReadOnlySpan<byte> ContentHash => _contentHash ??= TableDigest.HashOf(this);

    /// <summary>True when the row holds no value.</summary>
    public bool IsNull(int row) => !Validity[row];

    /// <summary>The value as a .NET object, or null: for display and tests, not for work on many rows.</summary>
    /// <remarks>Dates come as <see cref="DateOnly"/>, timestamps as <see cref="DateTime"/> in UTC.</remarks>
    public abstract object? ValueAt(int row);

    /// <summary>The named rows, in their order; a row may be named more than once.</summary>
    /// <exception cref="IrisFlowException">The texts taken would be too long for one column.</exception>
    public abstract Column Take(ReadOnlySpan<int> rows);

    /// <summary>The named rows, many of them on all cores.</summary>
    /// <param name="rows">The rows, in their order.</param>
    /// <param name="orNull">True where a row below 0 stands for a null; then the column is nullable.</param>
    /// <exception cref="IrisFlowException">The texts taken would be too long for one column.</exception>
    internal abstract Column Gather(int[] rows, bool orNull);

    /// <summary>A run of rows, without copying values where that is possible.</summary>
    public abstract Column Slice(int start, int length);

    /// <summary>The same values, declared nullable or not.</summary>
    /// <exception cref="ArgumentException">Nulls are there, and <paramref name="nullable"/> is false.</exception>
    public abstract Column AsNullable(bool nullable);

    /// <summary>Columns of one type below one another; nullable when one of them is.</summary>
    /// <remarks>Text columns with dictionaries give one with a dictionary, which has each text once.</remarks>
    /// <exception cref="ArgumentException">There are none, or their types differ.</exception>
    /// <exception cref="IrisFlowException">The rows, or the texts, are more than one column can hold.</exception>
    public static Column Concat(IReadOnlyList<Column> columns)
    {
        ArgumentOutOfRangeException.ThrowIfZero(columns.Count, nameof(columns));
        return columns.All(c => c.Type == columns[0].Type)
            ? ColumnConcat.Of(columns)
            : throw new ArgumentException($"Columns of {string.Join(" and ", columns.Select(c => c.Type.Name()).Distinct())} are no one column.", nameof(columns));
    }

    private protected void RequireNoNulls(bool nullable)
    {
        if (!nullable && NullCount > 0)
        {
            throw new ArgumentException($"The column holds {NullCount} nulls and can't be declared without them.", nameof(nullable));
        }
    }

    /// <summary>A column of <c>bool</c>.</summary>
    public static Column<bool> Of(params bool[] values) => new(ColumnType.Bool, values);

    /// <summary>A column of <c>int32</c>.</summary>
    public static Column<int> Of(params int[] values) => new(ColumnType.Int32, values);

    /// <summary>A column of <c>int64</c>.</summary>
    public static Column<long> Of(params long[] values) => new(ColumnType.Int64, values);

    /// <summary>A column of <c>float32</c>.</summary>
    public static Column<float> Of(params float[] values) => new(ColumnType.Float32, values);

    /// <summary>A column of <c>float64</c>.</summary>
    public static Column<double> Of(params double[] values) => new(ColumnType.Float64, values);

    /// <summary>A column of <c>string</c>; nullable when a value is null.</summary>
    public static StringColumn Of(params string?[] values) => StringColumn.From(values);

    /// <summary>A column of <c>date</c>.</summary>
    public static Column<int> Of(params DateOnly[] values) =>
        new(ColumnType.Date, Array.ConvertAll(values, TemporalValues.Days));

    /// <summary>A column of <c>timestamp</c>; values are taken in UTC.</summary>
    public static Column<long> Of(params DateTime[] values) =>
        new(ColumnType.Timestamp, Array.ConvertAll(values, TemporalValues.Microseconds));

    /// <summary>A nullable column of a fixed-width type, null where the value is null.</summary>
    public static Column<T> OfNullable<T>(ColumnType type, params T?[] values)
        where T : unmanaged =>
        new(type, Array.ConvertAll(values, v => v.GetValueOrDefault()), Validity.FromFlags(Array.ConvertAll(values, v => v.HasValue)), nullable: true);
}
