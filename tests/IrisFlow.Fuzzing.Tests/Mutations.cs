namespace IrisFlow.Fuzzing;

/// <summary>Changes to bytes that know nothing of what the bytes mean.</summary>
internal static class Mutations
{
    private static readonly byte[] Interesting = [0, 1, 2, 3, 7, 8, 15, 16, 31, 32, 63, 64, 127, 128, 129, 192, 254, 255];

    public static T Pick<T>(this SeededRandom random, IReadOnlyList<T> values) => values[random.Next(values.Count)];

    /// <summary>One to a few changes of any kind.</summary>
    public static byte[] Change(SeededRandom random, byte[] bytes, byte[] other)
    {
        for (var times = 1 + random.Next(1 + random.Next(8)); times > 0 && bytes.Length > 0; times--)
        {
            bytes = random.Next(16) switch
            {
                < 5 => Set(random, bytes, b => (byte)(b ^ (1 << random.Next(8)))),
                < 8 => Set(random, bytes, _ => random.Pick(Interesting)),
                < 9 => Set(random, bytes, b => (byte)(b + random.Next(5) - 2)),
                9 => Wide(random, bytes),
                10 => bytes[..random.Next(bytes.Length)],
                11 => Insert(random, bytes),
                12 => Remove(random, bytes),
                13 => Repeat(random, bytes),
                14 => Swap(random, bytes),
                _ => Splice(random, bytes, other),
            };
        }

        return bytes;
    }

    private static byte[] Set(SeededRandom random, byte[] bytes, Func<byte, byte> change)
    {
        var changed = bytes.ToArray();
        var at = Place(random, bytes.Length);
        changed[at] = change(changed[at]);
        return changed;
    }

    // Both ends hold what counts most: magic, headers, levels, footer.
    private static int Place(SeededRandom random, int length) => random.Next(4) switch
    {
        0 => random.Next(Math.Min(length, 32)),
        1 => length - 1 - random.Next(Math.Min(length, 200)),
        _ => random.Next(length),
    };

    private static byte[] Wide(SeededRandom random, byte[] bytes)
    {
        var changed = bytes.ToArray();
        var value = BitConverter.GetBytes(Number(random));
        var at = Place(random, bytes.Length);
        value.AsSpan(0, Math.Min(random.Next(2) == 0 ? 4 : 8, bytes.Length - at)).CopyTo(changed.AsSpan(at));
        return changed;
    }

    /// <summary>Numbers at which programs break.</summary>
    public static long Number(SeededRandom random, long was = 0) => random.Next(10) switch
    {
        0 => was + random.Next(5) - 2,
        1 => -was,
        2 => was * 2,
        3 => random.Next(300),
        4 => (1L << random.Next(63)) + random.Next(3) - 1,
        5 => -(1L << random.Next(63)),
        6 => random.Pick([int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue, int.MaxValue - 7L, short.MaxValue, ushort.MaxValue]),
        7 => was ^ (1L << random.Next(40)),
        8 => was / 2,
        _ => random.Pick([0, -1, 1, 2, 3, 4, 7, 8, 9, 31, 32, 33, 63, 64, 65, 127, 128, 129, 255, 256, 1000, 65_535, 65_536, 1_000_000, 16_000_000]),
    };

    private static (int Start, int Length) Range(SeededRandom random, int length)
    {
        var start = Place(random, length);
        return (start, 1 + random.Next(Math.Min(length - start, 1 << random.Next(12))));
    }

    private static byte[] Insert(SeededRandom random, byte[] bytes)
    {
        var added = new byte[1 + random.Next(1 << random.Next(8))];
        if (random.Next(2) == 0)
        {
            Array.Fill(added, random.Pick(Interesting));
        }
        else
        {
            for (var i = 0; i < added.Length; i++)
            {
                added[i] = (byte)random.NextBits();
            }
        }

        var at = Place(random, bytes.Length);
        return [.. bytes[..at], .. added, .. bytes[at..]];
    }

    private static byte[] Remove(SeededRandom random, byte[] bytes)
    {
        var (start, length) = Range(random, bytes.Length);
        return [.. bytes[..start], .. bytes[(start + length)..]];
    }

    private static byte[] Repeat(SeededRandom random, byte[] bytes)
    {
        var (start, length) = Range(random, bytes.Length);
        var times = 1 + random.Next(random.Next(8) == 0 ? 1 + (20_000 / length) : 3);
        var repeated = Enumerable.Repeat(bytes[start..(start + length)], times).SelectMany(b => b);
        return [.. bytes[..start], .. repeated, .. bytes[start..]];
    }

    private static byte[] Swap(SeededRandom random, byte[] bytes)
    {
        var (a, lengthA) = Range(random, bytes.Length);
        var (b, lengthB) = Range(random, bytes.Length);
        if (a > b)
        {
            (a, lengthA, b, lengthB) = (b, lengthB, a, lengthA);
        }

        return a + lengthA > b
            ? bytes
            : [.. bytes[..a], .. bytes[b..(b + lengthB)], .. bytes[(a + lengthA)..b], .. bytes[a..(a + lengthA)], .. bytes[(b + lengthB)..]];
    }

    private static byte[] Splice(SeededRandom random, byte[] bytes, byte[] other) =>
        other.Length == 0 ? bytes : [.. bytes[..random.Next(bytes.Length)], .. other[random.Next(other.Length)..]];
}
