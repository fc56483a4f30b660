using System.CommandLine;
using System.CommandLine.Completions;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli;

/// <summary>Names that can be completed. A completion never fails and never compiles anything: it offers less instead.</summary>
internal static class Completions
{
    public static IEnumerable<CompletionItem> Workflows(ParseResult parsed) => Try(parsed, w => w.Workflows.Names);

    public static IEnumerable<CompletionItem> Schedules(ParseResult parsed) => Try(
        parsed, w => w.Workflows.Names.Where(n => File.ReadAllText(w.Workflows.PathOf(n)).Contains("\"schedule\"", StringComparison.Ordinal)));

    public static IEnumerable<CompletionItem> Steps(ParseResult parsed, string? workflow) => Try(
        parsed,
        w => workflow is not null && w.Workflows.Locate(workflow) is { } path ? WorkflowReader.ReadFile(path).Steps.Select(s => s.Name) : []);

    public static IEnumerable<CompletionItem> Runs(ParseResult parsed) => Try(parsed, w => w.HasRuns ? w.Store.Runs(null, 20).Select(r => r.Id).Prepend("latest") : []);

    public static IEnumerable<CompletionItem> StepsOfRun(ParseResult parsed, string? run) => Try(
        parsed,
        w => run is not null && w.HasRuns && w.Store.FindRun(run) is { } found ? w.Store.Steps(found.Id).Select(s => s.Name) : []);

    private static IEnumerable<CompletionItem> Try(ParseResult parsed, Func<Workspace, IEnumerable<string>> names)
    {
        try
        {
            using var workspace = parsed.GetValue(CommonOptions.Workspace) is { } folder ? new Workspace(folder) : Workspace.Find(Directory.GetCurrentDirectory());
            return [.. names(workspace).Select(n => new CompletionItem(n))];
        }
        catch (IrisFlowException)
        {
            return [];
        }
    }
}
