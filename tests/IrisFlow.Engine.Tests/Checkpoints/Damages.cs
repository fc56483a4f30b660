namespace IrisFlow.Engine.Tests;

/// <summary>What disks, people and programs do to files.</summary>
internal static class Damages
{
    /// <summary>A damaged copy; most often as long as the original, so that only its content can tell.</summary>
    public static byte[] Some(byte[] whole, SeededRandom random)
    {
        var bytes = whole.ToArray();
        var (at, length) = (random.Next(bytes.Length), random.Next(5000));
        switch (random.Next(10))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [];
            case 2:
                // A block that never reached the disk.
                bytes.AsSpan(at, Math.Min(length, bytes.Length - at)).Clear();
                return bytes;
            case 3:
                // A block of one place in another.
                bytes.AsSpan(0, Math.Min(length, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
                return bytes;
            case 4:
                // A byte lost, and the end made up to the old length.
                bytes.AsSpan(at + 1).CopyTo(bytes.AsSpan(at));
                return bytes;
            case 5:
                // In the footer, where the places, types and digests stand.
                bytes[^(9 + random.Next(1500))] ^= (byte)(1 << random.Next(8));
                return bytes;
            default:
                for (var flips = 1 + random.Next(3); flips > 0; flips--)
                {
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                }

                return bytes;
        }
    }
}
