using System.Text;
using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Tests;

public class ColumnwiseReadTests
{
    [Fact]
    public void Of_every_subset_of_columns_only_their_own_bytes_decide()
    {
        using var wide = new Wide();
        for (var subset = 0; subset < 1 << Wide.Names.Length; subset++)
        {
            var bytes = wide.Whole.ToArray();
            var wanted = Wide.Names.Where((_, i) => (subset >> i & 1) != 0).ToList();
            foreach (var unwanted in Wide.Names.Except(wanted))
            {
                bytes[wide.PlaceOf(unwanted, subset * 31)] ^= 4;
            }

            wide.Put(bytes);
            var table = wide.Read();

            Assert.Equal(TableDigest.Of(Wide.Table.Select(wanted)), TableDigest.Of(table.Select(wanted)));
            Assert.All(Wide.Names.Except(wanted), name => Refused(() => table[name], wide, name));
            wide.Put(wide.Whole);
            wide.MakeAgain();
        }
    }

    [Fact]
    public void A_damaged_column_makes_the_checkpoint_count_as_none_until_it_is_made_again()
    {
        using var wide = new Wide();
        var bytes = wide.Whole.ToArray();
        bytes[wide.PlaceOf("b", 100)] ^= 1;
        wide.Put(bytes);
        Assert.Equal(ObjectState.Whole, wide.State);

        var table = wide.Read();
        Refused(() => table["b"], wide, "b");

        Assert.Equal(ObjectState.Damaged, wide.State);
        wide.MakeAgain();
        Assert.Equal(ObjectState.Whole, wide.State);
        Assert.Equal(wide.Digest, TableDigest.Of(wide.Read()));

        // Who asked before it was made again may ask once more, too.
        Assert.Equal(TableDigest.Of(Wide.Table["b"]), TableDigest.Of(table["b"]));
    }

    [Fact]
    public void Digests_of_columns_that_changed_their_places_are_refused()
    {
        using var wide = new Wide();
        var entry = Encoding.UTF8.GetBytes(Wide.DigestsOf(Wide.Table));
        var swapped = Encoding.UTF8.GetBytes(Wide.DigestsOf(Wide.Table.Select("b", "a", "c", "d", "e")));
        Replace(wide, entry, swapped);

        Refused(() => wide.Read(), wide);
    }

    [Fact]
    public void A_table_of_the_same_size_with_digests_of_its_own_is_refused()
    {
        using var wide = new Wide();
        using var other = new MemoryStream();
        var table = Wide.Table.With("a", Wide.Table["b"]).With("b", Wide.Table["a"]);
        new Parquet.ParquetFormat().Write(table.WithMetadata(TableDigest.ColumnsEntry, Wide.DigestsOf(table)), other);
        Assert.Equal(wide.Whole.Length, other.Length);
        wide.Put(other.ToArray());

        Refused(() => wide.Read(), wide);
    }

    [Fact]
    public void A_table_of_the_same_size_that_claims_the_stored_digests_is_refused_when_a_column_is_asked_for()
    {
        using var wide = new Wide();
        using var other = new MemoryStream();
        var table = Wide.Table.With("a", Wide.Table["b"]).With("b", Wide.Table["a"]);
        new Parquet.ParquetFormat().Write(table.WithMetadata(TableDigest.ColumnsEntry, Wide.DigestsOf(Wide.Table)), other);
        wide.Put(other.ToArray());

        var read = wide.Read();

        Refused(() => read["a"], wide, "a");
        Refused(() => read["b"], wide, "b");
    }

    [Fact]
    public void Without_its_entry_a_file_is_whole_or_refused()
    {
        using var wide = new Wide();
        Replace(wide, Encoding.UTF8.GetBytes(TableDigest.ColumnsEntry), Encoding.UTF8.GetBytes(TableDigest.ColumnsEntry.ToUpperInvariant()));

        Refused(() => wide.Read(), wide);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("note")]
    public void Another_name_of_a_column_or_a_text_is_refused(string name)
    {
        using var wide = new Wide();
        Replace(wide, [(byte)name.Length, .. Encoding.UTF8.GetBytes(name)], [(byte)name.Length, .. Encoding.UTF8.GetBytes(name.ToUpperInvariant())]);

        Refused(() => wide.Read(), wide);
    }

