using IrisFlow.Hosting;
using IrisFlow.Hosting.Access;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests;

public class StartTests
{
    [Fact]
    public async Task Only_this_machine_reaches_a_server_unless_one_asks_otherwise()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal("127.0.0.1", server.Server.Address.Host);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.0.2.1")]
    public async Task A_server_that_others_would_reach_needs_a_statement_on_TLS_and_an_API_token(string host)
    {
        using var files = ProgramWorkspace.Iris();
        using var workspace = new Workspace(files.Root);
        var open = new ServerOptions { Port = 0, Host = host, Program = [] };

        Assert.Contains("--behind-tls", await RefusalAsync(workspace, open));
        Assert.Contains("irisflow token create", await RefusalAsync(workspace, open with { IsBehindTls = true }));
    }

    [Fact]
    public async Task A_server_that_others_reach_is_opened_with_API_tokens_only()
    {
        var files = ProgramWorkspace.Iris();
        string token;
        using (var workspace = new Workspace(files.Root))
        {
            (_, token) = ApiTokens.Create(workspace.Store, "ada", Role.Editor, null, "ada", DateTimeOffset.UtcNow);
        }

        await using var server = await RunningServer.StartAsync(files, o => o with { Host = "0.0.0.0", IsBehindTls = true }, token);

        Assert.Null(server.Server.Token);
        Assert.Equal(server.Server.Address, server.Server.SignInAddress);
        (await server.SendAsync(HttpMethod.Get, "/api/workflows")).Succeeds();
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_with_what_to_do()
    {
        await using var first = await RunningServer.StartAsync();
        using var files = ProgramWorkspace.Iris();
        using var workspace = new Workspace(files.Root);

        var problem = await Assert.ThrowsAsync<IrisFlowException>(() => StudioServer.StartAsync(workspace, new() { Port = first.Server.Address.Port, Program = [] }));

        Assert.Equal(("IF866", ExitCode.Locked, "irisflow serve --port 0"), (problem.Findings[0].Rule, problem.Exit, problem.Findings[0].Next));
    }

    [Fact]
    public async Task What_is_no_address_is_refused()
    {
        using var files = ProgramWorkspace.Iris();
        using var workspace = new Workspace(files.Root);

        Assert.Contains("no address", await RefusalAsync(workspace, new() { Port = 0, Host = "everywhere", Program = [] }));
    }

    [Fact]
    public async Task Artifacts_that_everybody_can_write_are_not_served()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var files = ProgramWorkspace.Iris();
        using var workspace = new Workspace(files.Root);
        Directory.CreateDirectory(workspace.Artifacts);
        File.SetUnixFileMode(workspace.Artifacts, Mode("777"));

        Assert.Equal("IF869", (await Assert.ThrowsAsync<IrisFlowException>(() => StudioServer.StartAsync(workspace, new() { Port = 0, Program = [] }))).Findings[0].Rule);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task What_a_workspace_leaves_behind_is_for_its_owner_only_also_in_a_clone(bool isCloned)
    {
        var files = ProgramWorkspace.Iris();
        if (isCloned)
        {
            File.SetUnixFileMode(Path.GetDirectoryName(files.Write("artifacts/README.md", "What runs leave behind."))!, Mode("755"));
        }

        await using var server = await RunningServer.StartAsync(files, Runs.GatedServer.WithProgram);
        var run = (string?)(await server.SendAsync(HttpMethod.Post, "/api/runs", new System.Text.Json.Nodes.JsonObject { ["workflow"] = "iris" })).Succeeds(201).Json["run"];
        while ((string?)(await server.GetAsync($"/api/runs/{run}"))["state"] == "running")
        {
            await Task.Yield();
        }

        // Nobody else gets past the folder; and nothing in it could be changed by others if one let them in.
        Assert.Equal(Mode("700"), File.GetUnixFileMode(server.Workspace.Artifacts));
        Assert.All(
            Directory.EnumerateFileSystemEntries(server.Workspace.Artifacts, "*", SearchOption.AllDirectories).Where(f => new FileInfo(f).LinkTarget is null),
            f => Assert.True((File.GetUnixFileMode(f) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) == 0, f));
    }

    [Fact]
    public async Task A_folder_of_artifacts_that_its_owner_has_opened_after_a_run_stays_open()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var server = await RunningServer.StartAsync();
        await server.GetAsync("/api/audit");
        File.SetUnixFileMode(server.Workspace.Artifacts, Mode("750"));

        await server.RestartAsync();
        await server.GetAsync("/api/audit");

        Assert.Equal(Mode("750"), File.GetUnixFileMode(server.Workspace.Artifacts));
    }

    private static UnixFileMode Mode(string octal) => (UnixFileMode)Convert.ToInt32(octal, 8);

    private static async Task<string> RefusalAsync(Workspace workspace, ServerOptions options)
    {
        var problem = await Assert.ThrowsAsync<IrisFlowException>(() => StudioServer.StartAsync(workspace, options));
        Assert.Equal("IF865", problem.Findings[0].Rule);
        return problem.Findings[0].ToString();
    }
}
