using System.Buffers.Binary;

namespace IrisFlow.Fuzzing.Parquet;

/// <summary>A Parquet file taken apart: the pages with their headers, the page indexes, the footer. Put together again it may be another file.</summary>
internal sealed class Anatomy
{
    private readonly Dictionary<long, long> _moved = [];
    private readonly Dictionary<long, long> _lengths = [];

    /// <summary>A page, or an index, which has a header only.</summary>
    public sealed class Part(long offset, Wire header, byte[] body, Wire chunk)
    {
        public long Offset { get; } = offset;

        public Wire Header { get; set; } = header;

        public byte[] Body { get; set; } = body;

        /// <summary>The column chunk of the footer that names it.</summary>
        public Wire Chunk { get; } = chunk;

        public bool IsPage { get; init; }
    }

    public required Wire Footer { get; init; }

    public required List<Part> Parts { get; init; }

    /// <exception cref="FormatException">The file is not made as files are.</exception>
    public static Anatomy Of(byte[] file)
    {
        var size = file.Length < 12 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(file.Length - 8));
        var start = file.Length - 8 - size;
        if (size < 0 || start < 4)
        {
            throw new FormatException("The file has no footer.");
        }

        var footer = Wire.Parse(file.AsSpan(start, size), out _);
        var parts = new List<Part>();
        foreach (var chunk in Chunks(footer))
        {
            AddPages(file, chunk, start, parts);
            AddIndex(file, chunk, 4, parts);
            AddIndex(file, chunk, 6, parts);
        }

        return new() { Footer = footer, Parts = [.. parts.OrderBy(p => p.Offset)] };
    }

    /// <summary>The bytes of the file.</summary>
    /// <param name="repaired">Whether sizes and offsets are made right again; claims that were changed stay where they are not.</param>
    /// <param name="checksums">What becomes of the checksums of pages.</param>
    public byte[] Assemble(bool repaired, Checksums checksums)
    {
        _moved.Clear();
        var file = new List<byte>("PAR1"u8.ToArray());
        foreach (var part in Parts)
        {
            _moved[part.Offset] = file.Count;
            if (!part.IsPage)
            {
                Move(part.Header);
            }
            else
            {
                Seal(part, repaired, checksums);
            }

            part.Header.Print(file);
            file.AddRange(part.Body);
            _lengths[part.Offset] = file.Count - _moved[part.Offset];
        }

        if (repaired)
        {
            foreach (var chunk in Chunks(Footer))
            {
                Move(chunk);
                if (chunk[3]?[7] is { } compressed)
                {
                    compressed.Number = Parts.Where(p => p.IsPage && p.Chunk == chunk).Sum(p => _lengths[p.Offset]);
                }
            }
        }

        var footer = new List<byte>();
        Footer.Print(footer);
        file.AddRange(footer);
        file.AddRange(BitConverter.GetBytes(footer.Count));
        file.AddRange("PAR1"u8);
        return [.. file];
    }

    private static IEnumerable<Wire> Chunks(Wire footer) => footer[4]?.Children.SelectMany(g => g[1]?.Children ?? []).Where(c => c.Type == Wire.Struct && c[3] is not null) ?? [];

    private static void AddPages(byte[] file, Wire chunk, int end, List<Part> parts)
    {
        var data = chunk[3]![9]?.Number ?? 0;
        var at = chunk[3]![11] is { Number: > 0 and var dictionary } && dictionary < data ? dictionary : data;
        var stop = Math.Min(at + (chunk[3]![7]?.Number ?? 0), end);
        while (at >= 4 && at < stop)
        {
            var header = Wire.Parse(file.AsSpan((int)at, (int)(stop - at)), out var length);
            var size = (int)Math.Clamp(header[3]?.Number ?? -1, -1, int.MaxValue);
            if (size < 0 || size > stop - at - length)
            {
                throw new FormatException("A page does not lie in its chunk.");
            }

            parts.Add(new(at, header, file.AsSpan((int)at + length, (int)size).ToArray(), chunk) { IsPage = true });
            at += length + size;
        }
    }

    private static void AddIndex(byte[] file, Wire chunk, int field, List<Part> parts)
    {
        if (chunk[field] is { Number: > 4 and var at } && chunk[field + 1] is { Number: > 0 and var size } && at + size <= file.Length)
        {
            parts.Add(new(at, Wire.Parse(file.AsSpan((int)at, (int)size), out _), [], chunk));
        }
    }

    // Whatever number was the place of a page or an index is that place still.
    private void Move(Wire value)
    {
        foreach (var number in value.All().Where(v => v.Type == Wire.Int64))
        {
            number.Number = _moved.GetValueOrDefault(number.Number, number.Number);
        }
    }

    private static void Seal(Part part, bool repaired, Checksums checksums)
    {
        if (repaired && part.Header[3] is { } size)
        {
            // What is not compressed has one size, said twice.
            if (part.Header[2] is { } plain && plain.Number == size.Number)
            {
                plain.Number = part.Body.Length;
            }

            size.Number = part.Body.Length;
        }

        if (part.Header[4] is { } checksum)
        {
            if (checksums == Checksums.Removed)
            {
                part.Header.Children.Remove(checksum);
            }
            else if (checksums == Checksums.Corrected)
            {
                checksum.Number = (int)Crc(part.Body);
            }
        }
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
            }
        }

        return ~crc;
    }
}

/// <summary>What becomes of the checksums of changed pages: those that are left as they were hide everything behind them.</summary>
internal enum Checksums
{
    Left,
    Corrected,
    Removed,
}
