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

    protected override T[] DecodeDictionary(ReadOnlySpan<byte> page, int count)
    {
        if (count > page.Length / Unsafe.SizeOf<TStored>())
        {
            throw Fault.Damaged($"A dictionary of {page.Length} bytes claims {count} entries.", $"{Unsafe.SizeOf<TStored>()} bytes for each.");
        }

        var entries = new T[count];
        Decode(new PlainEncoding(), page, entries);
        return entries;
    }

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
