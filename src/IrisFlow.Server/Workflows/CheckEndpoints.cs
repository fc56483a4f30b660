using System.Text.Json;
using System.Text.Json.Nodes;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;
using IrisFlow.Server.Access;
using IrisFlow.Server.Description;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Workflows;

/// <summary>All that is wrong with a definition that is being edited, and the columns at every port, before anything is saved or runs.</summary>
internal sealed class CheckEndpoints : IEndpoints
{
    // So that a table of ten thousand columns through a hundred steps is no answer of a hundred MiB.
    private const int MostColumns = 200_000;

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workflows/{name}/check", CheckSaved).WithName("checkSavedWorkflow").WithSummary("All that is wrong with a workflow as it is saved, and the columns at every port.").Gives("api-check");

        // A definition may name any file of this machine, whose columns are then told: that is for who may save one. It changes nothing, so it is not on record.
        api.MapPost("/workflows/{name}/check", CheckAsync).WithName("checkWorkflow").WithSummary("All that is wrong with a definition, and the columns at every port.")
            .WithMetadata(new RouteAccess(Role.Editor, false)).Takes<CheckRequest>().Gives("api-check");
    }

    private static IResult CheckSaved(string name, LiveWorkspace live)
    {
        var workspace = live.Current;
        var state = WorkflowState.Of(workspace, name);
        EditedWorkflow found;
        try
        {
            found = EditedWorkflow.Check(workspace, state.Read(workspace));
        }
        catch (IrisFlowException problem)
        {
            found = new(null, null, null, problem.Findings);
        }

        return new Document(json => Write(json, found, null));
    }

    private static async Task<IResult> CheckAsync(string name, HttpContext context, LiveWorkspace live)
    {
        WorkflowName.Require(name);
        var request = await WorkflowRequests.ReadAsync<CheckRequest>(context);
        var found = EditedWorkflow.Check(live.Current, name, request["definition"]);
        var wanted = request["shapes"] is JsonArray steps ? steps.Select(s => s!.GetValue<string>()).ToHashSet(StringComparer.Ordinal) : null;
        return new Document(json => Write(json, found, wanted));
    }

    private static void Write(Utf8JsonWriter json, EditedWorkflow found, HashSet<string>? wanted)
    {
        json.WriteStartObject();
        ErrorJson.Findings(json, found.Findings);
        if (found.Text is { } text)
        {
            json.WriteString("text", text);
        }
        else
        {
            json.WriteNull("text");
        }

        json.WriteStartObject("steps");
        if (found.Checked is { } check)
        {
            Steps(json, check, wanted);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Steps(Utf8JsonWriter json, CheckedWorkflow check, HashSet<string>? wanted)
    {
        var shapes = new Dictionary<string, Shape>(StringComparer.Ordinal);
        foreach (var step in check.Steps)
        {
            foreach (var (port, shape) in step.Shapes)
            {
                shapes[$"{step.Name}.{port}"] = shape;
            }
        }

        var left = MostColumns;
        foreach (var step in check.Steps.Where(s => s.Descriptor is not null && wanted?.Contains(s.Name) != false))
        {
            json.WriteStartObject(step.Name);
            json.WriteStartObject("inputs");
            foreach (var port in step.Descriptor!.Inputs.Where(p => step.Step.From.ContainsKey(p.Name)))
            {
                json.WritePropertyName(port.Name);
                left -= ShapeJson.Write(json, port.Kind.Name, shapes.GetValueOrDefault(step.Step.From[port.Name], Shape.Unknown), left);
            }

            json.WriteEndObject();
            json.WriteStartObject("outputs");
            foreach (var port in step.Descriptor.Outputs)
            {
                json.WritePropertyName(port.Name);
                left -= ShapeJson.Write(json, port.Kind.Name, step.Shapes.GetValueOrDefault(port.Name, Shape.Unknown), left);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }
    }
}
