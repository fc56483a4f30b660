namespace IrisFlow.Parquet.Tests;

/// <summary>Whatever a file holds, reading it gives a table or a finding: never another exception, never without end.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly Files _files = new();

    public static TheoryData<string> SampleNames => [.. Samples.Names.Where(n => n != "many-pages")];

    // The small ones have all there is; a large one takes long a hundred times.
    public static TheoryData<string> FileNames => [.. ReferenceReaders.Names.Where(n => new FileInfo(Files.Data(n)).Length < 20_000)];

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void A_changed_byte_gives_a_table_or_a_finding(string sample)
    {
        var (table, options) = Samples.All[sample];
        Mutate(Files.Bytes(table.Slice(0, Math.Min(table.RowCount, 300)), options), sample.Length, 600);
    }

    [Theory]
    [MemberData(nameof(FileNames))]
    public void A_changed_byte_in_the_file_of_another_writer_gives_a_table_or_a_finding(string name) =>
        Mutate(File.ReadAllBytes(Files.Data(name)), name.Length, 100);

    [Fact]
    public void A_file_cut_off_anywhere_gives_a_finding()
    {
        var bytes = Files.Bytes(Samples.Extremes());
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<IrisFlowException>(() => new ParquetFormat().Read(_files.Write(bytes[..length])));
        }
    }

    [Fact]
    public void Every_bit_of_the_pages_is_under_a_checksum()
    {
        var table = Samples.Extremes();
        var bytes = Files.Bytes(table);
        var pages = bytes.Length - 8 - BitConverter.ToInt32(bytes, bytes.Length - 8);
        for (var at = 4; at < pages; at++)
        {
            bytes[at] ^= 0x10;
            if (Attempt(bytes) is { } read)
            {
                Cells.AssertSame(table, read);
            }

            bytes[at] ^= 0x10;
        }
    }

    [Fact]
    public void A_damaged_page_names_file_and_column_and_exit_code()
    {
        var bytes = Files.Bytes(Table.Of(("a", Column.Of(1, 2)), ("b", Column.Of(7.0, 8.0))));
        bytes[^(BitConverter.ToInt32(bytes, bytes.Length - 8) + 9)] ^= 1;
        var path = _files.Write(bytes);
        var fault = Assert.Throws<IrisFlowException>(() => new ParquetFormat().Read(path));
        Assert.Equal(("IF313", path, "b", ExitCode.Corrupt), (fault.Findings[0].Rule, fault.Findings[0].File, fault.Findings[0].Column, fault.Exit));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PAR1")]
    [InlineData("PAR1PAR1PAR1")]
    [InlineData("a,b,c\n1,2,3\n4,5,6\n")]
    public void A_file_of_something_else_is_no_Parquet(string text)
    {
        var path = _files.Write(System.Text.Encoding.ASCII.GetBytes(text));
        Assert.Throws<IrisFlowException>(() => new ParquetFormat().ReadSchema(path));
    }

    private void Mutate(byte[] good, int seed, int times)
    {
        var random = new SeededRandom(seed);
        for (var i = 0; i < times; i++)
        {
            var bad = good.ToArray();
            for (var changes = 1 + random.Next(3); changes > 0; changes--)
            {
                // Half of them in the footer, which is short and holds all the claims.
                var at = random.Next(2) == 0 ? random.Next(bad.Length) : Math.Max(0, bad.Length - 1 - random.Next(1500));
                bad[at] = random.Next(2) == 0 ? (byte)random.NextBits() : (byte)(bad[at] ^ (1 << random.Next(8)));
            }

            Attempt(random.Next(10) == 0 ? bad[..random.Next(bad.Length)] : bad);
        }
    }

    private Table? Attempt(byte[] bytes)
    {
        try
        {
            return new ParquetFormat().Read(_files.Write(bytes));
        }
        catch (IrisFlowException)
        {
            return null;
        }
    }

    public void Dispose() => _files.Dispose();
}
