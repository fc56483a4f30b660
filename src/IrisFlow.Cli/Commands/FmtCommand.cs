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
            var found = chosen.Select(name => Format(workspace, name, write: !only)).ToList();
            if (terminal.IsJson)
            {
                terminal.Json(json =>
                {
                    json.WriteStartArray();
                    foreach (var (name, file, changed) in found)
                    {
                        json.WriteStartObject();
                        json.WriteString("workflow", name);
                        json.WriteString("file", file);
                        json.WriteBoolean("changed", changed);
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

    private static (string Name, string File, bool Changed) Format(Workspace workspace, string name, bool write)
    {
        var workflow = workspace.Load(name);
        var file = workflow.File ?? throw new IrisFlowException(new Finding("IF876", $"Workflow '{name}' has no file: only C# defines it.") { Next = $"irisflow check {name} --write" });
        var text = WorkflowWriter.WriteBytes(workflow, workspace.Catalog);
        var changed = !File.ReadAllBytes(file).AsSpan().SequenceEqual(text);
        if (changed && write)
        {
            Write(file, text);
        }

        return (workflow.Name, file, changed);
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
}
