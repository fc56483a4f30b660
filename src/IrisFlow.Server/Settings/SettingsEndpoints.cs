using IrisFlow.Server.Description;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Settings;

/// <summary>What the workspace and the server are set to.</summary>
internal sealed class SettingsEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api) => api.MapGet("/settings", Get).WithName("getSettings").WithSummary("What the workspace and the server are set to.").Gives("settings");

    private static Document Get(LiveWorkspace live)
    {
        var workspace = live.Current;
        return new Document(json =>
        {
            json.WriteStartObject();
            json.WriteString("workspace", Path.GetFileName(workspace.Root));
            json.WriteString("folder", workspace.Root);
            json.WriteString("version", StudioServer.Version);
            json.WriteString("compression", workspace.Settings.CompressionName);
            json.WriteNumber("cores", Environment.ProcessorCount);
            json.WriteNumber("memory", GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
            json.WriteEndObject();
        });
    }
}
