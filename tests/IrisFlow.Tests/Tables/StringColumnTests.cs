using System.Text;

namespace IrisFlow.Tests.Tables;

public class StringColumnTests
{
    /// <summary>The rows "b", null, "ä", "b", "" held in a dictionary.</summary>
    internal static StringColumn InDictionary => StringColumn.Dictionary(
        Encoding.UTF8.GetBytes("äb"), new[] { 0, 2, 3, 3 }, new[] { 1, 2, 0, 1, 2 }, Validity.FromFlags([true, false, true, true, true]));

    internal static StringColumn OneByOne => Column.Of("b", null, "ä", "b", "");

    [Fact]
    public void A_dictionary_and_plain_values_read_the_same() => Assert.Equal(Texts(OneByOne), Texts(InDictionary));

    [Fact]
    public void A_slice_of_either_reads_the_same() => Assert.Equal(Texts(OneByOne.Slice(1, 3)), Texts(InDictionary.Slice(1, 3)));

    [Fact]
    public void Rows_taken_of_either_read_the_same() => Assert.Equal(Texts(OneByOne.Take([4, 1, 2, 2])), Texts(InDictionary.Take([4, 1, 2, 2])));

    [Fact]
    public void A_dictionary_stays_one_when_rows_are_taken() => Assert.True(((StringColumn)InDictionary.Take([0])).IsDictionary);

    [Fact]
    public void A_dictionary_keeps_each_value_once() => Assert.Equal(3, InDictionary.DistinctSlots);

    [Fact]
    public void An_empty_text_is_not_null() => Assert.Equal("", OneByOne[4]);

    [Fact]
    public void The_bytes_of_a_null_are_empty() => Assert.True(InDictionary.Utf8(1).IsEmpty);

    [Fact]
    public void Text_outside_the_basic_plane_survives() => Assert.Equal("🌸 Iris žlutá", Column.Of("🌸 Iris žlutá")[0]);

    [Fact]
    public void A_column_without_nulls_is_not_nullable() => Assert.False(Column.Of("a", "b").Nullable);

    [Fact]
    public void A_builder_takes_more_rows_than_it_expected()
    {
        var builder = new StringColumnBuilder(expectedRows: 1);
        string?[] texts = [.. Enumerable.Range(0, 1000).Select(i => i % 7 == 0 ? null : new string('x', i % 50))];
        foreach (var text in texts)
        {
            builder.Append(text);
        }

        Assert.Equal(texts, Texts(builder.Build()));
    }

    [Fact]
    public void A_built_column_stays_when_the_builder_goes_on()
    {
        var builder = new StringColumnBuilder();
        builder.Append("first");
        var built = builder.Build();
        builder.Append("second");
        Assert.Equal(["first"], Texts(built));
    }

    [Fact]
    public void A_builder_makes_a_nullable_column_when_asked() => Assert.True(new StringColumnBuilder().Build(nullable: true).Nullable);

    private static IEnumerable<string?> Texts(Column column) => Enumerable.Range(0, column.Length).Select(row => (string?)column.ValueAt(row));
}
