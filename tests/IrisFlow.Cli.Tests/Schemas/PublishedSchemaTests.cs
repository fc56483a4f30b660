using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>A workspace in which iris ran, a part of it ran, and a run failed: every command has something to say.</summary>
public sealed class RanIris : IAsyncLifetime
{
    public ProgramWorkspace Workspace { get; } = ProgramWorkspace.Iris();

    /// <summary>The id of the run of all steps.</summary>
    public string Run { get; private set; } = "";

    public async Task InitializeAsync()
    {
        await Workspace.RunAsync("run", "iris", "--set", "filter.maxCm=0");
        Run = (await Workspace.JsonAsync("run", "iris"))["run"]!.GetValue<string>();
        (await Workspace.RunAsync("data", Run, "select.rows", "--out", "mine.csv")).Succeeds();
        Workspace.Write("workflows/wrong/wrong.flow.json", """{ "format": 1, "workflow": "wrong", "steps": { "load": { "uses": "data.read-cvs" } } }""");
        Workspace.Write("empty/workflows/none.txt", "");
    }

    public Task DisposeAsync()
    {
        Workspace.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>Every document that <c>--json</c> prints keeps its published schema, and is the only thing on stdout.</summary>
public class PublishedSchemaTests(RanIris ran) : IClassFixture<RanIris>
{
    public static TheoryData<string, string> Documents => new()
    {
        { "run", "run iris" },
        { "run", "run iris --to select" },
        { "run", "run iris --from train --with select.rows=mine.csv" },
        { "run", "run iris --set filter.maxCm=0" },
        { "run", "run iris --from train --set select.k=3 --stale-ok" },
        { "run", "resume RUN" },
        { "run", "fork RUN --set select.k=3" },
        { "run", "rerun RUN" },
        { "error", "resume nothing" },
        { "error", "fork RUN --param l=3" },
        { "plan", "plan iris" },
        { "plan", "plan iris --set select.k=3" },
        { "plan", "plan iris --from train --with select.rows=mine.csv" },
        { "plan", "plan iris --from train --set select.k=4" },
        { "plan", "plan iris --set select.k=3 --why" },
        { "plan", "plan iris --force train --expect-reuse" },
        { "why", "why RUN select" },
        { "why", "why latest train" },
        { "why", "why latest load" },
        { "why-not", "why-not iris select" },
        { "why-not", "why-not iris train --set select.k=3" },
        { "why-not", "why-not iris train --from train --set select.k=4" },
        { "check", "check" },
        { "check", "check iris" },
        { "check", "check --workspace empty" },
        { "runs", "runs" },
        { "runs", "runs --limit 0" },
        { "runs", "runs --workspace empty" },
        { "show", "show RUN" },
        { "logs", "logs RUN" },
        { "logs", "logs RUN train --after 3" },
        { "error", "logs RUN trian" },
        { "data", "data RUN load.rows" },
        { "data", "data RUN train.model --rows 0" },
        { "data", "data RUN select.scores --rows 100" },
        { "data", "data RUN load.rows --out all.parquet" },
        { "activities", "activities" },
        { "activity", "activities model.train" },
        { "activity", "activities iris.remove-long-sepals" },
        { "completion", "completion bash" },
        { "new", "new workflow fresh --workspace another" },
        { "error", "run" },
        { "error", "bogus" },
        { "error", "run iris --bogus" },
        { "error", "run irsi" },
        { "error", "run iris --from trian" },
        { "error", "run iris --set select.k=99" },
        { "error", "run iris --from train --set select.k=4" },
        { "error", "run wrong" },
        { "error", "plan wrong" },
        { "error", "check nothing" },
        { "error", "show nothing" },
        { "error", "show --workspace empty" },
        { "error", "why nothing load" },
        { "error", "why RUN laod" },
        { "error", "why-not iris laod" },
        { "error", "why-not irsi load" },
        { "error", "run iris --force train --expect-reuse" },
        { "error", "data nothing load" },
        { "error", "data RUN laod" },
        { "error", "activities data.read-cvs" },
        { "error", "new workflow iris" },
        { "error", "new workflow ../iris" },
        { "error", "runs --workspace nowhere" },
        { "error", "completion tcsh" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_document_keeps_its_schema(string schema, string command)
    {
        var result = await ran.Workspace.RunAsync([.. command.Replace("RUN", ran.Run).Split(' '), "--json"]);
        Assert.Empty(JsonSchema.Problems(schema, JsonNode.Parse(result.Out)));
    }

    [Fact]
    public void Every_published_schema_is_tested() =>
        Assert.Equal(
            Directory.EnumerateFiles(JsonSchema.Folder, "*.schema.json").Select(f => Path.GetFileName(f).Split('.')[0]).Order(),
            Documents.Select(d => (string)d[0]).Concat(["finding", "event", "key", "reason"]).Distinct().Order());

    [Fact]
    public void Every_published_schema_names_its_dialect_and_itself() =>
        Assert.All(Directory.EnumerateFiles(JsonSchema.Folder, "*.schema.json"), file =>
        {
            var schema = JsonNode.Parse(File.ReadAllText(file))!;
            Assert.Equal(("https://json-schema.org/draft/2020-12/schema", Path.GetFileName(file)), (schema["$schema"]!.GetValue<string>(), schema["$id"]!.GetValue<string>()));
        });

    [Fact]
    public async Task The_document_of_an_error_has_the_exit_code()
    {
        var result = await ran.Workspace.RunAsync("run", "irsi", "--json");
        Assert.Equal(result.ExitCode, result.Json["error"]!["exitCode"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_failed_run_says_why_in_its_document()
    {
        var result = await ran.Workspace.RunAsync("run", "iris", "--set", "filter.maxCm=0", "--json");
        Assert.Equal("IF421", result.Json["error"]!["findings"]![0]!["rule"]!.GetValue<string>());
    }
}
