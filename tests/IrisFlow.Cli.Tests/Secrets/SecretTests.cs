using System.Text;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>A secret that an activity prints, says, warns of and fails with is told to nobody.</summary>
public sealed class SecretTests : IDisposable
{
    private const string Password = "correct horse & \"battery\" staple";

    private const string Tells = """
        using System;
        using System.Text;
        using System.Threading.Tasks;
        using IrisFlow;

        namespace Secrets;

        /// <summary>Tells its password in every way there is.</summary>
        [Activity("secrets.tell")]
        public sealed class Tell : Activity
        {
            /// <summary>Text to print.</summary>
            public string Text { get; init; } = "";

            /// <summary>One row.</summary>
            public Out<Table> Rows { get; } = new();

            /// <inheritdoc/>
            protected override Task RunAsync(StepContext step)
            {
                var password = Environment.GetEnvironmentVariable("DB_PASSWORD")!;
                Console.WriteLine($"printed {password} whole");
                foreach (var letter in password)
                {
                    Console.Write(letter);
                }

                Console.Error.WriteLine(Convert.ToBase64String(Encoding.UTF8.GetBytes($"user:{password}")));
                step.Say($"said {password}");
                throw new InvalidOperationException($"Server=db;Password={password} is refused. {Uri.EscapeDataString(password)}");
            }
        }
        """;

    private static readonly Dictionary<string, string?> Environment = new() { ["IRISFLOW_SECRETS"] = "OTHER, DB_PASSWORD", ["DB_PASSWORD"] = Password };

    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Of(
        "tells",
        """
        {
          "format": 1,
          "workflow": "tells",
          "steps": {
            "tell": { "uses": "secrets.tell" },
            "apart": { "uses": "secrets.tell", "policy": { "isolate": "process" } }
          }
        }
        """,
        ("Tell.cs", Tells));

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task What_an_activity_tells_of_a_secret_is_masked_on_the_terminal_on_record_and_in_every_file()
    {
        var told = new StringBuilder();
        foreach (var arguments in new[] { new[] { "run", "tells" }, ["run", "tells", "--json", "--verbose"], ["show", "latest", "--json"], ["logs", "latest"], ["why", "latest", "tell"] })
        {
            told.Append(await _workspace.RunAsync(Environment, arguments));
        }

        told.Append(await PublishedProgram.RunOtherAsync("sh", _workspace.Root, ["-c", """echo '{"run":{"workflow":"tells"}}' | IRISFLOW_SECRETS=DB_PASSWORD DB_PASSWORD="$1" "$0" run-worker""", PublishedProgram.Path, Password]));

        var files = Directory.EnumerateFiles(_workspace.At("artifacts"), "*", SearchOption.AllDirectories).ToList();
        var written = string.Concat(files.Select(f => Encoding.UTF8.GetString(File.ReadAllBytes(f))));
        Assert.Contains(files, f => f.EndsWith(".log", StringComparison.Ordinal));
        foreach (var text in new[] { told.ToString(), written })
        {
            Assert.Contains("Server=db;Password=***", text, StringComparison.Ordinal);
            Assert.Contains("printed *** whole", text, StringComparison.Ordinal);
            Assert.DoesNotContain("horse", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Y29ycmVjd", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_parameter_holds_no_secret()
    {
        var refused = await _workspace.RunAsync(Environment, "run", "tells", "--set", $"tell.text=as {Password}", "--json");

        Assert.Equal(2, refused.ExitCode);
        Assert.Equal(("IF117", "tell", "text"), ((string)refused.Json["error"]!["findings"]![0]!["rule"]!, (string)refused.Json["error"]!["findings"]![0]!["step"]!, (string)refused.Json["error"]!["findings"]![0]!["port"]!));
        Assert.DoesNotContain("horse", refused.ToString(), StringComparison.Ordinal);
    }
}
