using System.Text;
using System.Text.Json.Nodes;

namespace IrisFlow.Tests.Rules;

public class WorkflowCheckTests
{
    [Theory]
    [InlineData("IF101", "")]
    [InlineData("IF102", """ "a": { "uses": "rule.giv" } """)]
    [InlineData("IF103", """ "give": { "uses": "rule.give" }, "b": { "uses": "rule.pass", "from": { "rows": "giv.rows" } } """)]
    [InlineData("IF104", """ "a": { "uses": "rule.give" }, "b": { "uses": "rule.pass", "from": { "rows": "a.row" } } """)]
    [InlineData("IF105", """ "a": { "uses": "rule.figures" }, "b": { "uses": "rule.pass", "from": { "rows": "a.figures" } } """)]
    [InlineData("IF106", """ "a": { "uses": "rule.give", "from": { "rows": "a.rows" } } """)]
    [InlineData("IF107", """ "b": { "uses": "rule.pass" } """)]
    [InlineData("IF110", """ "a": { "uses": "rule.give", "with": { "count": "many" } } """)]
    [InlineData("IF110", """ "a": { "uses": "rule.give", "with": { "cuont": 1 } } """)]
    [InlineData("IF113", """ "a": { "uses": "rule.give", "with": { "count": "${k}" } } """)]
    [InlineData("IF201", """ "a": { "uses": "rule.give" }, "b": { "uses": "rule.pass", "from": { "rows": "a.rows" }, "with": { "column": "m" } } """)]
    [InlineData("IF202", """ "a": { "uses": "rule.give" }, "b": { "uses": "rule.pass", "from": { "rows": "a.rows" }, "with": { "column": "text" } } """)]
    public void A_workflow_that_breaks_a_rule_is_told_which(string rule, string steps) => Assert.Contains(rule, Findings(steps).Select(f => f.Rule));

    [Fact]
    public void A_whole_number_that_does_not_fit_is_told_the_ends() => Assert.Equal(
        ("9007199254740993 is beyond what fits here.", "It is a whole number from -2147483648 to 2147483647."),
        Assert.Single(Findings(""" "a": { "uses": "rule.give", "with": { "count": 9007199254740993 } } """), f => f.Rule == "IF110") is var found ? (found.Message, found.Expected) : default);

    [Fact]
    public void A_sound_workflow_has_no_findings() =>
        Assert.Empty(Findings(""" "a": { "uses": "rule.give" }, "b": { "uses": "rule.pass", "from": { "rows": "a.rows" }, "with": { "column": "n" } } """));

    [Fact]
    public void Findings_of_all_steps_come_at_once_each_with_its_line()
    {
        var findings = Findings("\n\"a\": { \"uses\": \"rule.none\" },\n\"b\": { \"uses\": \"rule.pass\" },\n\"c\": { \"uses\": \"rule.pass\", \"from\": { \"rows\": \"x.rows\" } }");

        Assert.Equal([("IF102", 2), ("IF103", 4), ("IF107", 3)], findings.Select(f => (f.Rule, f.Line!.Value)).Order());
    }

