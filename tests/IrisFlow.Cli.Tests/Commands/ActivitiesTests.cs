namespace IrisFlow.Cli.Tests;

public class ActivitiesTests(RanIris ran) : IClassFixture<RanIris>
{
    [Theory]
    [InlineData("data.read-csv")]
    [InlineData("model.cross-validate")]
    [InlineData("iris.remove-long-sepals")]
    public async Task Every_activity_is_listed_those_of_the_application_too(string name) =>
        Assert.Contains(name, (await ran.Workspace.JsonAsync("activities")).AsArray().Select(a => a!["uses"]!.GetValue<string>()));

    [Theory]
    [InlineData("Drops the flowers whose sepals are longer than a limit.")]
    [InlineData("Longest sepal kept, in cm. From 0 to 100.")]
    [InlineData("The flowers kept.")]
    public async Task An_activity_is_shown_in_the_words_of_its_code(string text) =>
        Assert.Contains(text, (await ran.Workspace.RunAsync("activities", "iris.remove-long-sepals")).Out);

    [Fact]
    public async Task An_activity_tells_by_which_words_it_is_looked_for() =>
        Assert.Contains("Also: remove rows, where.", (await ran.Workspace.RunAsync("activities", "data.filter")).Out);

    [Theory]
    [InlineData("logistic-regression")]
    [InlineData("gaussian-naive-bayes")]
    [InlineData("majority-class")]
    public async Task The_trainers_are_shown_where_one_is_chosen(string trainer) =>
        Assert.Contains($"  {trainer}: ", (await ran.Workspace.RunAsync("activities", "model.train")).Out);

    [Fact]
    public async Task An_unknown_activity_is_answered_with_the_near_miss() =>
        (await ran.Workspace.RunAsync("activities", "data.read-cvs")).Refuses(4, "IF102", "Did you mean 'data.read-csv'?");
}