    [Fact]
    public void The_type_of_a_column_is_proven_before_anybody_asks_for_the_column()
    {
        using var wide = new Wide();
        using var other = new MemoryStream();
        var nullable = Wide.Table.With("e", Wide.Table["e"].AsNullable(true));
        new Parquet.ParquetFormat().Write(nullable.WithMetadata(TableDigest.ColumnsEntry, Wide.DigestsOf(Wide.Table)), other);

        // The length alone would give it away: what is tested is that it is not needed.
        wide.Put(other.ToArray());
        wide.Pretend(other.Length);

        Refused(() => wide.Read(), wide);
    }

    [Fact]
    public void A_file_of_another_length_is_refused_without_a_look_into_it()
    {
        using var wide = new Wide();
        wide.Put([.. wide.Whole, 0]);

        Assert.Contains($"found {wide.Whole.Length + 1} bytes", Refused(() => wide.Read(), wide).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_an_earlier_version_wrote_is_read()
    {
        using var wide = new Wide(withDigests: false);

        Assert.Equal(wide.Digest, TableDigest.Of(wide.Read()));
    }

    [Fact]
    public void A_file_that_an_earlier_version_wrote_is_refused_for_any_damage()
    {
        using var wide = new Wide(withDigests: false);
        var bytes = wide.Whole.ToArray();
        bytes[wide.PlaceOf("c", 7)] ^= 1;
        wide.Put(bytes);

        Refused(() => wide.Read(), wide);
        Assert.Equal(ObjectState.Damaged, wide.State);
    }

    [Fact]
    public void Two_hundred_damages_never_give_wrong_data()
    {
        using var wide = new Wide();
        var (refused, survived) = (0, 0);
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new SeededRandom(seed);
            wide.Put(Damages.Some(wide.Whole, random), withStamp: random.Next(4) > 0);
            try
            {
                // Column by column in another order each time: what is given out before the damage shows has to be right as well.
                var table = wide.Read();
                foreach (var name in Wide.Names.OrderBy(_ => random.NextBits()))
                {
                    Assert.True(TableDigest.Of(Wide.Table[name]) == TableDigest.Of(table[name]), $"seed {seed}: column {name} is wrong");
                }

                Assert.True(TableDigest.Of(table) == wide.Digest, $"seed {seed}: the table is wrong");
                survived++;
            }
            catch (IrisFlowException problem)
            {
                Assert.True((problem.Findings[0].Rule, problem.Exit) == ("IF503", ExitCode.Corrupt), $"seed {seed}: {problem}");
                Assert.True(wide.State == ObjectState.Damaged, $"seed {seed}: the next run would take it");
                refused++;
            }

            wide.Put(wide.Whole);
            wide.MakeAgain();
        }

        // What survives is damage to bytes that no value depends on.
        Assert.True(refused > 150, $"{refused} refused, {survived} survived");
    }

    private static Finding Refused(Func<object> read, Wide wide, string? column = null)
    {
        var problem = Assert.Throws<IrisFlowException>(read);
        Assert.Equal(("IF503", wide.Path, column, ExitCode.Corrupt), (problem.Findings[0].Rule, problem.Findings[0].File, problem.Findings[0].Column, problem.Exit));
        return problem.Findings[0];
    }

    /// <summary>Replaces what stands first in the footer, and keeps the stamp.</summary>
    private static void Replace(Wide wide, byte[] from, byte[] to)
    {
        var bytes = wide.Whole.ToArray();
        var footer = bytes.AsSpan(bytes.Length - 8 - BitConverter.ToInt32(bytes, bytes.Length - 8));
        var place = footer.IndexOf(from);
        Assert.True(place > 0, "The footer does not hold what is to be replaced.");
        to.CopyTo(footer[place..]);
        wide.Put(bytes);
    }
}
