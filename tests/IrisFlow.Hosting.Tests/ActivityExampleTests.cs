using System.Text.Json.Nodes;

namespace IrisFlow.Hosting.Tests;

public sealed class ActivityExampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("irisflow-").FullName;

    [Fact]
    public void Every_activity_has_an_example_whose_parameters_are_right()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "workflows"));
        using var workspace = new Workspace(_folder);

        foreach (var activity in workspace.Catalog.All)
        {
            var example = activity.Example;
            Assert.True(example is not null, $"{activity.Uses} has no <example>.");
            Assert.True(activity.Parameters.Count == 0 || example["with"] is JsonObject { Count: > 0 }, $"The <example> of {activity.Uses} is no JSON object of parameters.");

            var found = EditedWorkflow.Check(workspace, "w", new JsonObject
            {
                ["format"] = 1,
                ["workflow"] = "w",
                ["steps"] = new JsonObject { ["a"] = example },
            }).Findings;
            // What the example is wired to, and the file that it reads, are not there.
            Assert.DoesNotContain(found, f => f.Rule is "IF001" or "IF003" or "IF006" or "IF007" or "IF102" or "IF107" or "IF110" or "IF113");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
