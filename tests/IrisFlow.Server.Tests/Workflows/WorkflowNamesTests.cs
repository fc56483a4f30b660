using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests.Workflows;

/// <summary>A name is never a path, and no link leads out of a workflow's folder.</summary>
public class WorkflowNamesTests(RunningServer server) : IClassFixture<RunningServer>
{
    public static TheoryData<string> Hostile => new(
        "..", "%2e%2e", "..%2f..%2fetc", "..%5c..%5cwindows", "%2fetc%2fpasswd", "iris%00", "iris%2f..%2firis", "iris.flow.json", "iris%20", "%2e%2e%2firisflow", "-rf", "CON.", "CON", "nul", "Aux", "com1", "LPT9", "a%0ab", "%c0%ae%c0%ae",
        "%e2%80%8birs", "x%3f", "x%23y", "iris:stream", "~root", "*", "%25", "i%cc%88ris", new string('a', 101));

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_name_that_can_not_be_one_is_refused_by_every_call(string name)
    {
        var before = Tree();
        (HttpMethod Method, string Path, bool Body)[] calls =
        [
            (HttpMethod.Get, "", false), (HttpMethod.Put, "", true), (HttpMethod.Delete, "", false), (HttpMethod.Post, "/check", true), (HttpMethod.Get, "/history", false),
            (HttpMethod.Get, "/history/1", false), (HttpMethod.Get, "/diff", false), (HttpMethod.Get, "/draft", false), (HttpMethod.Put, "/draft", true), (HttpMethod.Delete, "/draft", false),
        ];
        foreach (var (method, path, body) in calls)
        {
            var answer = await server.SendAsync(method, $"/api/workflows/{name}{path}", body ? Flows.Save(Flows.Small()) : null, "If-None-Match: *");

            // What the client or the framework resolves or refuses before our code is asked is as good.
            Assert.True(answer.Status is 400 or 404 or 405 or 422, $"{method} {name}{path}: {answer}");
            Assert.DoesNotContain("root:", answer.Text, StringComparison.Ordinal);
        }

        Assert.Equal(before, Tree());
    }

    [Fact]
    public async Task A_workflow_whose_folder_or_file_is_a_link_is_neither_read_nor_written()
    {
        await using var own = await RunningServer.StartAsync(ProgramWorkspace.Empty());
        own.Files.Write("outside/secret/secret.flow.json", Flows.Small("secret").ToJsonString());
        var text = own.Files.Write("outside/file.json", Flows.Small("linked").ToJsonString());
        Directory.CreateDirectory(own.Files.At("workflows/linked"));
        File.CreateSymbolicLink(own.Files.At("workflows/linked/linked.flow.json"), text);
        Directory.CreateSymbolicLink(own.Files.At("workflows/secret"), own.Files.At("outside/secret"));
        own.Files.Write("workflows/plain/plain.flow.json", Flows.Small("plain").ToJsonString());
        File.CreateSymbolicLink(own.Files.At("workflows/plain/plain.layout.json"), text);

        Assert.Empty((await own.GetAsync("/api/workflows"))["items"]!.AsArray());
        foreach (var name in new[] { "linked", "secret", "plain" })
        {
            (await own.SendAsync(HttpMethod.Get, $"/api/workflows/{name}")).Refuses(422, "IF871");
            (await own.SendAsync(HttpMethod.Put, $"/api/workflows/{name}", Flows.Save(Flows.Small(name), new() { ["steps"] = 1 }), "If-Match: *")).Refuses(422, "IF871");
            (await own.SendAsync(HttpMethod.Post, "/api/plans", new JsonObject { ["workflow"] = name })).Refuses(422, "IF871");
        }

        Assert.Equal(Flows.Small("linked").ToJsonString(), File.ReadAllText(text));
    }

    private string[] Tree() => [.. Directory.EnumerateFileSystemEntries(server.Files.Root, "*", SearchOption.AllDirectories).Where(f => !f.Contains("irisflow.db", StringComparison.Ordinal) && f != server.Files.At("artifacts")).Order(StringComparer.Ordinal)];
}
