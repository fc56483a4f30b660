using System.Text;
using IrisFlow.Testing.Program;

namespace IrisFlow.Hosting.Tests;

public sealed class WorkspaceTests : IDisposable
{
    private const string Empty = """{ "format": 1, "workflow": "w", "steps": {} }""";

    private readonly string _folder = Directory.CreateTempSubdirectory("irisflow-").FullName;

    public static TheoryData<string> Workflows => [.. new WorkflowFolder(Path.Combine(PublishedProgram.Repository, "workflows")).Names];

    [Fact]
    public void The_nearest_folder_upwards_that_holds_workflows_is_the_workspace()
    {
        var deep = Path.Combine(_folder, "outer", "inner", "a", "b");
        Directory.CreateDirectory(deep);
        Directory.CreateDirectory(Path.Combine(_folder, "outer", "workflows"));
        Directory.CreateDirectory(Path.Combine(_folder, "outer", "inner", "workflows"));

        using var workspace = Workspace.Find(deep);

        Assert.Equal(Path.Combine(_folder, "outer", "inner"), workspace.Root);
    }

    [Fact]
    public void Without_such_a_folder_the_answer_says_how_to_begin()
    {
        var problem = Assert.Throws<IrisFlowException>(() => Workspace.Find(_folder));

        Assert.Equal(("IF801", ExitCode.NotFound), (problem.Findings[0].Rule, problem.Exit));
        Assert.StartsWith("irisflow new workflow", problem.Findings[0].Next, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workflow_is_named_by_its_folder_or_by_a_path()
    {
        var path = Write("workflows/w/w.flow.json", Empty);
        using var workspace = new Workspace(_folder);

        Assert.Equal("w", workspace.Load("w").Name);
        Assert.Equal(path, workspace.Load(path).File);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("../w")]
    [InlineData("..")]
    [InlineData("")]
    public void A_name_that_nothing_has_is_not_found(string name)
    {
        Write("workflows/w/w.flow.json", Empty);
        using var workspace = new Workspace(_folder);

        Assert.Equal(ExitCode.NotFound, Assert.Throws<IrisFlowException>(() => workspace.Load(name)).Exit);
    }

    [Fact]
    public void Looking_leaves_no_artifacts_behind()
    {
        Write("workflows/w/w.flow.json", Empty);
        using var workspace = new Workspace(_folder);

        workspace.Load("w");

        Assert.False(Directory.Exists(workspace.Artifacts));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void The_file_of_every_workflow_is_canonical(string name)
    {
        using var workspace = new Workspace(PublishedProgram.Repository);
        var workflow = workspace.Load(name);

        Assert.Equal(File.ReadAllText(workflow.File!, Encoding.UTF8), Encoding.UTF8.GetString(WorkflowWriter.WriteBytes(workflow, workspace.Catalog)));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void The_file_and_the_code_of_every_workflow_say_the_same(string name)
    {
        using var workspace = new Workspace(PublishedProgram.Repository);
        var code = workspace.InCode(name);

        Assert.NotNull(code);
        Assert.Equal(WorkflowWriter.Write(workspace.Load(name), workspace.Catalog), WorkflowWriter.Write(code, workspace.Catalog));
    }

    [Fact]
    public async Task A_workflow_may_be_written_in_code_alone()
    {
        using var workspace = ProgramWorkspace.Empty();
        workspace.Write("workflows/own/rows.csv", "n\n1\n2\n");
        workspace.Write(
            "workflows/own/Own.cs",
            """
            using IrisFlow;
            using IrisFlow.Activities;

            public static class Own
            {
                public static Workflow Definition => Workflow.Define("own", flow => flow.Add("load", new ReadCsv { Path = "rows.csv" }));
            }
            """);

        var run = await workspace.JsonAsync("run", "own");

        Assert.Equal(2, (int)run["steps"]![0]!["outputs"]![0]!["rows"]!);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
