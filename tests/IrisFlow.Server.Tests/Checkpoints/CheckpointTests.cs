using System.Text.Json.Nodes;

namespace IrisFlow.Server.Tests.Checkpoints;

/// <summary>What a checkpoint is, taking it elsewhere, and what there is to look at in it.</summary>
public sealed class CheckpointTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_checkpoint_tells_its_columns_its_size_and_who_made_it()
    {
        var (run, outputs) = await server.RunAsync("iris");
        var facts = await server.GetAsync($"/api/checkpoints/{outputs["select.rows"].Digest.Hex}");
        Assert.Equal("table", facts["kind"]!.GetValue<string>());
        Assert.Equal(outputs["select.rows"].Rows, facts["rows"]!.GetValue<long>());
        Assert.Contains("species", facts["columns"]!.AsArray().Select(c => c!["name"]!.GetValue<string>()));
        Assert.Contains("irisflow.preparation", facts["metadata"]!.AsObject().Select(m => m.Key));
        Assert.Equal(run, facts["madeBy"]![0]!["run"]!.GetValue<string>());
        Assert.Equal(("select", "rows"), (facts["madeBy"]![0]!["step"]!.GetValue<string>(), facts["madeBy"]![0]!["port"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_stored_file_comes_as_it_is_in_parts_and_under_a_name_of_our_own()
    {
        var (_, outputs) = await server.RunAsync("iris");
        var digest = outputs["load.rows"].Digest;
        var stored = server.Workspace.Store.FindObject(digest)!;
        var bytes = await File.ReadAllBytesAsync(server.Workspace.Engine.Checkpoints.PathOf(stored));
        Assert.Equal(bytes, await server.Client.GetByteArrayAsync($"/api/checkpoints/{digest.Hex}/download"));

        var whole = await server.SendAsync(HttpMethod.Get, $"/api/checkpoints/{digest.Hex}/download");
        Assert.Equal($"\"{stored.FileHash}\"", whole.ETag);
        Assert.Contains($"filename=load.rows-{digest.Hex[..12]}.parquet", whole.Headers["Content-Disposition"], StringComparison.Ordinal);
        (await server.SendAsync(HttpMethod.Get, $"/api/checkpoints/{digest.Hex}/download", null, $"If-None-Match: {whole.ETag}")).Succeeds(304);
        var part = (await server.SendAsync(HttpMethod.Get, $"/api/checkpoints/{digest.Hex}/download", null, "Range: bytes=0-3", $"If-Range: {whole.ETag}")).Succeeds(206);
        Assert.Equal("PAR1", part.Text);
    }

    [Fact]
    public async Task As_text_it_has_all_rows_and_formulas_are_defused_only_where_that_is_asked_for()
    {
        var address = await server.UploadAsync(Table.Of(("t", Column.Of("=1+1", "@x", "plain", null, "a,\"b\"")), ("n", Column.Of(-1.5, 2, 3, 4, 5))));
        Assert.Equal("t,n\n=1+1,-1.5\n@x,2.0\nplain,3.0\n,4.0\n\"a,\"\"b\"\"\",5.0\n", (await server.SendAsync(HttpMethod.Get, $"{address}/download?format=csv")).Text.ReplaceLineEndings("\n"));
        var safe = (await server.SendAsync(HttpMethod.Get, $"{address}/download?format=csv&spreadsheet=true")).Text.ReplaceLineEndings("\n");
        Assert.Equal("t,n\n'=1+1,-1.5\n'@x,2.0\nplain,3.0\n,4.0\n\"a,\"\"b\"\"\",5.0\n", safe);
        (await server.SendAsync(HttpMethod.Get, $"{address}/download?format=xlsx")).Refuses(422, "IF582");
    }

    [Fact]
    public async Task A_model_shows_what_it_was_trained_with_what_it_learned_and_its_preparation()
    {
        var (_, outputs) = await server.RunAsync("iris");
        var view = await server.GetAsync($"/api/checkpoints/{outputs["train.model"].Digest.Hex}/view");
        Assert.Equal(("model", "logistic-regression", "species"), (view["kind"]!.ToString(), view["trainer"]!["kind"]!.ToString(), view["target"]!.ToString()));
        Assert.Equal("selected-columns", view["preparation"]![0]!["kind"]!.ToString());
        Assert.Equal(2, view["features"]!.AsArray().Count);

        // The table of the checkpoint has the same figures, read by other code.
        var rows = await server.GetAsync($"/api/checkpoints/{outputs["train.model"].Digest.Hex}/rows?limit=500");
        Assert.Equal(rows.Cells("value"), view["coefficients"]!.AsArray().Select(c => c!["value"]!.ToString()));
        Assert.Equal(rows.Cells("feature"), view["coefficients"]!.AsArray().Select(c => c!["feature"]?.ToString()));
        Assert.Equal(rows.Cells("class"), view["coefficients"]!.AsArray().Select(c => c!["class"]!.ToString()));
    }

    [Theory]
    [InlineData("gaussian-naive-bayes", "importances")]
    [InlineData("majority-class", "shares")]
    public async Task Every_trainer_tells_its_own_figures(string trainer, string figures)
    {
        var (_, outputs) = await server.RunAsync("iris", r => r with { Set = [("train.trainer", new JsonObject { ["kind"] = trainer })] });
        var view = await server.GetAsync($"/api/checkpoints/{outputs["train.model"].Digest.Hex}/view");
        Assert.All(view[figures]!.AsArray(), f => Assert.True(f!["value"]!.GetValue<double>() > 0));
        Assert.NotEmpty(view["meaning"]!.ToString());
    }

    [Fact]
    public async Task Metrics_and_a_confusion_matrix_are_data()
    {
        var (_, outputs) = await server.RunAsync("iris");
        var metrics = await server.GetAsync($"/api/checkpoints/{outputs["evaluate.metrics"].Digest.Hex}/view");
        Assert.Equal("metrics", metrics["kind"]!.ToString());
        Assert.Equal("accuracy", metrics["metrics"]![0]!["name"]!.ToString());
        var confusion = (await server.GetAsync($"/api/checkpoints/{outputs["evaluate.confusion"].Digest.Hex}/view"))["confusion"]!;
        Assert.Equal(["setosa", "versicolor", "virginica"], confusion["actual"]!.AsArray().Select(c => c!.ToString()));
        Assert.Equal(["setosa", "versicolor", "virginica"], confusion["predicted"]!.AsArray().Select(c => c!.ToString()));
        Assert.Equal(outputs["filter.rows"].Rows, confusion["counts"]!.AsArray().SelectMany(r => r!.AsArray()).Sum(c => c!.GetValue<long>()));
        Assert.Equal("""{"kind":"table"}""", (await server.GetAsync($"/api/checkpoints/{outputs["load.rows"].Digest.Hex}/view")).ToJsonString());
    }
}
