using System.Runtime.InteropServices;

namespace IrisFlow;

/// <summary>A column of fixed-width values, one a row. Where a row is null its value is unspecified.</summary>
/// <typeparam name="T">
/// <see cref="bool"/>, <see cref="int"/> (also for dates), <see cref="long"/> (also for timestamps), <see cref="float"/> or <see cref="double"/>.
/// </typeparam>
public sealed class Column<T> : Column
    where T : unmanaged
{
    private readonly ReadOnlyMemory<T> _values;

    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not what <paramref name="type"/> is held in.</exception>
    public Column(ColumnType type, ReadOnlyMemory<T> values, Validity validity = default, bool nullable = false)
        : base(type, values.Length, validity, nullable)
    {
        _values = values;
        if (HeldAs(type) != typeof(T))
        {
            throw new ArgumentException($"A column of {type.Name()} is not held as {typeof(T).Name}.", nameof(type));
        }
    }

    /// <summary>All values, null rows included.</summary>
    public ReadOnlySpan<T> Values => _values.Span;

    /// <summary>All values as memory, to keep across a lambda or an await.</summary>
    public ReadOnlyMemory<T> Memory => _values;

    /// <summary>The value of a row.</summary>
    public T this[int row] => _values.Span[row];

    /// <inheritdoc/>
    public override object? ValueAt(int row)
    {
        if (IsNull(row))
        {
            return null;
        }

        return Type switch
        {
            ColumnType.Date => TemporalValues.Date((int)(object)this[row]),
            ColumnType.Timestamp => TemporalValues.Timestamp((long)(object)this[row]),
            _ => this[row],
        };
    }

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows)
    {
        var taken = GC.AllocateUninitializedArray<T>(rows.Length);
        Pick(Values, rows, taken);
        return new Column<T>(Type, taken, Validity.Take(rows), Nullable);
    }

    internal override Column Gather(int[] rows, bool orNull)
    {
        var taken = GC.AllocateUninitializedArray<T>(rows.Length);
        Cores.Ranges(rows.Length, (start, length) =>
        {
            if (orNull)
            {
                PickOrNone(Values, rows.AsSpan(start, length), taken.AsSpan(start, length));
            }
            else
            {
                Pick(Values, rows.AsSpan(start, length), taken.AsSpan(start, length));
            }
        });
        return new Column<T>(Type, taken, Validity.Gather(rows, orNull), orNull || Nullable);
    }

    /// <inheritdoc/>
    public override Column Slice(int start, int length) =>
        new Column<T>(Type, _values.Slice(start, length), Validity.Slice(start, length), Nullable);

    /// <inheritdoc/>
    public override Column AsNullable(bool nullable)
    {
        RequireNoNulls(nullable);
        return new Column<T>(Type, _values, Validity, nullable);
    }

    /// <summary>The values as little-endian bytes, without a copy.</summary>
    internal ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(Values);

    internal static Type HeldAs(ColumnType type) => type switch
    {
        ColumnType.Bool => typeof(bool),
        ColumnType.Int32 or ColumnType.Date => typeof(int),
        ColumnType.Int64 or ColumnType.Timestamp => typeof(long),
        ColumnType.Float32 => typeof(float),
        ColumnType.Float64 => typeof(double),
        _ => typeof(void),
    };

    private static void Pick(ReadOnlySpan<T> source, ReadOnlySpan<int> rows, Span<T> taken)
    {
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = source[rows[i]];
        }
    }

    private static void PickOrNone(ReadOnlySpan<T> source, ReadOnlySpan<int> rows, Span<T> taken)
    {
        for (var i = 0; i < taken.Length; i++)
        {
            var row = rows[i];
            taken[i] = row < 0 ? default : source[row];
        }
    }
}
