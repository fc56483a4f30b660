using System.Text.Json.Nodes;
using IrisFlow.Server.Problems;
using IrisFlow.Server.Reading;
using Microsoft.AspNetCore.Http;

namespace IrisFlow.Server.Workflows;

/// <summary>A workflow to save.</summary>
/// <param name="Definition">The object of its file.</param>
/// <param name="Layout">Where things stand on the canvas; left as it is where it is not given.</param>
internal sealed record SaveRequest(JsonNode Definition, JsonObject? Layout = null);

/// <summary>A definition to check.</summary>
/// <param name="Definition">The object of a workflow file.</param>
/// <param name="Shapes">The steps whose shapes are wanted; all where it is not given.</param>
internal sealed record CheckRequest(JsonNode Definition, IReadOnlyList<string>? Shapes = null);

/// <summary>A draft to keep.</summary>
/// <param name="Definition">The object of a workflow file, whatever it holds.</param>
/// <param name="Layout">Where things stand on the canvas.</param>
/// <param name="Base">The state of the file that it was begun from; null for a new workflow.</param>
internal sealed record DraftRequest(JsonNode Definition, JsonObject? Layout = null, string? Base = null);

/// <summary>Reads requests whose definition must be taken exactly as it stands.</summary>
internal static class WorkflowRequests
{
    /// <summary>The body, held against the type of the request, as the object that was parsed: numbers and their order are then those of a file.</summary>
    /// <exception cref="IrisFlowException">It is not as it should be.</exception>
    public static async Task<JsonObject> ReadAsync<T>(HttpContext context)
    {
        var root = await Requests.ReadAsync(context);
        var findings = RequestShape.Findings(Requests.Options.GetTypeInfo(typeof(T)), root);
        return findings.Count == 0 ? (JsonObject)root! : throw new Refusal(StatusCodes.Status422UnprocessableEntity, findings);
    }

    /// <summary>What is wrong with a definition, placed in the request that it came in.</summary>
    public static IrisFlowException InRequest(IrisFlowException problem) => new(
        [.. problem.Findings.Select(f => f with { File = null, Pointer = f.Pointer is { } pointer ? "/definition" + pointer : null })], problem.Exit, problem);
}
