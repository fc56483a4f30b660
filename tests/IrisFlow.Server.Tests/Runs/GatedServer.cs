using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests.Runs;

/// <summary>A server, with the real program for its runs, over a workflow whose middle step waits until the test lets it go.</summary>
internal sealed class GatedServer : IAsyncDisposable
{
    private const string Source = """
        using IrisFlow;

        namespace Gates;

        /// <summary>Waits until there is a file.</summary>
        [Activity("gates.wait")]
        public sealed class WaitForFile : Activity
        {
            /// <summary>Rows.</summary>
            [Port("rows")]
            public required In<Table> Given { get; init; }

            /// <summary>The same rows.</summary>
            [Port("rows")]
            public Out<Table> Passed { get; } = new();

            /// <inheritdoc/>
            protected override async Task RunAsync(StepContext step)
            {
                var rows = step.Read(Given);
                Console.WriteLine("the gate is closed");
                step.Report(0.25);
                while (!File.Exists(step.Environment.PathOf("go")))
                {
                    await Task.Delay(20, step.Cancellation);
                }

                step.Write(Passed, rows);
            }
        }
        """;

    private GatedServer(RunningServer running) => Running = running;

    public RunningServer Running { get; }

    public ProgramWorkspace Files => Running.Files;

    public static async Task<GatedServer> StartAsync()
    {
        var files = ProgramWorkspace.Of(
            "gated",
            """
            {
              "format": 1,
              "workflow": "gated",
              "steps": {
                "load": { "uses": "data.read-csv", "with": { "path": "rows.csv" } },
                "gate": { "uses": "gates.wait", "from": { "rows": "load.rows" } },
                "keep": { "uses": "data.filter", "from": { "rows": "gate.rows" }, "with": { "keep": "n >= 2" } }
              }
            }
            """,
            ("rows.csv", "n\n1\n2\n3\n"));
        files.Write("workflows/gated/Gates.cs", Source);
        return new(await RunningServer.StartAsync(files, WithProgram));
    }

    /// <summary>Lets the real program carry out the runs of a server.</summary>
    public static ServerOptions WithProgram(ServerOptions options) => options with { Program = [PublishedProgram.Path] };

    public void Open() => Files.Write("workflows/gated/go", "");

    /// <summary>Begins a run and gives its id.</summary>
    public async Task<string> BeginAsync(string? key = null, JsonObject? request = null)
    {
        var answer = await PostAsync("api/runs", request ?? new() { ["workflow"] = "gated" }, key);
        return answer.Succeeds(201).Json["run"]!.GetValue<string>();
    }

    public Task<Answer> PostAsync(string path, JsonNode? body = null, string? key = null) =>
        Running.SendAsync(HttpMethod.Post, path, body, key is null ? [] : [$"Idempotency-Key: {key}"]);

    /// <summary>The document of a run once it fits.</summary>
    public async Task<JsonNode> UntilAsync(string run, Func<JsonNode, bool> fits)
    {
        while (true)
        {
            var document = await Running.GetAsync($"api/runs/{run}");
            if (fits(document))
            {
                return document;
            }

            await Task.Yield();
        }
    }

    public Task<JsonNode> EndedAsync(string run) => UntilAsync(run, d => (string?)d["state"] != "running");

    public static string? State(JsonNode document, string step) => (string?)document["steps"]!.AsArray().FirstOrDefault(s => (string?)s!["name"] == step)?["state"];

    public async ValueTask DisposeAsync()
    {
        // A run that still waits would go on without its folder.
        Open();
        foreach (var run in Running.Workspace.Store.RunPage(new() { State = RunState.Running }, null, 10))
        {
            await EndedAsync(run.Id);
        }

        await Running.DisposeAsync();
    }
}
