using System.CommandLine;
using System.Text.Json.Nodes;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Run;
using IrisFlow.Hosting;

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
            if (terminal.IsJson)
            {
                terminal.Json(json =>
                {
                    json.WriteStartObject();
                    RunHead.Write(json, run);
                    json.WritePropertyName("parameters");
                    json.WriteRawValue(run.Parameters);
                    json.WriteStartArray("steps");
                    foreach (var step in steps)
                    {
                        RunJson.Step(json, step, output => unkept.Contains(step.Name, output) ? null : workspace.Engine.PathOf(run.Id, step.Name, output.Port));
                    }

                    json.WriteEndArray();
                    RunJson.Metrics(json, steps);
                    json.WriteEndObject();
                });
                return ExitCode.Done;
            }

            terminal.Heading($"{run.Workflow}: run {run.Id} {RunHead.State(run)}");
            terminal.Line($"  started  {Values.Local(run.StartedAt)}{(run.FinishedAt is null ? "" : $", took {RunHead.Time(run)}")}");
            terminal.Line($"  command  {run.Command}");
            terminal.Block(RunSummary.Steps([.. steps.Select(s => s.Outputs.Any(o => unkept.Contains(s.Name, o)) ? s with { Reason = $"{s.Reason}; not kept" } : s)]));
            Parameters(terminal, run, steps);
            var definition = JsonNode.Parse(run.Definition);
            MetricsText.Print(terminal, steps, name => definition?["steps"]?[name]?["note"]?.GetValue<string>());
            terminal.Line($"checkpoints: {Path.Combine(workspace.Artifacts, "runs", run.Id)}");
            return ExitCode.Done;
        });
        return command;
    }

    /// <exception cref="IrisFlowException">There is no such run.</exception>
    public static RunRecord Find(Workspace workspace, string id) => workspace.Store.FindRun(id)
        ?? throw new IrisFlowException(new Finding("IF403", id == "latest" ? "There are no runs yet." : $"There is no run '{id}'.") { Next = id == "latest" ? "irisflow run WORKFLOW" : "irisflow runs" }, ExitCode.NotFound);

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
