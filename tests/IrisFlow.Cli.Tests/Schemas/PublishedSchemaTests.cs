using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;
using IrisFlow.Testing.Schemas;

namespace IrisFlow.Cli.Tests;

/// <summary>A workspace in which iris ran, a part of it ran, and a run failed: every command has something to say.</summary>
public sealed class RanIris : IAsyncLifetime
{
    public ProgramWorkspace Workspace { get; } = ProgramWorkspace.Iris();

    /// <summary>The id of the run of all steps.</summary>
    public string Run { get; private set; } = "";

    /// <summary>The id of a run of all steps with other features.</summary>
    public string Other { get; private set; } = "";

    /// <summary>The id of a sweep.</summary>
    public string Sweep { get; private set; } = "";

    /// <summary>The id of a run of a workflow with a schedule, by hand.</summary>
    public string Nightly { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Workspace.Write(
            "workflows/nightly/nightly.flow.json",
            """
            {
              "format": 1, "workflow": "nightly", "schedule": { "cron": "30 2 * * *", "zone": "Europe/Berlin", "catchUp": { "all": 3 }, "startDeadline": "1h", "pauseAfter": 2 },
              "steps": { "load": { "uses": "data.read-csv", "with": { "path": "../iris/data/iris.csv" } } }
            }
            """);
        await Workspace.RunAsync("run", "iris", "--set", "filter.maxCm=0");
        Sweep = (await Workspace.JsonAsync("run", "iris", "--sweep", "k=1,2", "--to", "evaluate"))["run"]!.GetValue<string>();

        // After two wordings of iris, which are then the first two of the history, and before the newest runs.
        Nightly = (await Workspace.JsonAsync("schedules", "run", "nightly"))["run"]!.GetValue<string>();
        Run = (await Workspace.JsonAsync("run", "iris"))["run"]!.GetValue<string>();
        Nightly = (await Workspace.JsonAsync("schedules", "run", "nightly"))["run"]!.GetValue<string>();
        Other = (await Workspace.JsonAsync("run", "iris", "--set", "select.k=3", "--set", "train.trainer.l2=5"))["run"]!.GetValue<string>();
        (await Workspace.RunAsync("data", Run, "select.rows", "--out", "mine.csv")).Succeeds();
        (await Workspace.RunAsync("pin", $"{Run}/load")).Succeeds();
        (await Workspace.RunAsync("capsule", "save", Run, "given.zip")).Succeeds();
        Workspace.Write("opened/workflows/none.txt", "");
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
    private static IEnumerable<string> OfRoutes =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(PublishedProgram.Repository, "src", "docs", "openapi.json")))!["components"]!["schemas"]!.AsObject().Select(c => c.Key);

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
        { "sweep", "run iris --sweep k=1,2 --to evaluate --by accuracy" },
        { "sweep", "run iris --sweep k=1,2 --to select --top 1" },
        { "sweep", "run iris --sweep filter.maxCm=0,7 --to evaluate" },
        { "sweep-plan", "plan iris --sweep k=1..3 --sweep train.trainer.l2=0.1,1" },
        { "check", "check" },
        { "check", "check iris" },
        { "check", "check --workspace empty" },
        { "fmt", "fmt iris" },
        { "fmt", "fmt --check --workspace empty" },
        { "history", "history iris" },
        { "history", "history iris --limit 0" },
        { "version", "history iris 1" },
        { "workflow-diff", "changes iris 1 2" },
        { "workflow-diff", "changes iris saved" },
        { "error", "changes iris 1 draft" },
        { "error", "history nothing" },
        { "runs", "runs" },
        { "runs", "runs --limit 0" },
        { "runs", "runs --workspace empty" },
        { "runs", "runs --all" },
        { "runs", "runs --state failed --since 2020-01-01 --until 2100-01-01" },
        { "runs", "runs --of SWEEP" },
        { "show", "show RUN" },
        { "show", "show SWEEP" },
        { "schedules", "schedules" },
        { "schedules", "schedules --workspace empty" },
        { "schedules-show", "schedules show nightly" },
        { "schedule", "schedules pause nightly --reason holidays" },
        { "show", "show NIGHTLY" },
        { "error", "schedules resume iris" },
        { "logs", "logs RUN" },
        { "logs", "logs RUN train --after 3" },
        { "error", "logs RUN trian" },
        { "diff", "diff RUN RUN" },
        { "diff", "diff RUN OTHER" },
        { "diff", "diff RUN OTHER --times" },
        { "diff-data", "diff RUN OTHER --data select.rows" },
        { "diff-data", "diff RUN OTHER --data filter.rows" },
        { "diff-data", "diff RUN OTHER --data cross-validate.metrics --key metric" },
        { "compare", "compare RUN OTHER" },
        { "compare", "compare RUN OTHER RUN" },
        { "compare", "compare RUN OTHER --all" },
        { "lineage", "lineage RUN select.rows" },
        { "lineage", "lineage OTHER load" },
        { "lineage", "lineage OTHER load --column species" },
        { "bisect", "bisect RUN OTHER --metric cross-validate.logLoss" },
        { "verify", "verify RUN" },
        { "verify", "verify --all" },
        { "verify-twice", "verify --twice iris --set select.k=3" },
        { "data", "data RUN load.rows" },
        { "data", "data RUN train.model --rows 0" },
        { "data", "data RUN select.scores --rows 100" },
        { "data", "data RUN load.rows --out all.parquet" },
        { "pin", "pin RUN" },
        { "pin", "pin RUN/train --reason mine --expires 30d" },
        { "pins", "pins" },
        { "pins", "pins --workspace empty" },
        { "unpin", "unpin RUN/load" },
        { "gc", "gc" },
        { "gc", "gc --keep-runs 0 --keep-days 0 --grace 0 --max 1KB" },
        { "gc", "gc --apply --max 50GiB" },
        { "gc", "gc --workspace empty" },
        { "capsule-save", "capsule save RUN mine.zip" },
        { "capsule-save", "capsule save RUN outputs.zip --checkpoints outputs" },
        { "capsule-open", "capsule open given.zip --workspace opened" },
        { "token", "token create nightly --role operator --expires 30d" },
        { "tokens", "token list" },
        { "error", "token revoke nothing" },
        { "audit", "audit" },
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
        { "error", "run iris --sweep slect.k=1,2" },
        { "error", "run iris --sweep k=1,2 --by evaluate.acuracy --to evaluate --set k=1" },
        { "error", "fork SWEEP" },
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
        { "error", "diff RUN nothing" },
        { "error", "cancel RUN" },
        { "error", "compare RUN" },
        { "error", "lineage RUN laod" },
        { "error", "lineage RUN load --column specis" },
        { "error", "diff RUN OTHER --data filter.rows --key species" },
        { "error", "bisect RUN RUN --metric nothing" },
        { "error", "verify nothing" },
        { "error", "verify RUN --all" },
        { "error", "data RUN laod" },
        { "error", "pin nothing" },
        { "error", "pin RUN --expires soon" },
        { "error", "unpin RUN/select" },
        { "error", "gc --max much" },
        { "error", "capsule open mine.csv" },
        { "error", "activities data.read-cvs" },
        { "error", "new workflow iris" },
        { "error", "new workflow ../iris" },
        { "error", "runs --workspace nowhere" },
        { "error", "runs --state fine" },
        { "error", "completion tcsh" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_document_keeps_its_schema(string schema, string command)
    {
        string[] arguments = [.. command.Replace("RUN", ran.Run).Replace("OTHER", ran.Other).Replace("SWEEP", ran.Sweep).Replace("NIGHTLY", ran.Nightly).Split(' '), "--json"];
        var result = await ran.Workspace.RunAsync(arguments);
        Assert.Empty(JsonSchema.Problems(schema, JsonNode.Parse(result.Out)));
        if (schema == "error")
        {
            Assert.Equal((result.ExitCode, ""), ((int)result.Json["error"]!["exitCode"]!, result.Error));
        }
    }

    // The server's own tests hold the answers of every route to the components of its document.
    [Fact]
    public void Every_published_schema_is_tested() =>
        Assert.Equal(
            Directory.EnumerateFiles(JsonSchema.Folder, "*.schema.json").Select(f => Path.GetFileName(f).Split('.')[0]).Order(),
            Documents.Select(d => (string)d[0]).Concat(["serve", "cancel"]).Concat(OfRoutes.Where(n => !n.Contains('.', StringComparison.Ordinal))).Distinct().Order());

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
