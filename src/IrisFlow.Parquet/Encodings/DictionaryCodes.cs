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
    public static void Look<T>(ReadOnlySpan<byte> page, T[] dictionary, Span<T> target)
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
                if (count > 0)
                {
                    Check([(int)value], dictionary.Length);
                    target[..count].Fill(dictionary[value]);
                }

                target = target[count..];
                continue;
            }

            for (var left = count; left > 0;)
            {
                var codes = block[..Math.Min(left, block.Length)];
                runs.Unpack(packed, count - left, codes);
                Check(codes, dictionary.Length);
                for (var i = 0; i < codes.Length; i++)
                {
                    target[i] = dictionary[codes[i]];
                }

                target = target[codes.Length..];
                left -= codes.Length;
            }
        }
    }

    private static HybridDecoder Begin(ReadOnlySpan<byte> page) =>
        page.IsEmpty ? throw Fault.CutOff("A page of codes") : new HybridDecoder(page[1..], page[0]);

    private static void Check(ReadOnlySpan<int> codes, int entries)
    {
        foreach (var code in codes)
        {
            if ((uint)code >= (uint)entries)
            {
                throw Fault.Damaged($"A page names entry {(uint)code} of a dictionary of {entries}.", "A dictionary that holds all the entries named.");
            }
        }
    }
}
