using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Reading;

/// <summary>Makes values of stored ones, as many. Source and target may be the same memory where both are of one type.</summary>
internal delegate void ValueConversion<TStored, T>(ReadOnlySpan<TStored> stored, Span<T> values);

/// <summary>Numbers, dates and timestamps.</summary>
/// <param name="convert">Makes the column's values of stored ones; null where those are the values.</param>
internal sealed class NumberDecoder<TStored, T>(ValueConversion<TStored, T>? convert) : ValueDecoder<T>
    where TStored : unmanaged
    where T : unmanaged
{
    public override bool IsStoredAsHeld => typeof(TStored) == typeof(T) && convert is null;

    // .NET runs on little-endian processors only, so the stored bytes are the stored values.
    public override bool TakesBytes(PageEncoding encoding) => encoding == PageEncoding.Plain && typeof(TStored) == typeof(T);

    public override void FinishBytes(Span<T> values) => convert?.Invoke(MemoryMarshal.Cast<T, TStored>(values), values);

    protected override int StoredBytes => Unsafe.SizeOf<TStored>();

    public override void Decode(ValueEncoding encoding, ReadOnlySpan<byte> page, Span<T> target)
    {
        if (typeof(TStored) == typeof(T))
        {
            encoding.Decode(page, target);
            FinishBytes(target);
            return;
        }

        var stored = ArrayPool<TStored>.Shared.Rent(target.Length);
        try
        {
            var values = stored.AsSpan(0, target.Length);
            encoding.Decode(page, values);
            convert!(values, target);
        }
        finally
        {
            ArrayPool<TStored>.Shared.Return(stored);
        }
    }
}
