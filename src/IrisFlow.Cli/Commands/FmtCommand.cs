using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Checkpoints;
using IrisFlow.Hosting;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow fmt [WORKFLOW…]</c>: workflow files in their canonical form, the bytes that the designer saves.</summary>
internal static class FmtCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("workflow") { Description = "Names or paths; all workflows with a file by default.", Arity = ArgumentArity.ZeroOrMore, HelpName = "WORKFLOW" };
        names.CompletionSources.Add(context => Completions.Workflows(context.ParseResult));
        var check = new Option<bool>("--check") { Description = "Write nothing; end with exit code 3 when a file is not in its canonical form." };
        var command = new Command("fmt", "Write workflow files in their canonical form.") { names, check };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var chosen = parsed.GetValue(names) is { Length: > 0 } given ? given : [.. workspace.Workflows.Names];
            var only = parsed.GetValue(check);
            var found = Read(workspace, chosen);
            if (!only)
            {
                found.Where(f => f.Changed).ToList().ForEach(Replace);
            }

            if (terminal.IsJson)
            {
                terminal.Json(json =>
                {
                    json.WriteStartArray();
                    foreach (var file in found)
                    {
                        json.WriteStartObject();
                        json.WriteString("workflow", file.Workflow);
                        json.WriteString("file", file.File);
                        json.WriteBoolean("changed", file.Changed);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                });
            }
            else
            {
                found.Where(f => f.Changed).ToList().ForEach(f => terminal.Line(f.File));
                terminal.Say(found.Any(f => f.Changed) ? only ? "These are not in their canonical form. Next: irisflow fmt" : "These were written anew." : "Every file is in its canonical form.");
            }

            return only && found.Any(f => f.Changed) ? ExitCode.Refused : ExitCode.Done;
        });
        return command;
    }

    /// <exception cref="IrisFlowException">Some of them are no workflows: then none is written, and all that is wrong is told.</exception>
    private static List<Formatted> Read(Workspace workspace, IReadOnlyList<string> names)
    {
        var (found, findings, exit) = (new List<Formatted>(), new List<Finding>(), ExitCode.Usage);
        foreach (var name in names)
        {
            try
            {
                found.Add(Read(workspace, name));
            }
            catch (IrisFlowException problem)
            {
                findings.AddRange(problem.Findings);
                exit = names.Count == 1 ? problem.Exit : exit;
            }
        }

        return findings.Count == 0 ? found : throw new IrisFlowException(findings, exit);
    }

    private static Formatted Read(Workspace workspace, string name)
    {
        var file = workspace.Load(name).File ?? throw new IrisFlowException(new Finding("IF876", $"Workflow '{name}' has no file: only C# defines it.") { Next = $"irisflow check {name} --write" });
        var before = File.ReadAllBytes(file);
        var workflow = WorkflowReader.Read(before, file);
        return new(workflow.Name, file, before, WorkflowWriter.WriteBytes(workflow, workspace.Catalog));
    }

    // Others may edit the file, or save it over HTTP, while it is looked at.
    private static void Replace(Formatted file)
    {
        if (!File.ReadAllBytes(file.File).AsSpan().SequenceEqual(file.Before))
        {
            throw new IrisFlowException(new Finding("IF574", "The file was changed while its canonical form was made.") { File = file.File, Next = $"irisflow fmt {file.Workflow}" }, ExitCode.Locked);
        }

        Write(file.File, file.Text);
    }

    /// <summary>Writes a workflow file in one step.</summary>
    /// <exception cref="IrisFlowException">It can't be written.</exception>
    public static void Write(string file, byte[] text)
    {
        try
        {
            SavedFile.Write(file, text);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IrisFlowException(new Finding("IF304", $"The workflow can't be written: {problem.Message}") { File = file }, inner: problem);
        }
    }

    private sealed record Formatted(string Workflow, string File, byte[] Before, byte[] Text)
    {
        public bool Changed => !Before.AsSpan().SequenceEqual(Text);
    }
}
