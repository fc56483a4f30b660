using IrisFlow.Parquet.Compression;
using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Tests.Compression;

/// <summary>What Python's zlib, Node's Brotli and the lz4 program made of forty lines, in the framings that files have.</summary>
public sealed class CodecTests
{
    private static readonly string Lines = string.Concat(Enumerable.Range(0, 40).Select(i => $"the same beginning and then number {i}\n"));

    public static TheoryData<string, string, string> Streams => new()
    {
        { nameof(CodecId.Gzip), "one-member", "H4sIAAAAAAACA43Uuw3DUAxD0d5TaISIzM/j2Ihgu7CK5GX/jJDb3+qA4NgrPstZsdZ2dB+9xdKvGHt19Pdc6x2XafyPkkQikUl0JdGNRHcSPUj0JNGMMBk5Mk+Enkg9EXsi90TwieQT0SeyF7IX2zuyF7IXsheyF7IXsheyF7I3sjeyNzsbZG9kb2RvZG9kb2TvefoBNo2MyuYFAAA=" },
        { nameof(CodecId.Gzip), "three-members", "H4sIAAAAAAACA43QuxWAIBAEwNwqtgRR8VMOPO8BARvo2b8FGLj5ROPVcKduyFYa2ViQeMKrEXx6tgvj4P8oKGhS0KygRUFRQauCNgXtCjqkTK1cOg/f9Beq5Td/9AEAAB+LCAAAAAAAAgMDAAAAAAAAAAAAH4sIAAAAAAACA43QuQ2AMBAF0ZwqtgTYz+VyQFiGwBtw9A8FEEw40kQvii2x2b3nsHjqmk/r1Hxp11KzrbkcEUf8XD26BnSN6JrQNaMrkctbdHXocnQhe0f2juwd2Tuyd2TvyF7IXsheyF7IXsheyF7IXsheyF6peQH5Cp9q8gMAAA==" },
        { nameof(CodecId.Gzip), "zlib", "eNqN1LsNw1AMQ9HeU2iEiMzP49iIYLuwiuRl/4yQ29/qgODYKz7LWbHWdnQfvcXSrxh7dfT3XOsdl2n8j5JEIpFJdCXRjUR3Ej1I9CTRjDAZOTJPhJ5IPRF7IvdE8InkE9EnsheyF9s7sheyF7IXsheyF7IXsheyN7I3sjc7G2RvZG9kb2RvZG9k73n6ARMhDjc=" },
        { nameof(CodecId.Gzip), "deflate", "jdS7DcNQDEPR3lNohIjMz+PYiGC7sIrkZf+MkNvf6oDg2Cs+y1mx1nZ0H73F0q8Ye3X091zrHZdp/I+SRCKRSXQl0Y1EdxI9SPQk0YwwGTkyT4SeSD0ReyL3RPCJ5BPRJ7IXshfbO7IXsheyF7IXsheyF7IXsjeyN7I3Oxtkb2RvZG9kb2RvZO95+gE=" },
        { nameof(CodecId.Brotli), "brotli", "G+UFAB2pWZ8u4FQ89Bnl9akvFdDcCqQMcXAANDzyPeFMw7rgMbk0wg6L+zvvC09gstgcLm4eXr47gdPl9nh5+/jy5YLT5fZ4efv48uWG0+X2eHn7+M4B" },
        { nameof(CodecId.Lz4Raw), "block", "/xZ0aGUgc2FtZSBiZWdpbm5pbmcgYW5kIHRoZW4gbnVtYmVyIDAKJQAQHzElABEfMiUAER8zJQARHzQlABEfNSUAER82JQARHzclABEfOCUAER85TQESD3MBEw90ARIfMXUBEh8xdgESHzF3ARIfMXgBEh8xeQESHzF6ARIfMXsBEh8xfAESHzJ8ARIfMvACEw98ARIfMnwBEh8yfAESHzJ8ARIfMnwBEh8yfAESHzJ8ARIfMnwBEh8zfAESHzN8ARIfM20EEw98ARIfM3wBEh8zfAESHzN8ARIfM3wBEh8zfAEQUHIgMzkK" },
        { nameof(CodecId.Lz4), "hadoop", "AAAF5gAAAOr/FnRoZSBzYW1lIGJlZ2lubmluZyBhbmQgdGhlbiBudW1iZXIgMAolABAfMSUAER8yJQARHzMlABEfNCUAER81JQARHzYlABEfNyUAER84JQARHzlNARIPcwETD3QBEh8xdQESHzF2ARIfMXcBEh8xeAESHzF5ARIfMXoBEh8xewESHzF8ARIfMnwBEh8y8AITD3wBEh8yfAESHzJ8ARIfMnwBEh8yfAESHzJ8ARIfMnwBEh8yfAESHzN8ARIfM3wBEh8zbQQTD3wBEh8zfAESHzN8ARIfM3wBEh8zfAESHzN8ARBQciAzOQo=" },
        { nameof(CodecId.Lz4), "hadoop-of-two-parts", "AAAC8wAAAIv/FnRoZSBzYW1lIGJlZ2lubmluZyBhbmQgdGhlbiBudW1iZXIgMAolABAfMSUAER8yJQARHzMlABEfNCUAER81JQARHzYlABEfNyUAER84JQARHzlNARIPcwETD3QBEh8xdQESHzF2ARIfMXcBEh8xeAESHzF5ARIfMXoBEh8xewESgDE5CnRoZSBzAAAC8wAAAIv/F2FtZSBiZWdpbm5pbmcgYW5kIHRoZW4gbnVtYmVyIDIwCnRoZSBzJgAMHzEmABIfMiYAEh8zJgASHzQmABIfNSYAEh82JgASHzcmABIfOCYAEh85JgARHzN8ARIfM3wBEh8zfAESHzN8ARIfM3wBEh8zfAESHzN8ARIfM3wBEh8zfAEQUHIgMzkK" },
        { nameof(CodecId.Lz4), "hadoop-of-two-blocks", "AAAF5gAAAIv/FnRoZSBzYW1lIGJlZ2lubmluZyBhbmQgdGhlbiBudW1iZXIgMAolABAfMSUAER8yJQARHzMlABEfNCUAER81JQARHzYlABEfNyUAER84JQARHzlNARIPcwETD3QBEh8xdQESHzF2ARIfMXcBEh8xeAESHzF5ARIfMXoBEh8xewESgDE5CnRoZSBzAAAAi/8XYW1lIGJlZ2lubmluZyBhbmQgdGhlbiBudW1iZXIgMjAKdGhlIHMmAAwfMSYAEh8yJgASHzMmABIfNCYAEh81JgASHzYmABIfNyYAEh84JgASHzkmABEfM3wBEh8zfAESHzN8ARIfM3wBEh8zfAESHzN8ARIfM3wBEh8zfAESHzN8ARBQciAzOQo=" },
        { nameof(CodecId.Lz4), "no-framing", "/xZ0aGUgc2FtZSBiZWdpbm5pbmcgYW5kIHRoZW4gbnVtYmVyIDAKJQAQHzElABEfMiUAER8zJQARHzQlABEfNSUAER82JQARHzclABEfOCUAER85TQESD3MBEw90ARIfMXUBEh8xdgESHzF3ARIfMXgBEh8xeQESHzF6ARIfMXsBEh8xfAESHzJ8ARIfMvACEw98ARIfMnwBEh8yfAESHzJ8ARIfMnwBEh8yfAESHzJ8ARIfMnwBEh8zfAESHzN8ARIfM20EEw98ARIfM3wBEh8zfAESHzN8ARIfM3wBEh8zfAEQUHIgMzkK" },
        { nameof(CodecId.Lz4), "frame", "BCJNGGRAp+oAAAD/FnRoZSBzYW1lIGJlZ2lubmluZyBhbmQgdGhlbiBudW1iZXIgMAolABAfMSUAER8yJQARHzMlABEfNCUAER81JQARHzYlABEfNyUAER84JQARHzlNARIPcwETD3QBEh8xdQESHzF2ARIfMXcBEh8xeAESHzF5ARIfMXoBEh8xewESHzF8ARIfMnwBEh8y8AITD3wBEh8yfAESHzJ8ARIfMnwBEh8yfAESHzJ8ARIfMnwBEh8yfAESHzN8ARIfM3wBEh8zbQQTD3wBEh8zfAESHzN8ARIfM3wBEh8zfAESHzN8ARBQciAzOQoAAAAAc82TWQ==" },
        { nameof(CodecId.Lz4), "frame-without-checksum", "BCJNGGBAgu0AAAD/FnRoZSBzYW1lIGJlZ2lubmluZyBhbmQgdGhlbiBudW1iZXIgMAolABAfMSUAER8yJQARHzMlABEfNCUAER81JQARHzYlABEfNyUAER84JQARHzklABEfMXMBEw90ARIfMXUBEh8xdgESHzF3ARIfMXgBEh8xeQESHzF6ARIfMXsBEh8xfAESHzJ8ARIfMnwBEh8yfAESHzJ8ARIfMnwBEh8yfAESHzJ8ARIfMnwBEh8yfAESHzJ8ARIfM3wBEh8zfAESHzN8ARIfM3wBEh8zfAESHzN8ARIfM3wBEh8zfAESHzN8ARBQciAzOQoAAAAA" },
        { nameof(CodecId.Lz4), "frame-with-size-and-checksums", "BCJNGHxA5gUAAAAAAAAB6gAAAP8WdGhlIHNhbWUgYmVnaW5uaW5nIGFuZCB0aGVuIG51bWJlciAwCiUAEB8xJQARHzIlABEfMyUAER80JQARHzUlABEfNiUAER83JQARHzglABEfOU0BEg9zARMPdAESHzF1ARIfMXYBEh8xdwESHzF4ARIfMXkBEh8xegESHzF7ARIfMXwBEh8yfAESHzLwAhMPfAESHzJ8ARIfMnwBEh8yfAESHzJ8ARIfMnwBEh8yfAESHzJ8ARIfM3wBEh8zfAESHzNtBBMPfAESHzN8ARIfM3wBEh8zfAESHzN8ARIfM3wBEFByIDM5CmUTW3oAAAAAc82TWQ==" },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public void What_another_program_compressed_comes_back(string codec, string framing, string stream) =>
        Assert.Equal((framing, Lines), (framing, System.Text.Encoding.ASCII.GetString(Decompress(codec, Convert.FromBase64String(stream), Lines.Length))));

    [Theory]
    [MemberData(nameof(Streams))]
    public void Another_length_than_the_page_says_is_refused(string codec, string framing, string stream)
    {
        foreach (var length in new[] { 0, 1, Lines.Length - 1, Lines.Length + 1 })
        {
            var fault = Assert.Throws<IrisFlowException>(() => Decompress(codec, Convert.FromBase64String(stream), length));
            Assert.Equal((framing, "IF312"), (framing, fault.Findings[0].Rule));
        }
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void A_stream_cut_off_anywhere_is_refused(string codec, string framing, string stream)
    {
        var whole = Convert.FromBase64String(stream);
        // Checksums at the end, and marks of it, are more than the bytes need.
        for (var length = 0; length < whole.Length - 20; length++)
        {
            Assert.True(Assert.ThrowsAny<IrisFlowException>(() => Decompress(codec, whole[..length], Lines.Length)).Findings.Count > 0, framing);
        }
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void Damage_gives_bytes_or_a_finding(string codec, string framing, string stream)
    {
        var random = new SeededRandom(framing.Length);
        for (var i = 0; i < 300; i++)
        {
            var bytes = Convert.FromBase64String(stream);
            for (var changes = 1 + random.Next(3); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.NextBits();
            }

            try
            {
                Decompress(codec, bytes, Lines.Length);
            }
            catch (IrisFlowException)
            {
            }
        }
    }

    [Fact]
    public void A_short_pattern_is_repeated_by_a_copy_that_runs_into_itself()
    {
        // Two literals, a copy of 10 from 2 back, then the last literal.
        var plain = Decompress(nameof(CodecId.Lz4Raw), [0x26, (byte)'a', (byte)'b', 2, 0, 0x10, (byte)'c'], 13);
        Assert.Equal("ababababababc", System.Text.Encoding.ASCII.GetString(plain));
    }

    [Fact]
    public void What_a_few_bytes_of_Brotli_give_is_found_out_before_memory_is_taken()
    {
        // 4 MiB of zeros, by Node.
        var stream = Convert.FromBase64String("m///P/gnAOKxQCD3/gc=");
        var codec = new BrotliCodec();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.True(codec.CanGive(stream, 4 << 20));
        Assert.False(codec.CanGive(stream, (4 << 20) - 1));
        Assert.False(codec.CanGive(stream, (4 << 20) + 1));
        Assert.False(codec.CanGive(stream.AsSpan(..^3), 4 << 20));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static byte[] Decompress(string codec, byte[] stored, int length)
    {
        var plain = new byte[length];
        Codec.For(Enum.Parse<CodecId>(codec))!.Decompress(stored, plain);
        return plain;
    }
}