    [Fact]
    public void A_cycle_is_told_with_its_path_in_the_direction_of_the_data()
    {
        var finding = Assert.Single(Findings("""
            "a": { "uses": "rule.pass", "from": { "rows": "c.rows" } },
            "b": { "uses": "rule.pass", "from": { "rows": "a.rows" } },
            "c": { "uses": "rule.pass", "from": { "rows": "b.rows" } }
            """), f => f.Rule == "IF108");

        Assert.Contains("a → b → c → a", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_reads_itself_is_a_cycle() => Assert.Contains(
        "a → a", Assert.Single(Findings(""" "a": { "uses": "rule.pass", "from": { "rows": "a.rows" } } """), f => f.Rule == "IF108").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("IF111", "j", "3")]
    [InlineData("IF112", "k", "\"three\"")]
    [InlineData("IF112", "k", "3.5")]
    public void A_value_for_a_parameter_of_the_workflow_is_held_against_it(string rule, string name, string value)
    {
        var workflow = new Workflow("w") { Parameters = [new("k", "integer", JsonValue.Create(2))], Steps = [new("a", "rule.give")] };

        var found = WorkflowCheck.Run(workflow, Environment, new Dictionary<string, JsonNode?> { [name] = JsonNode.Parse(value) });

        Assert.Equal(rule, Assert.Single(found.Findings).Rule);
    }

    [Fact]
    public void The_columns_that_a_map_is_about_are_looked_for()
    {
        var findings = Findings("""
            "a": { "uses": "rule.give" },
            "b": { "uses": "rule.pass", "from": { "rows": "a.rows" }, "with": { "names": { "n": "x", "texts": "y", "text": "z" } } }
            """);

        Assert.Equal([("IF202", "text"), ("IF201", "texts")], findings.Select(f => (f.Rule, f.Column!)));
    }

    [Fact]
    public void A_parameter_without_a_value_is_a_finding()
    {
        var workflow = new Workflow("w") { Parameters = [new("k", "integer", null)], Steps = [new("a", "rule.give")] };

        Assert.Equal("IF112", Assert.Single(WorkflowCheck.Run(workflow, Environment).Findings).Rule);
    }

    [Fact]
    public void Ten_thousand_steps_in_a_row_are_checked_without_a_stack_overflow()
    {
        // Written backwards, so that the first step asks for all the others.
        var steps = Enumerable.Range(1, 10_000).Reverse()
            .Select(i => new Step($"s{i}", "rule.pass") { From = new Dictionary<string, string> { ["rows"] = $"s{i - 1}.rows" } })
            .Append(new Step("s0", "rule.give"))
            .ToList();

        var found = WorkflowCheck.Run(new Workflow("w") { Steps = steps }, Environment);

        Assert.Empty(found.Findings);
        Assert.Equal(Enumerable.Range(0, 10_001).Select(i => $"s{i}"), found.Steps.Select(s => s.Name));
    }

    private static StepEnvironment Environment => new(Path.GetTempPath(), new Catalog(typeof(Give).Assembly), new TableFormats([]));

    private static IReadOnlyList<Finding> Findings(string steps) => WorkflowCheck.Run(
        WorkflowReader.Read(Encoding.UTF8.GetBytes($$"""{ "format": 1, "workflow": "w", "steps": { {{steps}} } }"""), "w.flow.json"), Environment).Findings;

    [Activity("rule.give")]
    private sealed class Give : Activity
    {
        public int Count { get; init; }

        public Out<Table> Rows { get; } = new();

        protected internal override void Describe(StepShapes shapes) =>
            shapes.Set(Rows, Shape.Of(new Schema(new Field("n", ColumnType.Int64), new Field("text", ColumnType.String))));

        protected internal override Task RunAsync(StepContext step) => Task.CompletedTask;
    }

    [Activity("rule.pass")]
    private sealed class Pass : Activity
    {
        [Port("rows")]
        public required In<Table> Given { get; init; }

        [ColumnOf(nameof(Given), ColumnType.Int64)]
        public string? Column { get; init; }

        [ColumnOf(nameof(Given), ColumnType.Int64)]
        public IReadOnlyDictionary<string, string>? Names { get; init; }

        [Port("rows")]
        public Out<Table> Passed { get; } = new();

        protected internal override void Describe(StepShapes shapes) => shapes.Set(Passed, shapes.Of(Given));

        protected internal override Task RunAsync(StepContext step) => Task.CompletedTask;
    }

    [Activity("rule.figures")]
    private sealed class Figures : Activity
    {
        [Port("figures")]
        public Out<Metrics> Made { get; } = new();

        protected internal override Task RunAsync(StepContext step) => Task.CompletedTask;
    }
}
