using System.Text.Json;
using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Run;
using IrisFlow.Engine.Sweep;

namespace IrisFlow.Hosting.Documents;

/// <summary>Everything that is tracked of a run as one JSON document; <c>src/docs/schemas/show.schema.json</c> is its contract.</summary>
public static class RunRecordJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="workspace">Where the run is tracked.</param>
    /// <param name="run">The run.</param>
    /// <param name="more">Writes members beyond those of the document, told the steps.</param>
    public static void Write(Utf8JsonWriter json, Workspace workspace, RunRecord run, Action<Utf8JsonWriter, IReadOnlyList<StepRecord>>? more = null)
    {
        var steps = workspace.Store.Steps(run.Id).Select(s => s with { State = RunOwner.StateOf(run, s.State) }).ToList();
        var unkept = UnkeptOutputs.Of(run, workspace.Store);
        json.WriteStartObject();
        RunHeadJson.Write(json, run);
        ScheduleJson.Of(json, workspace.Store.TickOf(run.Id));
        json.WritePropertyName("parameters");
        json.WriteRawValue(run.Parameters);
        json.WriteStartArray("steps");
        foreach (var step in steps)
        {
            RunJson.Step(
                json, step, output => unkept.Contains(step.Name, output) ? null : workspace.Engine.PathOf(run.Id, step.Name, output.Port),
                workspace.Store.FindCondemned);
        }

        json.WriteEndArray();
        RunJson.Metrics(json, steps);
        EvidenceJson.Write(json, workspace.Store.Evidence(run: run.Id));
        if (Sweeps.IsSweep(run))
        {
            SweepJson.Results(json, workspace.Engine.Sweeps.Results(run), top: null);
        }

        more?.Invoke(json, steps);
        json.WriteEndObject();
    }
}
