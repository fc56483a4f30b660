using System.Text.Json.Nodes;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Server.Tests.Checkpoints;

/// <summary>Checkpoints to look at, made as a user makes them: by a run, or by an upload.</summary>
internal static class Shown
{
    /// <summary>Uploads a table as a Parquet file and gives its address.</summary>
    public static async Task<string> UploadAsync(this RunningServer server, Table table)
    {
        using var file = new MemoryStream();
        server.Workspace.Formats.Named("parquet").Write(table, file);
        return $"/api/checkpoints/{(await server.UploadAsync("table.parquet", file.ToArray())).Succeeds(201).Json["digest"]!.GetValue<string>()}";
    }

    /// <summary>Sends a file.</summary>
    public static Task<Answer> UploadAsync(this RunningServer server, string name, byte[] bytes) =>
        Answer.OfAsync(server.Client, HttpMethod.Post, $"/api/uploads?name={Uri.EscapeDataString(name)}", new ByteArrayContent(bytes));

    /// <summary>Runs a workflow, and gives the record of each of its outputs by address.</summary>
    public static async Task<(string Run, IReadOnlyDictionary<string, OutputRecord> Outputs)> RunAsync(this RunningServer server, string workflow, Func<RunRequest, RunRequest>? change = null)
    {
        var loaded = server.Workspace.Load(workflow);
        var request = new RunRequest(loaded, server.Workspace.EnvironmentOf(loaded));
        var result = await server.Workspace.Engine.RunAsync(server.Workspace.Engine.Plan(change?.Invoke(request) ?? request));
        Assert.Equal(RunState.Succeeded, result.State);
        return (result.Run, result.Steps.SelectMany(s => s.Outputs.Select(o => ($"{s.Name}.{o.Port}", o))).ToDictionary(o => o.Item1, o => o.o));
    }

    /// <summary>The cells of a column of a page, as texts.</summary>
    public static IReadOnlyList<string?> Cells(this JsonNode page, string column)
    {
        var at = page["columns"]!.AsArray().Select(c => c!.GetValue<string>()).ToList().IndexOf(column);
        return [.. page["rows"]!.AsArray().Select(r => r!.AsArray()[at]?.ToString())];
    }

    /// <summary>An address with a query, its values escaped.</summary>
    public static string With(this string address, params (string Name, string Value)[] query) =>
        address + "?" + string.Join('&', query.Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value)}"));
}
