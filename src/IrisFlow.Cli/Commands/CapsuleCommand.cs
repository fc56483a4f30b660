using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Capsules;
using IrisFlow.Hosting;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow capsule save RUN FILE</c> and <c>capsule open FILE</c>: carries a run to another workspace or machine.</summary>
internal static class CapsuleCommand
{
    public static Command Create() => new("capsule", "Carry a run, with its checkpoints, to another workspace.") { Save(), Open() };

    private static Command Save()
    {
        var id = RunArgument.Create("A run's id, its beginning, or latest.");
        var file = new Argument<string>("file") { Description = "The capsule to write.", HelpName = "FILE.zip" };
        var chosen = new Option<string>("--checkpoints")
        {
            Description = "The checkpoints that go along: all, outputs (those that no step reads), or STEP,STEP.",
            DefaultValueFactory = _ => "all",
            HelpName = "WHICH",
        };
        var command = new Command("save", "Write a run into a file.") { id, file, chosen };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var run = ShowCommand.Find(workspace, parsed.GetValue(id)!);
            var path = Path.GetFullPath(parsed.GetValue(file)!);
            var saving = new CapsuleSaving(workspace.Store, workspace.Engine.Checkpoints);
            var capsule = saving.Save(run, parsed.GetValue(chosen)!.Split(','), FolderOf(workspace, run), path);
            foreach (var left in saving.LeftOut)
            {
                terminal.Warn(left);
            }

            if (terminal.IsJson)
            {
                terminal.Json(json => CapsuleJson.Saved(json, capsule, path, saving.LeftOut));
                return ExitCode.Done;
            }

            terminal.Line($"{path} holds run {run.Id}: {Count(capsule.Objects.Count, "checkpoint")}, {Count(capsule.Files.Count, "file")}, {Engine.Retention.Quantities.Words(new FileInfo(path).Length)}.");
            terminal.Say($"Next, elsewhere: irisflow capsule open {Path.GetFileName(path)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Open()
    {
        var file = new Argument<string>("file") { Description = "The capsule.", HelpName = "FILE.zip" };
        var command = new Command("open", "Take a run in from a file.") { file };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(file)!);
            var opening = new CapsuleOpening(workspace.Artifacts, workspace.Store, workspace.Engine.Checkpoints, TimeProvider.System);
            var opened = opening.Open(path, workspace.Workflows.Folder, Environment.UserName);
            foreach (var kept in opened.Files.Where(f => f.Value == FileOutcome.Kept))
            {
                terminal.Warn(new("IF528", "The file here differs from the one in the capsule, and stays as it is.") { Severity = Severity.Warning, File = kept.Key });
            }

            var run = opened.Content.Run;
            if (terminal.IsJson)
            {
                terminal.Json(json => CapsuleJson.Opened(json, opened));
                return ExitCode.Done;
            }

            var written = opened.Files.Count(f => f.Value == FileOutcome.Written);
            terminal.Line(opened.IsNew
                ? $"Run {run.Id} of {run.Workflow} is here: {Count(opened.Objects, "checkpoint")} and {Count(written, "file")} came with it."
                : $"Run {run.Id} of {run.Workflow} was here already, the same: {Count(opened.Objects, "checkpoint")} and {Count(written, "file")} were missing.");
            terminal.Say($"Next: irisflow show {run.Id}; enter at any step with irisflow run {run.Workflow} --from STEP --base {run.Id}");
            return ExitCode.Done;
        });
        return command;
    }

    private static string FolderOf(Workspace workspace, RunRecord run) =>
        run.File is { } file ? Path.GetDirectoryName(Path.GetFullPath(file, workspace.Root))! : Path.Combine(workspace.Workflows.Folder, run.Workflow);

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
