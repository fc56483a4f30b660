using System.Text.Json.Nodes;

namespace IrisFlow.Tests.Activities;

public class ValueBinderTests
{
    private static readonly Catalog Kinds = new(typeof(Recipe).Assembly);

    [Fact]
    public void A_value_of_every_type_is_bound()
    {
        var (recipe, _) = Bind("""
            {"title": "T", "stars": 5, "big": 9007199254740993, "amount": -0.1, "limit": 2, "vegan": true, "stir": "from-right",
             "times": [3, 1], "labels": {"b": "2", "a": "1"}, "base": {"kind": "salt", "grams": 2}}
            """);
        Assert.Equal(
            ("T", 5, 9_007_199_254_740_993, -0.1, 2.0, true, Direction.FromRight, "3,1", "a1b2", 2.0),
            (recipe.Title, recipe.Stars, recipe.Big, recipe.Amount, recipe.Limit, recipe.Vegan, recipe.Stir, string.Join(',', recipe.Times),
                string.Concat(recipe.Labels.Select(l => l.Key + l.Value)), ((Salt)recipe.Base).Grams));
    }

    [Fact]
    public void A_sound_value_gives_no_problem() => Assert.Empty(Bind("""{"title": "T"}""").Problems);

    [Fact]
    public void What_is_not_given_keeps_its_default() => Assert.Equal(3, Bind("""{"title": "T"}""").Recipe.Stars);

    [Theory]
    [InlineData("\"star\": 1", "star", "There is no parameter 'star'.")]
    [InlineData("\"kind\": \"salt\"", "kind", "There is no parameter 'kind'.")]
    [InlineData("\"stars\": \"many\"", "stars", "'many' is not an integer.")]
    [InlineData("\"stars\": 2.5", "stars", "'2.5' is not an integer.")]
    [InlineData("\"stars\": 3000000000", "stars", "3000000000 is beyond what fits here.")]
    [InlineData("\"stars\": 6", "stars", "6 is out of range.")]
    [InlineData("\"amount\": 1e999", "amount", "'1e999' is not a number.")]
    [InlineData("\"vegan\": 1", "vegan", "'1' is not a boolean.")]
    [InlineData("\"stir\": \"FromLeft\"", "stir", "'FromLeft' is not one of from-left | from-right.")]
    [InlineData("\"times\": 3", "times", "'3' is not a list of integer.")]
    [InlineData("\"times\": [1, \"x\"]", "times[1]", "'x' is not an integer.")]
    [InlineData("\"times\": [1, null]", "times[1]", "A list can't hold null.")]
    [InlineData("\"labels\": {\"a\": 1}", "labels", "'{\"a\":1}' is not a map of string to string.")]
    [InlineData("\"base\": 3", "base", "'3' is not an ingredient.")]
    [InlineData("\"base\": {}", "base", "It has no \"kind\".")]
    [InlineData("\"base\": \"sald\"", "base", "There is no ingredient 'sald'.")]
    [InlineData("\"base\": {\"kind\": \"salt\", \"gram\": 1}", "base.gram", "There is no parameter 'gram'.")]
    [InlineData("\"base\": {\"kind\": \"salt\", \"grams\": 11}", "base.grams", "11 is out of range.")]
    [InlineData("\"base\": {\"kind\": \"mix\"}", "base.name", "Parameter 'name' is missing.")]
    [InlineData("\"base\": {\"kind\": \"mix\", \"name\": \"m\", \"parts\": [\"salt\", \"pepper\"]}", "base.parts[1]", "There is no ingredient 'pepper'.")]
    public void A_wrong_value_is_one_problem_with_its_path(string json, string path, string message)
    {
        var problem = Assert.Single(Bind($$"""{"title": "T", {{json}}}""").Problems);
        Assert.Equal((path, message), (problem.Path, problem.Message));
    }

    [Fact]
    public void An_unknown_parameter_names_the_near_miss() =>
        Assert.StartsWith("Did you mean 'stars'?", Assert.Single(Bind("""{"title": "T", "star": 1}""").Problems).Expected);

    [Fact]
    public void A_wrong_enum_value_names_the_right_ones() =>
        Assert.Equal("It is one of from-left, from-right.", Assert.Single(Bind("""{"title": "T", "stir": "up"}""").Problems).Expected);

    [Fact]
    public void A_value_out_of_range_names_the_range() =>
        Assert.Equal("It goes from 1 to 5.", Assert.Single(Bind("""{"title": "T", "stars": 0}""").Problems).Expected);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"title": null}""")]
    public void A_missing_parameter_is_named_with_its_documentation(string json) =>
        Assert.Equal(new("title", "Parameter 'title' is missing.", "It is a string."), Assert.Single(Bind(json).Problems));

    [Theory]
    [InlineData(10.4)]
    [InlineData(-0.4)]
    [InlineData(1e300)]
    public void A_fraction_past_a_whole_bound_is_out_of_range(double grams) =>
        Assert.Single(Bind($$"""{"title": "T", "base": {"kind": "salt", "grams": {{grams:R}} } }""").Problems);

    [Theory]
    [InlineData("9007199254740993", 9_007_199_254_740_993)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("5.0", 5)]
    public void A_whole_number_of_64_bits_is_exact(string json, long big) => Assert.Equal(big, Bind($$"""{"title": "T", "big": {{json}}}""").Recipe.Big);

    [Fact]
    public void The_lowest_whole_number_is_one_too() =>
        Assert.Equal(int.MinValue, ValueBinder.Read(JsonNode.Parse("-2147483648"), typeof(int), Kinds, "", _ => { }));

    [Fact]
    public void A_bare_name_stands_for_the_kind_with_its_defaults() => Assert.Equal(1.5, ((Salt)Bind("""{"title": "T", "base": "salt"}""").Recipe.Base).Grams);

    [Fact]
    public void Kinds_may_hold_kinds()
    {
        var (recipe, _) = Bind("""{"title": "T", "base": {"kind": "mix", "name": "m", "parts": ["salt", {"kind": "mix", "name": "inner"}]}}""");
        Assert.Equal("inner", ((Mix)((Mix)recipe.Base).Parts[1]).Name);
    }

    [Fact]
    public void All_problems_are_reported_at_once() => Assert.Equal(3, Bind("""{"stars": 9, "nonsense": 1}""").Problems.Count);

    private static (Recipe Recipe, List<ValueProblem> Problems) Bind(string json)
    {
        var problems = new List<ValueProblem>();
        var recipe = (Recipe)ActivityDescriptor.Of(typeof(Recipe)).Create(
            "step", new Dictionary<string, string>(), (JsonObject)JsonNode.Parse(json)!, Kinds, problems.Add);
        return (recipe, problems);
    }
}
