using IrisFlow.Engine;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Run;

namespace IrisFlow.Hosting.Tests.Flow;

/// <summary><c>flow.map</c> with real workflows of a real workspace.</summary>
public sealed class MapWorkflowTests : IDisposable
{
    private const string Sizes = "name,size\nb,3\na,1\nb,4\n,9\na,2\nc,\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("irisflow-").FullName;
    private readonly Workspace _workspace;

    public MapWorkflowTests()
    {
        _workspace = new(_folder);
        Write("all", """{ "load": { "uses": "data.read-csv", "with": { "path": "sizes.csv" } } """ + Map(""" "over": { "kind": "column", "column": "name" }, "workflow": "large", "into": "load.rows", "collect": "keep.rows" """) + "}");
        File.WriteAllText(Path.Combine(_folder, "workflows", "all", "sizes.csv"), Sizes);
        Write("large", """
            { "load": { "uses": "data.read-csv", "with": { "path": "../all/sizes.csv" } },
              "keep": { "uses": "data.filter", "from": { "rows": "load.rows" }, "with": { "keep": "size >= 2" } } }
            """);
    }

    public void Dispose()
    {
        _workspace.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_rows_of_each_value_go_through_the_other_workflow_and_come_together()
    {
        var result = await RunAsync("all");

        Assert.Equal(RunState.Succeeded, result.State);
        Assert.Equal(["a a 2", "b b 3", "b b 4", "  9"], Rows(result, "rows", "item", "name", "size"));
        Assert.Equal(["a 2 succeeded", "b 2 succeeded", "c 1 succeeded", " 1 succeeded"], Rows(result, "results", "item", "rows", "state"));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_runs_of_the_items_are_parts_of_the_run()
    {
        var result = await RunAsync("all");

        Assert.Equal(
            ["""{"map":"a"}""", """{"map":"b"}""", """{"map":"c"}""", """{"map":null}"""],
            _workspace.Store.Parts(result.Run).Select(p => p.Variant!).Order(StringComparer.Ordinal));
        Assert.Equal([result.Run], _workspace.Store.Runs(null, 10).Select(r => r.Id));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_map_holds_no_core_while_its_items_run_not_even_a_map_of_maps(int parallelism)
    {
        Write("outer", """{ "load": { "uses": "data.read-csv", "with": { "path": "../all/sizes.csv" } } """ + Map(""" "over": { "kind": "column", "column": "name" }, "workflow": "all", "into": "load.rows", "collect": "map.rows", "as": "outer" """) + "}");
        var engine = new WorkflowEngine(_workspace.Artifacts, _workspace.Store, _workspace.Formats.Named("parquet"), parallelism: parallelism);

        var result = await RunAsync("outer", engine);

        Assert.Equal(RunState.Succeeded, result.State);
        Assert.Equal(["a a 2", "b b 3", "b b 4", "  9"], Rows(result, "rows", "outer", "item", "size"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_map_always_runs_and_its_items_are_reused()
    {
        await RunAsync("all");
        var again = await RunAsync("all");

        Assert.Equal(StepState.Succeeded, again.Steps.Single(s => s.Name == "map").State);
        Assert.All(
            _workspace.Store.Parts(again.Run).SelectMany(p => _workspace.Store.Steps(p.Id)),
            s => Assert.Contains(s.State, new[] { StepState.Reused, StepState.Injected }));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_follows_a_map_is_reused_when_the_map_gives_the_same()
    {
        Write("follow", """{ "load": { "uses": "data.read-csv", "with": { "path": "../all/sizes.csv" } } """ + Map(""" "over": { "kind": "column", "column": "name" }, "workflow": "large", "into": "load.rows", "collect": "keep.rows" """)
            + """, "after": { "uses": "data.filter", "from": { "rows": "map.rows" }, "with": { "keep": "size > 2" } }, "last": { "uses": "data.select-columns", "from": { "rows": "map.results" }, "with": { "columns": ["item"] } } }""");
        await RunAsync("follow");

        var again = await RunAsync("follow");

        Assert.Equal([StepState.Succeeded, StepState.Reused, StepState.Reused], again.Steps.Skip(1).Select(s => s.State));
    }

    [Fact(Timeout = 60_000)]
    public async Task Each_file_of_a_folder_is_an_item_given_by_its_path_or_its_rows()
    {
        Part("b.csv", "size\n5\n");
        Part("a.csv", "size\n1\n2\n");
        Part("notes.txt", "no rows");
        Part(".hidden.csv", "size\n9\n");
        Write("one", """
            { "load": { "uses": "data.read-csv", "with": { "path": "${path}" } },
              "keep": { "uses": "data.filter", "from": { "rows": "load.rows" }, "with": { "keep": "size >= 2" } } }
            """, """ "path": { "type": "string" } """);
        const string Files = """ "over": { "kind": "files", "folder": "../parts", "pattern": "*.csv" }, "collect": "keep.rows" """;
        Write("by-path", $$"""{ {{Map($$""" {{Files}}, "workflow": "one", "parameter": "path" """, from: "").TrimStart(',', ' ')}} }""");
        Write("by-rows", $$"""{ {{Map($$""" {{Files}}, "workflow": "large", "into": "load.rows" """, from: "").TrimStart(',', ' ')}} }""");
        Part("../all/sizes.csv", "size\n1\n");

        var byPath = await RunAsync("by-path");
        var byRows = await RunAsync("by-rows");

        Assert.Equal(["a.csv 2", "b.csv 5"], Rows(byPath, "rows", "item", "size"));
        Assert.Equal(["a.csv 2", "b.csv 5"], Rows(byRows, "rows", "item", "size"));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_item_that_fails_fails_the_step_or_is_left_out()
    {
        Part("a.csv", "size\n2\n");
        Part("b.csv", "width\n2\n");
        const string Files = """ "over": { "kind": "files", "folder": "../parts" }, "workflow": "large", "into": "load.rows", "collect": "keep.rows" """;
        Write("stop", $$"""{ {{Map(Files, from: "").TrimStart(',', ' ')}} }""");
        Write("go-on", $$"""{ {{Map(Files + """, "onItemFailure": "continue" """, from: "").TrimStart(',', ' ')}} }""");
        Part("../all/sizes.csv", "size\n1\n");

        var stop = await RunAsync("stop");
        var goOn = await RunAsync("go-on");

        Assert.Equal(RunState.Failed, stop.State);
        Assert.Contains("b.csv", stop.Failures.Single().Findings.Single(f => f.Rule == "IF455").Message);
        Assert.Equal(RunState.Succeeded, goOn.State);
        Assert.Equal(["a.csv 2"], Rows(goOn, "rows", "item", "size"));
        Assert.Equal(["a.csv succeeded", "b.csv failed"], Rows(goOn, "results", "item", "state"));
        Assert.Contains(goOn.Steps.Single().Warnings, w => w.Contains("b.csv", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Tables_that_differ_can_not_be_collected()
    {
        Part("a.csv", "size,more\n2,1\n");
        Part("b.csv", "size,more\n2,x\n");
        Write("any", """{ "keep": { "uses": "data.filter", "from": { "rows": "first.rows" }, "with": { "keep": "size >= 2" } }, "first": { "uses": "data.read-csv", "with": { "path": "${path}" } } }""", """ "path": { "type": "string" } """);
        Write("mixed", $$"""{ {{Map(""" "over": { "kind": "files", "folder": "../parts" }, "workflow": "any", "parameter": "path", "collect": "keep.rows" """, from: "").TrimStart(',', ' ')}} }""");

        var result = await RunAsync("mixed");

        var finding = result.Failures.Single().Findings.Single();
        Assert.Equal(("IF454", "map"), (finding.Rule, finding.Step));
        Assert.Contains("more string where that has more int", finding.Message);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("name")]
    [InlineData("rows")]
    public async Task A_column_that_is_named_as_the_items_are_is_refused(string name)
    {
        Change("all", "\"collect\"", $"\"as\": \"{name}\", \"collect\"");

        Assert.Equal("IF456", (await RunAsync("all")).Failures.Single().Findings.Single().Rule);
    }

    [Fact(Timeout = 60_000)]
    public async Task More_items_than_allowed_are_refused()
    {
        Change("all", "\"collect\"", "\"maxItems\": 3, \"collect\"");

        Assert.Equal("IF453", (await RunAsync("all")).Failures.Single().Findings.Single().Rule);
        Assert.Empty(_workspace.Store.Parts(_workspace.Store.FindRun("latest")!.Id));
    }

    [Theory]
    [InlineData("IF805", "\"large\"", "\"larg\"")]
    [InlineData("IF402", "\"load.rows\", \"collect\"", "\"lod.rows\", \"collect\"")]
    [InlineData("IF404", "\"load.rows\", \"collect\"", "\"load.row\", \"collect\"")]
    [InlineData("IF402", "\"keep.rows\"", "\"kep.rows\"")]
    [InlineData("IF201", "\"column\": \"name\"", "\"column\": \"nam\"")]
    [InlineData("IF451", "\"into\": \"load.rows\",", "")]
    [InlineData("IF451", "\"from\": { \"rows\": \"load.rows\" },", "")]
    [InlineData("IF111", "\"into\"", "\"parameter\": \"p\", \"into\"")]
    [InlineData("IF302", "\"kind\": \"column\", \"column\": \"name\"", "\"kind\": \"files\", \"folder\": \"nowhere\"")]
    [InlineData("IF452", "\"large\"", "\"all\"")]
    public void What_can_not_be_is_refused_before_anything_runs(string rule, string before, string after)
    {
        Change("all", before, after);

        var problem = Assert.Throws<IrisFlowException>(() => Plan("all", _workspace.Engine));

        var finding = problem.Findings.First(f => f.Rule == rule);
        Assert.Equal("map", finding.Step);
    }

    [Fact]
    public void Workflows_that_run_one_another_in_a_circle_are_refused()
    {
        Change("all", "\"large\"", "\"other\"");
        Write("other", """{ "load": { "uses": "data.read-csv", "with": { "path": "../all/sizes.csv" } } """ + Map(""" "over": { "kind": "column", "column": "name" }, "workflow": "all", "into": "load.rows" """) + "}");

        var problem = Assert.Throws<IrisFlowException>(() => Plan("all", _workspace.Engine));

        Assert.Contains(problem.Findings, f => f.Rule == "IF452" && f.Message.Contains("other -> all -> other", StringComparison.Ordinal));
    }

    private static string Map(string with, string from = "load.rows")
    {
        var wire = from.Length == 0 ? "" : $"\"from\": {{ \"rows\": \"{from}\" }},";
        return $", \"map\": {{ \"uses\": \"flow.map\", {wire} \"with\": {{ {with} }} }} ";
    }

    private void Write(string workflow, string steps, string parameters = "")
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "workflows", workflow)).FullName;
        File.WriteAllText(Path.Combine(folder, workflow + ".flow.json"), $$"""{ "format": 1, "workflow": "{{workflow}}", "parameters": { {{parameters}} }, "steps": {{steps}} }""");
    }

    private void Part(string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "workflows", "parts"));
        File.WriteAllText(Path.Combine(_folder, "workflows", "parts", name), text);
    }

    private void Change(string workflow, string before, string after)
    {
        var file = _workspace.Workflows.PathOf(workflow);
        Assert.Contains(before, File.ReadAllText(file));
        File.WriteAllText(file, File.ReadAllText(file).Replace(before, after));
    }

    private RunPlan Plan(string workflow, WorkflowEngine engine)
    {
        var loaded = _workspace.Load(workflow);
        return engine.Plan(new(loaded, _workspace.EnvironmentOf(loaded)));
    }

    private Task<RunResult> RunAsync(string workflow, WorkflowEngine? engine = null) =>
        (engine ?? _workspace.Engine).RunAsync(Plan(workflow, engine ?? _workspace.Engine));

    private IEnumerable<string> Rows(RunResult result, string port, params string[] columns)
    {
        var table = _workspace.Engine.Checkpoints.Read(result.Steps.Single(s => s.Name == "map").Outputs.Single(o => o.Port == port).Digest);
        return Enumerable.Range(0, table.RowCount).Select(row => string.Join(' ', columns.Select(c => table[c].ValueAt(row))));
    }
}
