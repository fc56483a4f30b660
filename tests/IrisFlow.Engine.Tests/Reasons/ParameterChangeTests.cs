using IrisFlow.Engine.Reasons;

namespace IrisFlow.Engine.Tests;

public class ParameterChangeTests
{
    [Theory]
    [InlineData("""{"k":2}""", """{"k":3}""", "k changed from 2 to 3")]
    [InlineData("""{}""", """{"k":3}""", "k changed from nothing to 3")]
    [InlineData("""{"by":"species"}""", """{}""", "by changed from \"species\" to nothing")]
    [InlineData("""{"of":["a","b"]}""", """{"of":["b","a"]}""", """of changed from ["a","b"] to ["b","a"]""")]
    [InlineData("""{"trainer":{"kind":"lr","l2":1}}""", """{"trainer":{"kind":"lr","l2":0.1}}""", "trainer.l2 changed from 1 to 0.1")]
    [InlineData("""{"map":{"a":{"b":1}}}""", """{"map":{"a":{"b":2}}}""", "map.a.b changed from 1 to 2")]
    [InlineData("""{"t":{"kind":"lr","l2":1}}""", """{"t":{"kind":"nb"}}""", """t changed from {"kind":"lr","l2":1} to {"kind":"nb"}""")]
    public void A_change_is_named_where_it_is(string before, string after, string text) =>
        Assert.Equal(text, Assert.Single(ParameterChange.Between(before, after)).Text);

    [Theory]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""")]
    [InlineData("""{"a":1}""", """{ "a": 1 }""")]
    public void The_order_and_the_wording_of_json_are_no_change(string before, string after) =>
        Assert.Empty(ParameterChange.Between(before, after));

    [Fact]
    public void What_counts_by_its_content_is_no_change_of_a_parameter() =>
        Assert.Empty(ParameterChange.Between("""{"path":"a.csv"}""", """{"path":"b.csv"}""", new HashSet<string> { "path" }));

    [Fact]
    public void A_long_value_is_cut_in_words_and_whole_in_the_record()
    {
        var change = Assert.Single(ParameterChange.Between("{}", $$"""{"text":"{{new string('x', 500)}}"}"""));

        Assert.InRange(change.Text.Length, 60, 120);
        Assert.Equal(502, change.After!.Length);
    }
}
