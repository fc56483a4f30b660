using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IrisFlow.Parquet.Encodings;

/// <summary>The codes of a page, which name entries of the chunk's dictionary: a byte with their width, then runs.</summary>
internal static class DictionaryCodes
{
    /// <summary>Fills the target with codes, each below the number of entries.</summary>
    public static void Read(ReadOnlySpan<byte> page, int entries, Span<int> codes)
    {
        if (codes.IsEmpty)
        {
            return;
        }

        Begin(page).Decode(codes);
        Check(codes, entries);
    }

    /// <summary>Fills the target with the entries that the codes name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Look<T>(ReadOnlySpan<byte> page, ReadOnlySpan<T> dictionary, Span<T> target)
        where T : unmanaged
    {
        var runs = Begin(page);
        // Few enough that they stay in the first-level cache between being unpacked and being looked up.
        Span<int> block = stackalloc int[1024];
        while (!target.IsEmpty)
        {
            var count = runs.NextRun(target.Length, out var value, out var packed);
            if (packed.IsEmpty)
            {
                Check(count > 0 ? [(int)value] : [], dictionary.Length);
                target[..count].Fill(count > 0 ? dictionary[(int)value] : default);
                target = target[count..];
                continue;
            }

            for (var left = count; left > 0;)
            {
                var codes = block[..Math.Min(left, block.Length)];
                runs.Unpack(packed, count - left, codes);
                Check(codes, dictionary.Length);
                Look(codes, ref MemoryMarshal.GetReference(dictionary), target);
                target = target[codes.Length..];
                left -= codes.Length;
            }
        }
    }

    // The codes are below the number of entries by now, and the target is as long as the codes at least.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Look<T>(ReadOnlySpan<int> codes, ref T dictionary, Span<T> target)
        where T : unmanaged
    {
        target = target[..codes.Length];
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = Unsafe.Add(ref dictionary, (nint)(uint)codes[i]);
        }
    }

    private static HybridDecoder Begin(ReadOnlySpan<byte> page) =>
        page.IsEmpty ? throw Fault.CutOff("A page of codes") : new HybridDecoder(page[1..], page[0]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Check(ReadOnlySpan<int> codes, int entries)
    {
        var at = 0;
        var (largest, lanes) = (0u, Vector<uint>.Zero);
        for (; at + Vector<int>.Count <= codes.Length; at += Vector<int>.Count)
        {
            lanes = Vector.Max(lanes, new Vector<int>(codes[at..]).As<int, uint>());
        }

        for (var lane = 0; lane < Vector<uint>.Count; lane++)
        {
            largest = Math.Max(largest, lanes[lane]);
        }

        foreach (var code in codes[at..])
        {
            largest = Math.Max(largest, (uint)code);
        }

        if (codes.Length > 0 && largest >= (uint)entries)
        {
            throw Fault.Damaged($"A page names entry {largest} of a dictionary of {entries}.", "A dictionary that holds all the entries named.");
        }
    }
}
