using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IrisFlow.Activities;

/// <summary>Where characters that structure a file stand, 64 bytes at a time.</summary>
internal static class CsvMarks
{
    /// <summary>Bytes looked at in one go; every buffer has as many behind its text, of any content.</summary>
    public const int Width = 64;

    /// <summary>One bit for each of 64 bytes, 1 where it is the one looked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ref byte window, byte value)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Vector512.Equals(Vector512.LoadUnsafe(ref window), Vector512.Create(value)).ExtractMostSignificantBits();
        }

        var wanted = Vector256.Create(value);
        var low = Vector256.Equals(Vector256.LoadUnsafe(ref window), wanted).ExtractMostSignificantBits();
        var high = Vector256.Equals(Vector256.LoadUnsafe(ref window, 32), wanted).ExtractMostSignificantBits();
        return low | ((ulong)high << 32);
    }

    /// <summary>The bits of the first <paramref name="count"/> bytes of a window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong First(int count) => count >= Width ? ulong.MaxValue : (1UL << count) - 1;
}
