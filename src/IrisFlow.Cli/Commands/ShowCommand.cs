using System.CommandLine;
using System.Text.Json.Nodes;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Run;
using IrisFlow.Engine.Sweep;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow show RUN</c>: everything that is tracked of a run.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("run") { Description = "A run's id, its beginning, or latest.", HelpName = "RUN", DefaultValueFactory = _ => "latest" };
        var command = new Command("show", "Show a run: its steps, parameters, metrics and checkpoints.") { id };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var run = Find(workspace, parsed.GetValue(id)!);
            var steps = workspace.Store.Steps(run.Id).Select(s => s with { State = RunOwner.StateOf(run, s.State) }).ToList();
            var unkept = UnkeptOutputs.Of(run, workspace.Store);
            if (run.Parent is not null)
            {
                workspace.Engine.Show(run);
            }

            var sweep = Sweeps.IsSweep(run) ? workspace.Engine.Sweeps.Results(run) : null;
            if (terminal.IsJson)
            {
                terminal.Json(json => RunRecordJson.Write(json, workspace, run));
                return ExitCode.Done;
            }

            terminal.Heading($"{run.Workflow}: run {run.Id} {RunHeadJson.State(run)}");
            terminal.Line($"  started  {Values.Local(run.StartedAt)}{(run.FinishedAt is null ? "" : $", took {RunHead.Time(run)}")}");
            terminal.Line($"  command  {run.Command}");
            if (run.Parent is not null)
            {
                terminal.Line($"  part of  {run.Parent}, with {run.Variant}");
            }

            if (sweep is not null)
            {
                SweepText.Table(terminal, sweep, top: null);
                return ExitCode.Done;
            }

            terminal.Block(RunSummary.Steps([.. steps.Select(s => s.Outputs.Any(o => unkept.Contains(s.Name, o)) ? s with { Reason = $"{s.Reason}; not kept" } : s)]));
            Parameters(terminal, run, steps);
            var definition = JsonNode.Parse(run.Definition);
            EvidenceView.Print(terminal, steps, workspace.Store.Evidence(run: run.Id));
            MetricsText.Print(terminal, steps, name => definition?["steps"]?[name]?["note"]?.GetValue<string>());
            RemovedCheckpoints.Print(workspace, terminal, run, steps);
            terminal.Line($"checkpoints: {Path.Combine(workspace.Artifacts, "runs", run.Id)}");
            return ExitCode.Done;
        });
        return command;
    }

    /// <exception cref="IrisFlowException">There is no such run.</exception>
    public static RunRecord Find(Workspace workspace, string id) => workspace.Run(id);

    private static void Parameters(Terminal terminal, RunRecord run, IReadOnlyList<StepRecord> steps)
    {
        var rows = Of("", run.Parameters).Concat(steps.SelectMany(s => Of(s.Name + ".", s.Parameters))).ToList();
        if (rows.Count > 0)
        {
            terminal.Heading("parameters");
            var table = new TextTable("parameter", "value");
            rows.ForEach(r => table.Add(r.Name, r.Value));
            terminal.Block(table.ToString());
        }
    }

    private static IEnumerable<(string Name, string Value)> Of(string prefix, string json) =>
        (JsonNode.Parse(json) as JsonObject ?? []).Select(p => (prefix + p.Key, p.Value?.ToJsonString() ?? "null"));
}
