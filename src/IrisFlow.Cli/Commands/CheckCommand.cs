using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow check [WORKFLOW…]</c>: all that is wrong with workflows, down to columns, without reading data.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("workflow") { Description = "Names or paths; all workflows by default.", Arity = ArgumentArity.ZeroOrMore, HelpName = "WORKFLOW" };
        names.CompletionSources.Add(context => Completions.Workflows(context.ParseResult));
        var write = new Option<bool>("--write") { Description = "Write each file in its canonical form; where C# defines the workflow, from C#." };
        var command = new Command("check", "Find all that is wrong with workflows, down to columns, without reading data.") { names, write };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var chosen = parsed.GetValue(names) is { Length: > 0 } given ? given : [.. workspace.Workflows.Names];
            var findings = chosen.SelectMany(name => Check(workspace, name, parsed.GetValue(write))).ToList();
            if (terminal.IsJson)
            {
                terminal.Json(json =>
                {
                    json.WriteStartObject();
                    json.WriteStartArray("workflows");
                    chosen.ToList().ForEach(json.WriteStringValue);
                    json.WriteEndArray();
                    ErrorJson.Findings(json, findings);
                    json.WriteEndObject();
                });
            }
            else if (findings.Count == 0)
            {
                terminal.Line(chosen.Length == 0 ? "There are no workflows to check." : $"{string.Join(", ", chosen)}: nothing is wrong.");
            }
            else if (findings.Any(f => f.Severity == Severity.Error))
            {
                throw new IrisFlowException(findings);
            }
            else
            {
                findings.ForEach(terminal.Warn);
            }

            return findings.Any(f => f.Severity == Severity.Error) ? ExitCode.Usage : ExitCode.Done;
        });
        return command;
    }

    private static IReadOnlyList<Finding> Check(Workspace workspace, string name, bool write)
    {
        try
        {
            var workflow = workspace.Load(name);
            var inCode = workspace.InCode(workflow.Name);
            if (write)
            {
                var file = workflow.File ?? workspace.Workflows.PathOf(workflow.Name);
                workflow = (inCode ?? workflow) with { File = file };
                FmtCommand.Write(file, WorkflowWriter.WriteBytes(workflow, workspace.Catalog));
            }

            var findings = WorkflowCheck.Run(workflow, workspace.EnvironmentOf(workflow)).Findings.ToList();
            if (workflow.File is not null && workspace.Differs(workflow, WorkflowWriter.WriteBytes(workflow, workspace.Catalog)) is { } differs)
            {
                findings.Add(differs);
            }

            return findings;
        }
        catch (IrisFlowException problem) when (problem.Exit != ExitCode.NotFound)
        {
            return problem.Findings;
        }
    }
}
