using System.Net;
using System.Text;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

public sealed class TelemetryTests : IDisposable
{
    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_collector_is_sent_a_span_for_the_run_and_for_each_step_and_the_metrics()
    {
        using var collector = new Collector();
        var run = await _workspace.RunAsync(Variables(collector.Address), "run", "iris", "--json");
        Assert.True(run.ExitCode == 0, run.ToString());

        var traces = collector.Received("/v1/traces");
        Assert.Contains("run iris", traces, StringComparison.Ordinal);
        Assert.Contains(run.Json["run"]!.GetValue<string>(), traces, StringComparison.Ordinal);
        Assert.All(["load", "filter", "select", "train", "evaluate", "cross-validate"], step => Assert.Contains(step, traces, StringComparison.Ordinal));
        Assert.Contains("irisflow.step.duration", collector.Received("/v1/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_may_be_secret_is_sent()
    {
        using var collector = new Collector();
        Assert.Equal(0, (await _workspace.RunAsync(Variables(collector.Address), "run", "iris", "--set", "filter.maxCm=7.13579")).ExitCode);

        Assert.NotEmpty(collector.Received("/v1/traces"));
        Assert.DoesNotContain("7.13579", collector.Received(""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_is_not_there_fails_no_run()
    {
        var run = await _workspace.RunAsync(Variables("http://127.0.0.1:9"), "run", "iris");

        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Without_a_collector_nothing_of_telemetry_is_loaded()
    {
        var trace = _workspace.At("trace.txt");
        var run = await PublishedProgram.RunOtherAsync("strace", _workspace.Root, ["-f", "-e", "trace=openat", "-o", trace, PublishedProgram.Path, "run", "iris"]);

        Assert.True(run.ExitCode == 0, run.ToString());
        var opened = File.ReadAllText(trace);
        Assert.Contains("IrisFlow.Engine.dll", opened, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", opened, StringComparison.Ordinal);
        Assert.DoesNotContain("IrisFlow.Telemetry.dll", opened, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Variables(string address) => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
    };

    /// <summary>Takes whatever is sent, and keeps it by path.</summary>
    private sealed class Collector : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly List<(string Path, string Body)> _received = [];

        public Collector()
        {
            using (var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
            }

            _listener.Prefixes.Add(Address + "/");
            _listener.Start();
            _ = ListenAsync();
        }

        public string Address { get; }

        public string Received(string path)
        {
            lock (_received)
            {
                return string.Concat(_received.Where(r => r.Path.StartsWith(path, StringComparison.Ordinal)).Select(r => r.Body));
            }
        }

        public void Dispose() => _listener.Close();

        private async Task ListenAsync()
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    using var body = new MemoryStream();
                    await context.Request.InputStream.CopyToAsync(body);
                    lock (_received)
                    {
                        _received.Add((context.Request.Url!.AbsolutePath, Encoding.Latin1.GetString(body.ToArray())));
                    }

                    context.Response.Close();
                }
            }
            catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
