using System.Runtime.CompilerServices;

namespace IrisFlow.Activities;

/// <summary>How a field's bytes become a value. A struct, so that each column type gets a loop of its own.</summary>
internal interface ICsvValue<T>
    where T : unmanaged
{
    bool TryParse(ReadOnlySpan<byte> text, out T value);
}

/// <summary><c>true</c> or <c>false</c>, also as Python and Excel write them.</summary>
internal readonly struct CsvBool : ICsvValue<bool>
{
    public bool TryParse(ReadOnlySpan<byte> text, out bool value)
    {
        value = text.SequenceEqual("true"u8) || text.SequenceEqual("True"u8) || text.SequenceEqual("TRUE"u8);
        return value || text.SequenceEqual("false"u8) || text.SequenceEqual("False"u8) || text.SequenceEqual("FALSE"u8);
    }
}

internal readonly struct CsvInt32 : ICsvValue<int>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryParse(ReadOnlySpan<byte> text, out int value)
    {
        var ok = CsvNumbers.TryInteger(text, out var wide);
        value = (int)wide;
        return ok && value == wide;
    }
}

internal readonly struct CsvInt64 : ICsvValue<long>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryParse(ReadOnlySpan<byte> text, out long value) => CsvNumbers.TryInteger(text, out value);
}

internal readonly struct CsvFloat32 : ICsvValue<float>
{
    public bool TryParse(ReadOnlySpan<byte> text, out float value) => CsvNumbers.TrySingle(text, out value);
}

internal readonly struct CsvFloat64 : ICsvValue<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryParse(ReadOnlySpan<byte> text, out double value) => CsvNumbers.TryDouble(text, out value);
}

internal readonly struct CsvDate : ICsvValue<int>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryParse(ReadOnlySpan<byte> text, out int value) => TemporalText.TryDate(text, out value);
}

internal readonly struct CsvTimestamp : ICsvValue<long>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryParse(ReadOnlySpan<byte> text, out long value) => TemporalText.TryTimestamp(text, out value);
}
