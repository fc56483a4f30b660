using System.Text;

namespace IrisFlow.Server.Tests.Checkpoints;

/// <summary>What is asked of checkpoints that are not there, or not what they were.</summary>
public sealed class DamagedCheckpointTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly string[] Routes = ["", "/rows", "/rows?sort=v", "/statistics", "/view", "/download", "/download?format=csv"];

    [Theory]
    [InlineData("..%2f..%2firisflow.db")]
    [InlineData("%2e%2e")]
    [InlineData("0000")]
    [InlineData("latest")]
    [InlineData("ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000%00")]
    [InlineData("..%5c..%5cirisflow.db")]
    [InlineData("C:%5cWindows%5cwin.ini")]
    public async Task A_name_that_is_no_known_digest_is_not_found_and_nothing_is_opened_for_it(string digest)
    {
        foreach (var route in Routes)
        {
            var answer = await server.SendAsync(HttpMethod.Get, $"/api/checkpoints/{digest}{route}");
            Assert.True(answer.Status is 404 or 400, $"{route}: {answer}");
            Assert.DoesNotContain(server.Files.Root, answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_that_was_changed_in_silence_is_refused_by_its_checksum_and_says_how_the_checkpoint_is_made_again()
    {
        await using var own = await RunningServer.StartAsync();
        var (_, outputs) = await own.RunAsync("iris");
        var address = $"/api/checkpoints/{outputs["load.rows"].Digest.Hex}";
        Damage.Silently(own, address);
        foreach (var route in Routes.Skip(1).Where(r => r != "/download"))
        {
            var answer = await own.SendAsync(HttpMethod.Get, address + route);
            if (answer.Status == 200)
            {
                // A table of no special kind has no view, and so nothing of it is read.
                Assert.Equal("/view", route);
                continue;
            }

            answer.Refuses(500, "IF503");
            Assert.Equal("irisflow run iris --to load", answer.Findings[0]["next"]!.GetValue<string>());
            Assert.DoesNotContain(own.Files.Root, answer.Text, StringComparison.Ordinal);
        }

        // What was found damaged is not given away as a file any more either, and the next run makes it again.
        (await own.SendAsync(HttpMethod.Get, $"{address}/download")).Refuses(500, "IF503");
        await own.RunAsync("iris");
        Assert.Equal(150, (await own.GetAsync($"{address}/rows"))["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_file_that_was_changed_deleted_or_replaced_by_a_link_is_damaged_on_every_route()
    {
        foreach (var damage in new Action<RunningServer, string>[] { Damage.Pages, Damage.Delete })
        {
            await using var own = await RunningServer.StartAsync();
            var address = await own.UploadAsync(Table.Of(("v", Column.Of(1, 2, 3))));
            damage(own, address);
            foreach (var route in Routes)
            {
                (await own.SendAsync(HttpMethod.Get, address + route)).Refuses(500, "IF503");
            }
        }

        var linked = await server.UploadAsync(Table.Of(("v", Column.Of(1, 2, 3, 4))));
        Damage.Link(server, linked);
        (await server.SendAsync(HttpMethod.Get, $"{linked}/download")).Refuses(500, "IF503");
    }

    [Fact]
    public async Task A_checkpoint_that_gc_removed_is_not_found_and_says_when_and_how_it_comes_back()
    {
        await using var own = await RunningServer.StartAsync();
        var (_, outputs) = await own.RunAsync("iris");
        var digest = outputs["load.rows"].Digest;
        own.Workspace.Store.Write(changes =>
        {
            changes.Condemn([new(digest, DateTimeOffset.UnixEpoch, CondemnedObject.Unused)]);
            changes.Remove(digest, DateTimeOffset.UnixEpoch);
        });
        foreach (var route in Routes)
        {
            var answer = (await own.SendAsync(HttpMethod.Get, $"/api/checkpoints/{digest.Hex}{route}")).Refuses(404, "IF512");
            Assert.Equal("irisflow run iris --to load", answer.Findings[0]["next"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task What_no_step_makes_is_to_be_given_again_and_no_command_promises_to_make_it()
    {
        await using var own = await RunningServer.StartAsync();
        var rows = string.Join('\n', File.ReadAllLines(Path.Combine(own.Files.Root, "workflows", "iris", "data", "iris.csv")).Take(60));
        var upload = (await own.UploadAsync("my flowers.csv", Encoding.UTF8.GetBytes(rows))).Json;
        var address = $"/api/checkpoints/{upload["digest"]}";
        await own.RunAsync("iris", r => r with { With = [("load.rows", $"upload:{upload["upload"]}")], To = ["load"] });
        Assert.Equal(("load", "the upload 'my flowers.csv'"), ((await own.GetAsync(address))["madeBy"]![0]!["step"]!.ToString(), (await own.GetAsync(address))["madeBy"]![0]!["from"]!.ToString()));

        var unused = await own.UploadAsync(Table.Of(("v", Column.Of(1))));
        foreach (var (of, expected) in new[] { (address, "the upload 'my flowers.csv' in the place of load.rows"), (unused, "the upload 'table.parquet', which no run used") })
        {
            Damage.Delete(own, of);
            var finding = (await own.SendAsync(HttpMethod.Get, of)).Refuses(500, "IF503").Findings[0];
            Assert.Contains(expected, finding["expected"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Null(finding["next"]);
        }
    }
}
