using System.Text.Json.Nodes;

namespace IrisFlow.Tests.Activities;

public class ActivityDescriptorTests
{
    private static readonly ActivityDescriptor Recipe = ActivityDescriptor.Of(typeof(Recipe));

    [Fact]
    public void A_later_version_stands_behind_the_name() => Assert.Equal("tests.recipe@2", Recipe.Uses);

    [Fact]
    public void The_words_that_it_is_looked_for_by_come_from_its_attribute() => Assert.Equal(["cook", "meal"], Recipe.Tags);

    [Fact]
    public void Inputs_are_in_the_order_of_declaration() => Assert.Equal(["rows", "extra"], Recipe.Inputs.Select(i => i.Name));

    [Fact]
    public void A_required_input_must_be_wired() => Assert.Equal([true, false], Recipe.Inputs.Select(i => i.Required));

    [Fact]
    public void Outputs_are_named_in_camel_case() => Assert.Equal(["dish"], Recipe.Outputs.Select(o => o.Name));

    [Fact]
    public void Inherited_parameters_come_after_the_class_s_own() => Assert.Equal(
        ["title", "stars", "big", "amount", "limit", "vegan", "stir", "times", "labels", "base", "inherited"],
        Recipe.Parameters.Select(p => p.Name));

    [Fact]
    public void A_parameter_tells_its_default() => Assert.Equal(3, Recipe.Parameters.Single(p => p.Name == "stars").Default);

    [Fact]
    public void A_required_parameter_has_no_default() => Assert.Null(Recipe.Parameters.Single(p => p.Name == "title").Default);

    [Fact]
    public void A_class_without_a_stored_name_is_no_activity()
    {
        var error = Assert.Throws<InvalidOperationException>(() => ActivityDescriptor.Of(typeof(Salt)));
        Assert.Contains("has no [Activity", error.Message);
    }

    [Fact]
    public void A_made_activity_is_wired_to_the_addresses() => Assert.Equal("load.rows", Made().Rows.Source);

    [Fact]
    public void The_outputs_of_a_made_activity_are_named_after_its_step() => Assert.Equal("cook.dish", Made().Dish.Address);

    private static Recipe Made() => (Recipe)Recipe.Create(
        "cook", new Dictionary<string, string> { ["rows"] = "load.rows" }, new JsonObject { ["title"] = "T" }, new Catalog(), p => Assert.Fail(p.Message));
}
