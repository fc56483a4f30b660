using System.Numerics;
using System.Text;
using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Reading;

namespace IrisFlow.Parquet.Skipping;

/// <summary>What a file says of the values of a chunk or a page: between what they lie, and how many rows have none.</summary>
/// <param name="Rows">Rows, null ones among them.</param>
/// <param name="Nulls">Rows without a value; null where that is not known.</param>
/// <param name="Min">As stored, and no more than any value; null where it is not known.</param>
/// <param name="Max">As stored, and no less than any value; null where it is not known.</param>
internal readonly record struct ValueBounds(long Rows, long? Nulls, byte[]? Min, byte[]? Max)
{
    /// <summary>False where no row can pass the test. Where nothing is known, any row can.</summary>
    public bool MayPass(ColumnTest test, Leaf leaf) => test.Comparison switch
    {
        ColumnComparison.IsNull => leaf.Field.Nullable && Nulls != 0,
        _ when Nulls == Rows => false,
        ColumnComparison.IsNotNull => true,
        _ => leaf.Physical switch
        {
            PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.Float or PhysicalType.Double => MayPassNumber(test, leaf),
            PhysicalType.ByteArray when leaf is { Conversion: Conversion.None, Field.Type: ColumnType.String } => MayPassText(test),
            _ => true,
        },
    };

    private bool MayPassNumber(ColumnTest test, Leaf leaf) => Decoders.For(leaf) switch
    {
        ValueDecoder<int> d => MayPassWhole(test, leaf, Decode(d, leaf, Min), Decode(d, leaf, Max)),
        ValueDecoder<long> d => MayPassWhole(test, leaf, Decode(d, leaf, Min), Decode(d, leaf, Max)),
        ValueDecoder<float> d => MayPass(test.Comparison, Decode(d, leaf, Min), Decode(d, leaf, Max), Number(test.Value)),
        ValueDecoder<double> d => MayPass(test.Comparison, Decode(d, leaf, Min), Decode(d, leaf, Max), Number(test.Value)),
        _ => true,
    };

    private static bool MayPassWhole(ColumnTest test, Leaf leaf, long? min, long? max) => (leaf.Field.Type, test.Value) switch
    {
        (ColumnType.Int32 or ColumnType.Int64, long value) => MayPass(test.Comparison, min, max, value),
        (ColumnType.Int32 or ColumnType.Int64, double value) => MayPass(test.Comparison, Exact(min), Exact(max), (double?)value),
        (ColumnType.Date, DateOnly day) => MayPass(test.Comparison, min, max, TemporalValues.Days(day)),
        // Wide enough for days that no calendar has.
        (ColumnType.Date, DateTime instant) => MayPass<Int128>(
            test.Comparison, min * (Int128)TimeSpan.MicrosecondsPerDay, max * (Int128)TimeSpan.MicrosecondsPerDay, TemporalValues.Microseconds(instant)),
        (ColumnType.Timestamp, DateOnly day) => MayPass(test.Comparison, min, max, TemporalValues.Days(day) * TimeSpan.MicrosecondsPerDay),
        (ColumnType.Timestamp, DateTime instant) => MayPass(test.Comparison, min, max, TemporalValues.Microseconds(instant)),
        _ => true,
    };

    // A text that was cut off to be a bound is one still.
    private bool MayPassText(ColumnTest test)
    {
        if (test.Value is not string text)
        {
            return true;
        }

        var value = Encoding.UTF8.GetBytes(text);
        int? least = Min is null ? null : Min.AsSpan().SequenceCompareTo(value);
        int? most = Max is null ? null : Max.AsSpan().SequenceCompareTo(value);
        return MayPass(test.Comparison, least, most, 0);
    }

    // NaN is no bound, and compares to nothing; a condition keeps no NaN either. The two zeros are equal here as they are there.
    private static bool MayPass<T>(ColumnComparison comparison, T? min, T? max, T? value)
        where T : struct, INumber<T>
    {
        if (value is not { } wanted || (min is { } low && T.IsNaN(low)) || (max is { } high && T.IsNaN(high)))
        {
            return true;
        }

        return comparison switch
        {
            ColumnComparison.Equal => !(min > wanted) && !(max < wanted),
            ColumnComparison.Less => !(min >= wanted),
            ColumnComparison.LessOrEqual => !(min > wanted),
            ColumnComparison.Greater => !(max <= wanted),
            ColumnComparison.GreaterOrEqual => !(max < wanted),
            _ => true,
        };
    }

    // Beyond 2^53 a floating-point number may stand for several whole ones, and is no bound of one.
    private static double? Exact(long? bound) => bound is >= -(1L << 53) and <= 1L << 53 ? bound : null;

    private static double? Number(object? value) => value switch
    {
        long whole => whole,
        double number => number,
        _ => null,
    };

    // The column's own decoder, so that a bound means what the values mean; every conversion of numbers keeps their order.
    internal static T? Decode<T>(ValueDecoder<T> decoder, Leaf leaf, byte[]? bound)
        where T : unmanaged
    {
        if (bound?.Length != (leaf.Physical is PhysicalType.Int32 or PhysicalType.Float ? 4 : 8))
        {
            return null;
        }

        Span<T> value = stackalloc T[1];
        decoder.Decode(new DataPage(new PageHeader { Values = 1, Encoding = PageEncoding.Plain }, default, bound), value);
        return value[0];
    }
}
