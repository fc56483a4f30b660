using System.Text;
using System.Text.Json.Nodes;
using IrisFlow.Engine.Retention;
using IrisFlow.Server.Tests.Checkpoints;

namespace IrisFlow.Server.Tests.Uploads;

/// <summary>Files that are sent to take the place of a port.</summary>
public sealed class UploadTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Flowers = "sepal_length,sepal_width,petal_length,petal_width,species\n5.1,3.5,1.4,0.2,setosa\n6.0,2.9,4.5,1.5,versicolor\n6.5,3.0,5.5,1.8,virginica\n";

    [Fact]
    public async Task A_CSV_file_becomes_a_table_that_fits_a_port_and_a_run_uses_it()
    {
        var answer = (await UploadAsync("my flowers.csv", Flowers)).Succeeds(201).Json;
        Assert.Equal(3, answer["rows"]!.GetValue<int>());
        Assert.Equal("float64", answer["columns"]![0]!["type"]!.GetValue<string>());
        var id = answer["upload"]!.GetValue<string>();
        Assert.Empty((await CheckAsync(id, "load.rows")).Succeeds().Json["findings"]!.AsArray());

        var (_, outputs) = await server.RunAsync("iris", r => r with { With = [("load.rows", $"upload:{id}")], To = ["filter"] });
        Assert.Equal((answer["digest"]!.GetValue<string>(), $"upload:{id}"), (outputs["load.rows"].Digest.Hex, outputs["load.rows"].Origin));
        Assert.Equal(3, outputs["filter.rows"].Rows);
    }

    [Fact]
    public async Task What_comes_after_an_upload_is_stale_and_a_run_without_it_goes_back_to_what_the_step_made()
    {
        var (_, before) = await server.RunAsync("iris");
        var upload = (await UploadAsync("mine.csv", string.Join('\n', File.ReadAllLines(Path.Combine(server.Files.Root, "workflows/iris/data/iris.csv")).Where((_, i) => i % 2 == 0)))).Json;
        var with = new JsonObject { ["workflow"] = "iris", ["with"] = new JsonObject { ["load.rows"] = $"upload:{upload["upload"]}" } };
        var plan = (await server.SendAsync(HttpMethod.Post, "/api/plans", with)).Succeeds().Json;
        Assert.Equal("injected", Decision(plan, "load"));
        Assert.All(plan["steps"]!.AsArray().Where(s => s!["name"]!.GetValue<string>() != "load"), step => Assert.Equal("run", step!["decision"]!.GetValue<string>()));

        var (run, mine) = await server.RunAsync("iris", r => r with { With = [("load.rows", $"upload:{upload["upload"]}")] });
        var recorded = (await server.GetAsync($"/api/runs/{run}"))["steps"]!.AsArray().Single(s => s!["name"]!.GetValue<string>() == "load")!;
        Assert.Equal(("injected", upload["digest"]!.ToString(), $"upload:{upload["upload"]}"), (recorded["state"]!.ToString(), recorded["outputs"]![0]!["digest"]!.ToString(), recorded["outputs"]![0]!["origin"]!.ToString()));

        var undone = (await server.SendAsync(HttpMethod.Post, "/api/plans", new JsonObject { ["workflow"] = "iris" })).Succeeds().Json;
        Assert.All(undone["steps"]!.AsArray(), step => Assert.Equal("reuse", step!["decision"]!.GetValue<string>()));
        var (_, after) = await server.RunAsync("iris");
        Assert.Equal(before.Values.Select(o => o.Digest), after.Values.Select(o => o.Digest));
        Assert.NotEqual(before["train.model"].Digest, mine["train.model"].Digest);
    }

    [Fact]
    public async Task A_wrong_column_is_told_with_the_near_miss_before_any_run()
    {
        await server.RunAsync("iris");
        var id = (await UploadAsync("f.csv", Flowers.Replace("petal_width", "petal_widht", StringComparison.Ordinal))).Json["upload"]!.GetValue<string>();
        var findings = (await CheckAsync(id, "load.rows")).Succeeds().Json["findings"]!.AsArray();
        var missing = findings.First(f => f!["rule"]!.GetValue<string>() == "IF203")!;
        Assert.Equal("petal_width", missing["tableColumn"]!.GetValue<string>());
        Assert.Contains("Did you mean 'petal_widht'?", missing["expected"]!.GetValue<string>(), StringComparison.Ordinal);

        var text = (await UploadAsync("f.csv", Flowers.Replace("5.1", "long", StringComparison.Ordinal))).Json["upload"]!.GetValue<string>();
        Assert.Contains((await CheckAsync(text, "load.rows")).Json["findings"]!.AsArray(), f => f!["rule"]!.GetValue<string>() == "IF202" && f["tableColumn"]!.GetValue<string>() == "sepal_length");
    }

    [Fact]
    public async Task What_is_no_table_is_refused_by_the_name_its_sender_gave_it_and_leaves_nothing_behind()
    {
        (await UploadAsync("flowers.xlsx", "x")).Refuses(415, "IF584");
        (await UploadAsync("", "x")).Refuses(415, "IF584");
        var damaged = (await UploadAsync("broken.parquet", "PAR1 and nothing more PAR1")).Refuses(422, "IF312");
        Assert.Equal("broken.parquet", damaged.Findings[0]["file"]!.GetValue<string>());
        (await UploadAsync("no.parquet", Flowers)).Refuses(422, "IF311");
        (await UploadAsync("ragged.csv", "a,b\n1,2\n3\n")).Refuses(422, "IF324");
        (await UploadAsync("empty.csv", "")).Refuses(422, "IF320");
        Assert.Empty(Leftovers());
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_refused_whether_or_not_it_says_its_length()
    {
        await using var own = await RunningServer.StartAsync(options: o => o with { UploadBytes = 1000 });
        var large = Encoding.UTF8.GetBytes("a\n" + string.Concat(Enumerable.Repeat("1\n", 600)));
        (await own.UploadAsync("large.csv", large)).Refuses(413, "IF586");
        using var unsized = new StreamContent(new Unsized(large));
        (await Answer.OfAsync(own.Client, HttpMethod.Post, "/api/uploads?name=large.csv", unsized, "Transfer-Encoding: chunked")).Refuses(413, "IF586");
        Assert.Empty(Directory.GetFiles(Path.Combine(own.Workspace.Engine.Checkpoints.Folder, ".tmp")));
        (await own.UploadAsync("small.csv", large[..999])).Succeeds(201);
    }

    [Theory]
    [InlineData("../../../etc/cron.d/x.csv")]
    [InlineData("/etc/passwd.csv")]
    [InlineData("..\\..\\x.csv")]
    [InlineData("C:\\x.csv")]
    [InlineData("\\\\host\\share\\x.csv")]
    [InlineData("x.csv\0.csv")]
    [InlineData("CON.csv")]
    [InlineData("<img src=x onerror=alert(1)>.csv")]
    [InlineData(".csv")]
    public async Task No_part_of_a_name_that_was_sent_becomes_a_path(string name)
    {
        var before = Everything();
        (await UploadAsync(name, Flowers)).Succeeds(201);
        var objects = server.Workspace.Engine.Checkpoints.Folder;
        Assert.All(Everything().Except(before), path => Assert.True(
            Path.GetDirectoryName(path) == objects && path.EndsWith(".parquet", StringComparison.Ordinal) || Path.GetFileName(path).StartsWith("irisflow.db", StringComparison.Ordinal), path));
        Assert.Empty(Leftovers());
    }

    [Fact]
    public async Task An_upload_that_is_not_there_or_a_request_with_an_unknown_member_is_refused()
    {
        (await CheckAsync("0000000000000000", "load.rows")).Refuses(404, "IF581");
        (await CheckAsync("..%2f..", "load.rows")).Refuses(404, "IF581");
        var id = (await UploadAsync("f.csv", Flowers)).Json["upload"]!.GetValue<string>();
        Assert.Contains((await CheckAsync(id, "load.row")).Json["findings"]!.AsArray(), f => f!["rule"]!.GetValue<string>() == "IF404");
        (await server.SendAsync(HttpMethod.Post, $"/api/uploads/{id}/check", new JsonObject { ["workflow"] = "iris", ["port"] = "load.rows", ["path"] = "/etc/passwd" })).Refuses(422, "IF855");
    }

    [Fact]
    public async Task A_young_upload_is_kept_by_gc_and_an_old_one_is_not()
    {
        await using var own = await RunningServer.StartAsync();
        var digest = Digest.Parse((await own.UploadAsync("f.csv", Encoding.UTF8.GetBytes(Flowers))).Json["digest"]!.GetValue<string>());
        var collector = new GarbageCollector(own.Workspace.Artifacts, own.Workspace.Store, TimeProvider.System);
        Assert.Equal([KeepKind.Uploaded], collector.Look(new() { KeepAge = TimeSpan.FromDays(1) }).With(Fate.Kept).Single(o => o.File.Digest == digest).Reasons.Select(r => r.Kind));
        Assert.Contains(collector.Look(new() { KeepAge = TimeSpan.Zero }).With(Fate.Condemned), o => o.File.Digest == digest);
    }

    private Task<Answer> UploadAsync(string name, string text) => server.UploadAsync(name, Encoding.UTF8.GetBytes(text));

    private Task<Answer> CheckAsync(string id, string port) =>
        server.SendAsync(HttpMethod.Post, $"/api/uploads/{id}/check", new JsonObject { ["workflow"] = "iris", ["port"] = port });

    private static string Decision(JsonNode plan, string step) => plan["steps"]!.AsArray().Single(s => s!["name"]!.GetValue<string>() == step)!["decision"]!.GetValue<string>();

    private string[] Leftovers() => Directory.GetFiles(Path.Combine(server.Workspace.Engine.Checkpoints.Folder, ".tmp"));

    private string[] Everything() => Directory.GetFiles(server.Files.Root, "*", SearchOption.AllDirectories);

    /// <summary>Bytes that don't say how many they are.</summary>
    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
