using System.Text.Json.Nodes;

namespace IrisFlow.Tests.Activities;

public class ValueWriterTests
{
    private static readonly Catalog Kinds = new(typeof(Recipe).Assembly);

    public static TheoryData<object, Type> Values => new()
    {
        { "text", typeof(string) },
        { true, typeof(bool) },
        { int.MinValue, typeof(int) },
        { long.MaxValue, typeof(long) },
        { 0.1, typeof(double) },
        { -0.0, typeof(double) },
        { 1e-300, typeof(double) },
        { double.MaxValue, typeof(double) },
        { Direction.FromRight, typeof(Direction) },
        { Wanted.Auto, typeof(Wanted) },
        { Wanted.False, typeof(Wanted) },
        { new[] { 1, 2 }, typeof(IReadOnlyList<int>) },
        { new SortedDictionary<string, string> { ["b"] = "2", ["a"] = "1" }, typeof(IReadOnlyDictionary<string, string>) },
        { new Mix { Name = "m", Parts = [new Salt { Grams = 3 }, new Mix { Name = "n" }] }, typeof(Ingredient) },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void What_is_written_reads_back_as_the_same_value(object value, Type type)
    {
        var written = JsonNode.Parse(ValueWriter.ToJson(value)!.ToJsonString());
        var read = ValueBinder.Read(written, type, Kinds, "", p => Assert.Fail(p.Message));
        Assert.Equal(ValueWriter.ToJson(value)!.ToJsonString(), ValueWriter.ToJson(read)!.ToJsonString());
    }

    [Fact]
    public void Negative_zero_keeps_its_sign() =>
        Assert.True(double.IsNegative((double)ValueBinder.Read(JsonNode.Parse(ValueWriter.ToJson(-0.0)!.ToJsonString()), typeof(double), Kinds, "", _ => { })!));

    [Theory]
    [InlineData("false", Wanted.False)]
    [InlineData("\"false\"", Wanted.False)]
    [InlineData("true", Wanted.True)]
    [InlineData("\"auto\"", Wanted.Auto)]
    public void A_choice_that_has_true_and_false_is_a_flag_that_knows_more(string json, Wanted value)
    {
        Assert.Equal(value, ValueBinder.Read(JsonNode.Parse(json), typeof(Wanted), Kinds, "", p => Assert.Fail(p.Message)));
        Assert.Equal(json.Trim('"') == "auto" ? "\"auto\"" : json.Trim('"'), ValueWriter.ToJson(value)!.ToJsonString());
    }

    [Fact]
    public void A_kind_begins_with_its_name() => Assert.Equal("""{"kind":"salt","grams":1.5}""", ValueWriter.ToJson(new Salt())!.ToJsonString());

    [Fact]
    public void Defaults_can_be_left_out() => Assert.Equal("""{"kind":"salt"}""", ValueWriter.ToJson(new Salt(), omitDefaults: true)!.ToJsonString());

    [Fact]
    public void A_required_parameter_is_never_left_out() =>
        Assert.Equal("""{"kind":"mix","name":""}""", ValueWriter.ToJson(new Mix { Name = "" }, omitDefaults: true)!.ToJsonString());

    [Fact]
    public void A_map_is_written_in_the_order_of_its_names() =>
        Assert.Equal("""{"a":"1","b":"2"}""", ValueWriter.ToJson(new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" })!.ToJsonString());

    [Fact]
    public void Kinds_with_the_same_parameters_are_the_same() => Assert.True(ValueWriter.Same(new Salt { Grams = 2 }, new Salt { Grams = 2.0 }));

    [Fact]
    public void Kinds_with_other_parameters_are_not_the_same() => Assert.False(ValueWriter.Same(new Salt { Grams = 2 }, new Salt()));

    [Fact]
    public void What_has_no_name_can_not_be_written()
    {
        var error = Assert.Throws<InvalidOperationException>(() => ValueWriter.ToJson(new Version(1, 0)));
        Assert.Contains("System.Version has no [Kind", error.Message);
    }
}
