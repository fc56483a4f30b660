using System.Text;
using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests.Workflows;

/// <summary>The list says how each workflow is, and one that is broken takes no other off it.</summary>
public class WorkflowListTests
{
    private const string Data = "name,size\na,1\nb,2\n";

    private static Task<RunningServer> StartAsync() => RunningServer.StartAsync(ProgramWorkspace.Of("small", Flows.Small().ToJsonString(), ("data.csv", Data)));

    private static async Task<Dictionary<string, JsonNode>> ItemsAsync(RunningServer server) =>
        (await server.GetAsync("/api/workflows"))["items"]!.AsArray().ToDictionary(i => (string)i!["workflow"]!, i => i!);

    [Fact]
    public async Task The_list_counts_the_errors_of_each_workflow_as_its_files_and_its_data_are_now()
    {
        await using var server = await StartAsync();
        async Task<int> Errors() => (int)(await ItemsAsync(server))["small"]["findings"]!;

        Assert.Equal(0, await Errors());
        server.Files.Write("workflows/small/data.csv", "name,weight\na,1\n");
        Assert.Equal(1, await Errors());
        server.Files.Write("workflows/small/data.csv", Data);
        Assert.Equal(0, await Errors());
        server.Files.Write("workflows/small/small.flow.json", Encoding.UTF8.GetBytes(Flows.Small().ToJsonString().Replace("size", "width", StringComparison.Ordinal)));
        Assert.Equal(1, await Errors());
    }

    [Fact]
    public async Task A_workflow_that_can_not_be_read_is_listed_with_an_error_beside_the_others()
    {
        await using var server = await StartAsync();
        using (var file = File.Create(server.Files.Write("workflows/huge/huge.flow.json", "")))
        {
            file.SetLength(65L << 20);
        }

        var items = await ItemsAsync(server);

        Assert.Equal(["huge", "small"], items.Keys.Order());
        Assert.Equal((1, 0), ((int)items["huge"]["findings"]!, (int)items["small"]["findings"]!));
        Assert.Null(items["huge"]["etag"]);
        (await server.SendAsync(HttpMethod.Get, "/api/workflows/huge")).Refuses(422, "IF872");
    }

    [Fact]
    public async Task A_path_that_no_file_can_have_is_an_error_of_its_workflow()
    {
        await using var server = await StartAsync();
        var flow = Flows.Small("odd");
        flow["steps"]!["load"]!["with"]!["path"] = "a\0b.csv";
        server.Files.Write("workflows/odd/odd.flow.json", flow.ToJsonString());

        Assert.Equal(1, (int)(await ItemsAsync(server))["odd"]["findings"]!);
        Assert.Equal("IF302", (string?)(await server.GetAsync("/api/workflows/odd/check"))["findings"]![0]!["rule"]);
    }
}
