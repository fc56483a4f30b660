namespace IrisFlow.Architecture.Tests;

public class DocumentationTests
{
    [Fact]
    public void A_public_type_of_the_language_has_a_summary() =>
        Violations.None(
            from file in Repository.Seen(Repository.Code(".cs").Where(f => f.StartsWith("src/IrisFlow/", StringComparison.Ordinal)))
            from type in Declarations.TypesWithoutSummary(Repository.Lines(file))
            select $"{file}: {type}");

    [Fact]
    public void What_a_workflow_can_name_has_a_summary() =>
        Violations.None(
            from file in Authored()
            from type in Declarations.TypesWithoutSummary(Repository.Lines(file))
            select $"{file}: {type}");

    [Fact]
    public void A_property_of_what_a_workflow_can_name_has_a_summary() =>
        Violations.None(
            from file in Authored()
            from property in Declarations.PropertiesWithoutSummary(Repository.Lines(file))
            select $"{file}: {property}");

    [Fact]
    public void An_activity_has_a_test_class_of_its_own()
    {
        var tests = Repository.Code(".cs").Where(f => f.StartsWith("tests/", StringComparison.Ordinal)).Select(Path.GetFileName).ToHashSet();
        var untested =
            from file in Authored()
            from activity in Declarations.ClassesWith("Activity", Repository.Lines(file))
            where !tests.Contains($"{activity}Tests.cs")
            select $"{activity} has no {activity}Tests.cs";
        Violations.None(untested);
    }

    [Fact]
    public void An_activity_is_recognised_by_its_attribute() =>
        Assert.Equal(["ReadCsv"], Declarations.ClassesWith("Activity", ["[Activity(\"data.read-csv\")]", "[SideEffect]", "public sealed class ReadCsv : Activity"]));

    [Theory]
    [InlineData("public sealed class ReadCsv : Activity")]
    [InlineData("public abstract class Column")]
    [InlineData("public sealed record Field(string Name);")]
    [InlineData("public readonly record struct Digest")]
    [InlineData("public enum Severity")]
    public void A_type_without_a_comment_is_seen(string declaration) =>
        Assert.Single(Declarations.TypesWithoutSummary(["namespace IrisFlow;", "", declaration]));

    [Theory]
    [InlineData("    public required In<Table> Rows { get; init; }")]
    [InlineData("    [Range(0, 100)] public double MaxCm { get; init; } = 5.0;")]
    [InlineData("    public Out<Table> Kept { get; } = new();")]
    [InlineData("    public IReadOnlyList<string>? Columns { get; init; }")]
    [InlineData("    public IReadOnlyDictionary<string, string> Types { get; init; } = Empty;")]
    [InlineData("    public int Count => 3;")]
    public void A_property_without_a_comment_is_seen(string declaration) =>
        Assert.Single(Declarations.PropertiesWithoutSummary(["{", declaration]));

    [Theory]
    [InlineData("public sealed class ReadCsv : Activity")]
    [InlineData("public sealed class ReadCsv")]
    [InlineData("    public override Predictor Fit(Examples examples, CancellationToken cancellation = default) => new();")]
    public void What_is_no_property_is_not_taken_for_one(string declaration) =>
        Violations.None(Declarations.PropertiesWithoutSummary(["{", declaration]));

    [Fact]
    public void A_comment_above_attributes_counts() =>
        Violations.None(Declarations.TypesWithoutSummary(["/// <summary>Reads.</summary>", "[Activity(\"data.read-csv\")]", "public sealed class ReadCsv : Activity"]));

    /// <summary>The files that declare an activity or an injected kind, out of files that are there for certain.</summary>
    private static IEnumerable<string> Authored() =>
        from file in Repository.Seen(Repository.Code(".cs").Where(f => !f.StartsWith("tests/", StringComparison.Ordinal)))
        let lines = Repository.Lines(file)
        where Declarations.ClassesWith("Activity", lines).Concat(Declarations.ClassesWith("Kind", lines)).Any()
        select file;
}
