namespace IrisFlow.Tests.Rules;

public class NearMissTests
{
    private static readonly string[] Columns = ["sepal_length", "sepal_width", "petal_length", "petal_width", "species"];

    [Theory]
    [InlineData("sepal_lenght", "sepal_length")]
    [InlineData("Species", "species")]
    [InlineData("specis", "species")]
    [InlineData("petalwidth", "petal_width")]
    public void A_slip_finds_the_name_meant(string wrong, string meant) => Assert.Equal(meant, NearMiss.Of(wrong, Columns));

    [Fact]
    public void A_part_of_a_name_finds_it() => Assert.Equal("species", NearMiss.Of("cies", Columns));

    [Theory]
    [InlineData("colour")]
    [InlineData("")]
    public void What_is_like_no_name_finds_none(string wrong) => Assert.Null(NearMiss.Of(wrong, Columns));

    [Fact]
    public void Among_no_names_there_is_none() => Assert.Equal("There are none.", NearMiss.OneOf("a", [], "The columns are"));

    [Fact]
    public void Without_a_near_name_all_are_listed() => Assert.Equal("The ports are rows, model.", NearMiss.OneOf("x-ray", ["rows", "model"], "The ports are"));

    [Fact]
    public void A_long_list_is_cut() =>
        Assert.EndsWith("n19 and 5 more.", NearMiss.OneOf("something", Enumerable.Range(0, 25).Select(i => $"n{i}"), "They are"));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ab", "ba", 1)]
    [InlineData("ca", "abc", 3)]
    public void The_distance_counts_edits_and_swaps_of_neighbours(string a, string b, int distance) => Assert.Equal(distance, NearMiss.Distance(a, b));
}
