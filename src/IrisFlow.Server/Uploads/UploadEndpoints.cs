using IrisFlow.Engine.Checkpoints;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;
using IrisFlow.Server.Access;
using IrisFlow.Server.Description;
using IrisFlow.Server.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Uploads;

/// <summary>Tables that are sent to take the place of a port.</summary>
internal sealed class UploadEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/uploads", TakeAsync).WithName("upload").WithSummary("Stores a CSV or Parquet file, the body of the request, as a table.").Accepts<Stream>("application/octet-stream")
            .Gives("upload", StatusCodes.Status201Created);
        api.MapPost("/uploads/{id}/check", CheckAsync).Asks().WithName("checkUpload").WithSummary("Whether an upload fits a port, column by column.").Takes<FitRequest>().Gives("upload-check");
    }

    private static async Task<IResult> TakeAsync(string? name, HttpContext context, LiveWorkspace live, ServerOptions options, TimeProvider clock)
    {
        var workspace = live.Current;
        var arrival = await Arrival.ReceiveAsync(context, workspace, name ?? "", options.UploadBytes);
        try
        {
            var (upload, source, leftOut) = await Task.Run(() => arrival.Store(workspace, clock, context.RequestAborted), context.RequestAborted);
            return new Document(json =>
            {
                json.WriteStartObject();
                json.WriteString("upload", upload.Id);
                json.WriteString("digest", upload.Digest.Hex);
                json.WriteNumber("rows", source.RowCount);
                SchemaJson.Write(json, source.Schema);
                ErrorJson.Findings(json, leftOut);
                json.WriteEndObject();
            }, StatusCodes.Status201Created);
        }
        finally
        {
            arrival.Delete();
        }
    }

    private static async Task<IResult> CheckAsync(string id, HttpContext context, LiveWorkspace live)
    {
        var asked = await Requests.ReadAsync<FitRequest>(context);
        var workspace = live.Current;
        var workflow = workspace.Named(asked.Workflow);
        if (workspace.Store.FindUpload(id) is null)
        {
            throw new IrisFlowException(new Finding("IF581", "There is no such upload.") { Expected = "Send the file again." }, ExitCode.NotFound);
        }

        var findings = workspace.Engine.CheckInjected(new(workflow, workspace.EnvironmentOf(workflow)) { With = [(asked.Port, $"upload:{id}")] });
        return new Document(json =>
        {
            json.WriteStartObject();
            ErrorJson.Findings(json, [.. findings.Select(f => f with { File = null })]);
            json.WriteEndObject();
        });
    }

    /// <summary>What an upload is held against.</summary>
    /// <param name="Workflow">The workflow.</param>
    /// <param name="Port">The port, <c>step.port</c>.</param>
    private sealed record FitRequest(string Workflow, string Port);
}
