using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Hosting;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow new workflow NAME</c>: a small workflow that runs at once, to begin from.</summary>
internal static class NewCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "The workflow's name, which is also its folder.", HelpName = "NAME" };
        var workflow = new Command("workflow", "Begin a workflow: a file and a little data, ready to run.") { name };
        workflow.SetAction(parsed =>
        {
            var terminal = Terminal.For(parsed);
            try
            {
                var root = parsed.GetValue(CommonOptions.Workspace) ?? Root();
                Write(new WorkflowFolder(Path.Combine(Path.GetFullPath(root), "workflows")), parsed.GetValue(name)!, terminal);
                return (int)ExitCode.Done;
            }
            catch (IrisFlowException problem)
            {
                return terminal.Fail(problem);
            }
        });
        return new Command("new", "Begin something new.") { workflow };
    }

    /// <summary>The workspace one is in; else a workspace begins here.</summary>
    private static string Root()
    {
        try
        {
            using var workspace = Workspace.Find(Directory.GetCurrentDirectory());
            return workspace.Root;
        }
        catch (IrisFlowException)
        {
            return Directory.GetCurrentDirectory();
        }
    }

    private static void Write(WorkflowFolder workflows, string name, Terminal terminal)
    {
        WorkflowName.Require(name);
        var file = workflows.PathOf(name);
        if (File.Exists(file))
        {
            throw new IrisFlowException(new Finding("IF804", $"Workflow '{name}' is there already.") { File = file, Next = $"irisflow run {name}" });
        }

        try
        {
            Directory.CreateDirectory(Path.Combine(workflows.Folder, name, "data"));
            File.WriteAllText(Path.Combine(workflows.Folder, name, "data", "flowers.csv"), NewWorkflow.Data);
            File.WriteAllText(file, NewWorkflow.Text(name));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IrisFlowException(new Finding("IF304", $"The workflow can't be written: {problem.Message}") { File = file }, inner: problem);
        }

        if (terminal.IsJson)
        {
            terminal.Json(json =>
            {
                json.WriteStartObject();
                json.WriteString("workflow", name);
                json.WriteString("file", file);
                json.WriteEndObject();
            });
        }
        else
        {
            terminal.Line($"{file} is there.");
            terminal.Say($"Next: irisflow run {name}");
        }
    }
}
